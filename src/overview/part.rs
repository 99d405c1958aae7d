//! A section of the page that loads independently and is hidden if the service does not support it.

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{Error, ErrorKind};

use crate::remote::{Loaded, Query};
use crate::ui::Panel;

/// Whether there is nothing behind a part: its calls name no thing, so what is not found is the call.
pub(super) fn is_lacked<T: Send + Sync + 'static>(query: Query<T>) -> Memo<bool> {
    memo(move || {
        let kind = query.with(|it| it.error.as_ref().map(Error::kind));
        kind == Some(ErrorKind::NotFound)
    })
}

/// A part in a frame, under a heading.
#[component]
pub(super) fn Part<T, V>(
    /// The query that loads it.
    query: Query<T>,
    /// Its heading.
    title: &'static str,
    /// The content.
    children: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let is_lacked = is_lacked(query);
    reactive(move || {
        let children = children.clone();
        (!is_lacked.get()).then(|| view! { <Panel title><Loaded query children/></Panel> })
    })
}
