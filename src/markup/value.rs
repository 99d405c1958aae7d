//! What an attribute, a property or a style of an element is set to.

use std::borrow::Cow;
use std::sync::Arc;

use crate::reactive::{Memo, RwSignal, Signal};
use leptos::oco::Oco;
use leptos::text_prop::TextProp;

use super::Read;

/// A value.
pub enum Value {
    /// None: what would have it does not.
    Missing,
    /// An attribute that is there or not; a property that is true or false.
    Flag(bool),
    /// Words.
    Text(Cow<'static, str>),
    /// Read again whenever something changes that it reads.
    Reactive(Box<dyn Read<Value> + Send>),
}

/// Something that can be a value.
pub trait IntoValue {
    /// The value.
    fn into_value(self) -> Value;
}

impl IntoValue for Value {
    fn into_value(self) -> Value {
        self
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        Value::Flag(self)
    }
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Value::Text(Cow::Owned(self))
    }
}

impl IntoValue for &String {
    fn into_value(self) -> Value {
        Value::Text(Cow::Owned(self.clone()))
    }
}

impl IntoValue for Arc<str> {
    fn into_value(self) -> Value {
        Value::Text(Cow::Owned(self.as_ref().to_owned()))
    }
}

impl IntoValue for Cow<'static, str> {
    fn into_value(self) -> Value {
        Value::Text(self)
    }
}

impl IntoValue for Oco<'static, str> {
    fn into_value(self) -> Value {
        match self {
            Self::Borrowed(words) => words.into_value(),
            words => words.to_string().into_value(),
        }
    }
}

impl IntoValue for TextProp {
    fn into_value(self) -> Value {
        (move || self.get()).into_value()
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Missing, T::into_value)
    }
}

impl<T: IntoValue, F: FnMut() -> T + Send + 'static> IntoValue for F {
    fn into_value(self) -> Value {
        Value::Reactive(Box::new(ReadValue(self)))
    }
}

struct ReadValue<F>(F);

impl<T: IntoValue, F: FnMut() -> T> Read<Value> for ReadValue<F> {
    fn read(&mut self) -> Value {
        (self.0)().into_value()
    }
}

impl<T: IntoValue + Clone + Send + Sync + 'static> IntoValue for Signal<T> {
    fn into_value(self) -> Value {
        (move || self.get()).into_value()
    }
}

impl<T: IntoValue + Clone + Send + Sync + 'static> IntoValue for RwSignal<T> {
    fn into_value(self) -> Value {
        (move || self.get()).into_value()
    }
}

impl<T: IntoValue + Clone + Send + Sync + 'static> IntoValue for Memo<T> {
    fn into_value(self) -> Value {
        (move || self.get()).into_value()
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl IntoValue for $number {
            fn into_value(self) -> Value {
                self.to_string().into_value()
            }
        })*
    };
}

numbers!(i32 u16 u32 u64 usize f64);
