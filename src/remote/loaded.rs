//! Chooses between skeleton, error and content.

use std::sync::Arc;

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;

use super::failed_reload::FailedReload;
use super::problem::problem_or_none;
use super::{Query, Snapshot};
use crate::i18n::use_texts;
use crate::ui::{ErrorPanel, Skeleton};

/// Shows what a query loaded: a skeleton before the first response, an error with a retry if that
/// failed, else the content, which stays on screen with a note when a later load fails.
#[component]
pub fn Loaded<T, V>(
    /// The query that loads it.
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
/// for pages whose frame is before the response comes.
#[component]
pub fn QueryState<T: Send + Sync + 'static>(
    /// The query that loads it.
    query: Query<T>,
    /// How tall the skeleton is; none for a page that has enough to show without it.
    #[prop(default = 4)]
    lines: u32,
) -> impl IntoView {
    let texts = use_texts();
    let stage = memo(move || query.with(Stage::of));
    let error = memo(move || query.error());
    let problem = memo(move || error.with(|it| problem_or_none(texts, it.as_ref())));
    let busy = Signal::derive(move || query.is_loading());
    let retry = UnsyncCallback::new(move |()| query.reload());
    reactive(move || match stage.get() {
        Stage::Waiting => view! { <Skeleton lines/> }.into_any(),
        Stage::Missing => view! { <ErrorPanel problem busy on_retry=retry/> }.into_any(),
        Stage::Old => {
            let loaded_at = Signal::derive(move || query.with(|it| it.loaded_at));
            view! { <FailedReload loaded_at problem=problem.into() busy on_retry=retry/> }
                .into_any()
        }
        Stage::Shown => ().into_any(),
    })
}

/// What is around the content. The words of an error are not part of it: when another try fails
/// in another way the panel stays, with the focus on its button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Waiting,
    Missing,
    Old,
    Shown,
}

impl Stage {
    fn of<T>(snapshot: &Snapshot<T>) -> Self {
        match (snapshot.value.is_some(), snapshot.error.is_some()) {
            (false, false) => Self::Waiting,
            (false, true) => Self::Missing,
            (true, true) => Self::Old,
            (true, false) => Self::Shown,
        }
    }
}
