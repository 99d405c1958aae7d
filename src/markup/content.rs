//! What may stand between the tags of an element.

use std::borrow::Cow;
use std::sync::Arc;

use crate::reactive::{Memo, RwSignal, Signal};
use leptos::oco::Oco;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::{Markup, reactive};

/// A value that can be content by itself.
pub trait Content {
    /// The content.
    fn into_markup(self) -> Markup;
}

/// The way of what is [`Content`]. `child!` asks for the way of a reference, and finds this one first.
pub trait AsContent {
    /// The way.
    fn way(&self) -> ByContent {
        ByContent
    }
}

impl<T: Content> AsContent for T {}

/// The way of what is a view of the framework's only.
pub trait AsView {
    /// The way.
    fn way(&self) -> ByView {
        ByView
    }
}

impl<T: IntoRender> AsView for &T where T::Output: RenderHtml {}

/// See [`AsContent`].
pub struct ByContent;

impl ByContent {
    /// The content.
    pub fn markup(self, content: impl Content) -> Markup {
        content.into_markup()
    }
}

/// See [`AsView`].
pub struct ByView;

impl ByView {
    /// The view as content.
    pub fn markup<T: IntoRender>(self, view: T) -> Markup
    where
        T::Output: RenderHtml,
    {
        Markup::View(Box::new(view.into_render().into_any()))
    }
}

impl Content for Markup {
    fn into_markup(self) -> Markup {
        self
    }
}

impl Content for AnyView {
    fn into_markup(self) -> Markup {
        Markup::View(Box::new(self))
    }
}

impl Content for () {
    fn into_markup(self) -> Markup {
        Markup::Nothing
    }
}

impl Content for &'static str {
    fn into_markup(self) -> Markup {
        self.into()
    }
}

impl Content for String {
    fn into_markup(self) -> Markup {
        Markup::Text(Cow::Owned(self))
    }
}

impl Content for Cow<'static, str> {
    fn into_markup(self) -> Markup {
        Markup::Text(self)
    }
}

impl Content for Arc<str> {
    fn into_markup(self) -> Markup {
        Markup::Text(Cow::Owned(self.as_ref().to_owned()))
    }
}

impl Content for Oco<'static, str> {
    fn into_markup(self) -> Markup {
        match self {
            Self::Borrowed(words) => words.into_markup(),
            words => words.to_string().into_markup(),
        }
    }
}

impl Content for TextProp {
    fn into_markup(self) -> Markup {
        reactive(move || self.get())
    }
}

impl<T: Content, F: FnMut() -> T + Send + 'static> Content for F {
    fn into_markup(self) -> Markup {
        reactive(self)
    }
}

impl<T: Content> Content for Option<T> {
    fn into_markup(self) -> Markup {
        self.map_or(Markup::Nothing, T::into_markup)
    }
}

impl<T: Content> Content for Vec<T> {
    fn into_markup(self) -> Markup {
        Markup::Many(self.into_iter().map(T::into_markup).collect())
    }
}

impl<T: Content + Clone + Send + Sync + 'static> Content for Signal<T> {
    fn into_markup(self) -> Markup {
        reactive(move || self.get())
    }
}

impl<T: Content + Clone + Send + Sync + 'static> Content for RwSignal<T> {
    fn into_markup(self) -> Markup {
        reactive(move || self.get())
    }
}

impl<T: Content + Clone + Send + Sync + 'static> Content for Memo<T> {
    fn into_markup(self) -> Markup {
        reactive(move || self.get())
    }
}
