//! Parts of the program that load late: a skeleton until they are there, an error with a retry when
//! they do not come.

use crate::derive::effect;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use leptos::task::{spawn_local, spawn_local_scoped_with_cancellation};

use super::texts;
use crate::i18n::use_texts;
use crate::ui::{ErrorPanel, Problem, Skeleton};

/// Why a part did not come.
#[derive(Clone, Debug)]
pub struct LateError(pub String);

impl From<leptos::wasm_split::SplitLoaderError> for LateError {
    fn from(error: leptos::wasm_split::SplitLoaderError) -> Self {
        Self(format!("{error:?}"))
    }
}

/// Shows what `load` brings. A failed load is not remembered, so that trying again asks again.
pub fn late<F>(load: impl Fn() -> F + 'static) -> impl IntoView
where
    F: Future<Output = Result<AnyView, LateError>> + 'static,
{
    let again = RwSignal::new(0);
    let loaded = RwSignal::new_local(None);
    effect(move || {
        again.track();
        let part = load();
        spawn_local_scoped_with_cancellation(async move {
            // What is built lazily, such as a list's empty state, has to find the contexts that the
            // part provided while it was loaded: they belong to this owner, not to the place below.
            let part = part.await.map(|view| OwnedView::new(view).into_any());
            loaded.try_set(Some(part));
        });
    });
    move || {
        loaded.track();
        // A view can be shown once: it is taken out, and stays where it was put until it is replaced.
        match loaded.try_update_untracked(Option::take).flatten() {
            None => view! { <Skeleton lines=4/> }.into_any(),
            Some(Ok(view)) => view,
            Some(Err(error)) => {
                let retry = move || again.update(|again| *again += 1);
                view! { <ErrorPanel problem=missing_part(&error) on_retry=retry/> }.into_any()
            }
        }
    }
}

/// Fetches a part before anything needs it.
pub fn preload(part: impl Future<Output = ()> + 'static) {
    spawn_local(part);
}

fn missing_part(error: &LateError) -> Problem {
    let texts = use_texts();
    Problem {
        sentence: texts.get(texts::PART_MISSING).to_owned(),
        hint: Some(texts.get(texts::PART_MISSING_HINT).to_owned()),
        technical: Some(error.0.clone()),
        diagnostic: None,
    }
}
