//! Lists with keys. The framework's `For` is compiled anew for every type of item, ten kilobytes each; here
//! an item is a value of any type beside its key.

use std::any::Any;
use std::sync::Arc;

use leptos::prelude::*;

use super::Markup;

/// What an item is known by when the list changes.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// A number.
    Number(u32),
    /// A text.
    Text(Arc<str>),
}

struct Item {
    key: Key,
    value: Box<dyn Any + Send>,
}

/// The items that there are now.
trait Items: Send + Sync {
    fn items(&self) -> Vec<Item>;
}

struct Typed<E, K>(E, K);

impl<T: Send + 'static, E, K> Items for Typed<E, K>
where
    E: Fn() -> Vec<T> + Send + Sync,
    K: Fn(&T) -> Key + Send + Sync,
{
    fn items(&self) -> Vec<Item> {
        let item = |value: T| Item {
            key: (self.1)(&value),
            value: Box::new(value),
        };
        (self.0)().into_iter().map(item).collect()
    }
}

/// A view of each item, which stays with its item wherever that moves.
pub fn keyed<T: Send + 'static>(
    each: impl Fn() -> Vec<T> + Send + Sync + 'static,
    key: impl Fn(&T) -> Key + Send + Sync + 'static,
    view: impl Fn(T) -> Markup + Send + Sync + 'static,
) -> Markup {
    let view = move |value: Box<dyn Any + Send>| match value.downcast::<T>() {
        Ok(value) => view(*value),
        Err(_) => Markup::Nothing,
    };
    list(Box::new(Typed(each, key)), Arc::new(view))
}

#[inline(never)]
fn list(
    items: Box<dyn Items>,
    view: Arc<dyn Fn(Box<dyn Any + Send>) -> Markup + Send + Sync>,
) -> Markup {
    let list = For(ForProps::builder()
        .each(move || items.items())
        .key(|item: &Item| item.key.clone())
        .children(move |item: Item| view(item.value))
        .build());
    Markup::View(Box::new(list.into_any()))
}
