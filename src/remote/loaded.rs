//! The one place that decides between skeleton, error and content.

use std::sync::Arc;

use crate::derive::memo;
use leptos::prelude::*;

use super::{Query, problem, texts};
use crate::i18n::{format, use_texts};
use crate::storage::preferences::use_preferences;
use crate::ui::{ErrorPanel, Notice, Skeleton, Tone};

/// Shows what a query loaded: a skeleton before the first answer, an error with a retry if that
/// failed, else the content, which stays on screen with a note when a later load fails.
#[component]
pub fn Loaded<T, V>(
    /// What is loaded.
    query: Query<T>,
    /// The content; built again when the value changes.
    children: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let value = memo(move || query.value());
    let children = Arc::new(children);
    let content = move || value.get().map(|value| children(value).into_any());
    view! {
        <QueryState query/>
        {content}
    }
}

/// Everything around the content. Apart from it, so that a reload leaves the content as it is, and
/// for pages whose frame stands before the answer comes.
#[component]
pub fn QueryState<T: Send + Sync + 'static>(
    /// What is loaded.
    query: Query<T>,
    /// How tall the skeleton is; none for a page that has enough to show without it.
    #[prop(default = 4)]
    lines: u32,
) -> impl IntoView {
    let texts = use_texts();
    let zone = use_preferences().zone;
    let state = memo(move || query.with(|it| (it.value.is_some(), it.error.clone(), it.loaded_at)));
    move || match state.get() {
        (false, None, _) => view! { <Skeleton lines/> }.into_any(),
        (false, Some(error), _) => {
            let retry = move || query.reload();
            view! { <ErrorPanel problem=problem(texts, &error) on_retry=retry/> }.into_any()
        }
        (true, Some(_), loaded_at) => {
            let time = loaded_at.map(|time| format::clock_time(texts, time, zone.get()));
            let time = time.unwrap_or_default();
            let sentence = texts.fill(texts::RELOAD_FAILED, &[("time", &time)]);
            view! { <Notice tone=Tone::Warning>{sentence}</Notice> }.into_any()
        }
        (true, None, _) => ().into_any(),
    }
}
