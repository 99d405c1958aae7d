//! Views as data: one type for all that `view!` writes.
//!
//! The framework makes a type of every view, and the compiler a copy of what can be done with a view for
//! each of those types. Here a view is a value, [`Markup`], and what is done with it stands once
//! (`build.rs`); see `docs/decisions/0019`. Components, lists with keys and everything that is reactive
//! stay the framework's: a `Markup` is a view like any other to them.

mod attached;
mod build;
mod content;
mod element;
mod keyed;
mod value;

use std::borrow::Cow;

use leptos::prelude::AnyView;
pub use markup_macro::view;

pub use content::{AsContent, AsView, Content};
pub use element::Element;
pub use keyed::{Key, keyed};
pub use value::{IntoValue, Value};

/// A view.
pub enum Markup {
    /// Nothing to see; keeps a place.
    Nothing,
    /// Words.
    Text(Cow<'static, str>),
    /// An element with all that it has and holds.
    Element(Element),
    /// Several, one after the other.
    Many(Vec<Markup>),
    /// Read again whenever something changes that it reads.
    Reactive(Box<dyn Read<Markup> + Send>),
    /// A view of the framework's.
    View(Box<AnyView>),
}

/// Something that is read. A trait of its own, because a box of a closure brings along a way to call it
/// by value, which is compiled for each closure and never used.
pub trait Read<T> {
    /// What there is to read now.
    fn read(&mut self) -> T;
}

struct ReadContent<F>(F);

impl<T: Content, F: FnMut() -> T> Read<Markup> for ReadContent<F> {
    fn read(&mut self) -> Markup {
        (self.0)().into_markup()
    }
}

/// What a closure gives, read again whenever something changes that it reads.
pub fn reactive<T: Content>(read: impl FnMut() -> T + Send + 'static) -> Markup {
    Markup::Reactive(Box::new(ReadContent(read)))
}

impl From<&'static str> for Markup {
    fn from(words: &'static str) -> Self {
        Self::Text(Cow::Borrowed(words))
    }
}

/// An expression of a view as [`Markup`]: by itself where it can be one, else as a view of the framework's.
macro_rules! child {
    ($expression:expr) => {{
        #[allow(unused_imports)]
        use $crate::markup::{AsContent as _, AsView as _};
        match $expression {
            content => (&content).way().markup(content),
        }
    }};
}

pub(crate) use child;
