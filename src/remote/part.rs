//! A view whose code is in a part of the program that loads when it is first shown.
//!
//! It is built after the previous view is removed. Otherwise it would be built while the page before it
//! still receives the change that ends it, with half of its signals gone.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use crate::markup::{Markup, reactive, view};
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;

use super::problem::part_missing_words;
use super::task::in_place;
use super::unwatched::run;
use crate::i18n::use_texts;
use crate::reactive::effect;
use crate::ui::{ErrorPanel, Problem, Skeleton};

/// A part of the program that could not be loaded. The loader does not say why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartMissing;

impl From<leptos::wasm_split::SplitLoaderError> for PartMissing {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// The view of a part, which may have to be loaded first.
pub type PartView = Pin<Box<dyn Future<Output = Result<AnyView, PartMissing>>>>;

/// Loads a part before it is needed, and says nothing of how that ended.
pub fn load_ahead<T>(part: impl Future<Output = T> + 'static) {
    run(async move { drop(part.await) });
}

/// A view whose code is there.
pub fn part_that_is_there(view: AnyView) -> PartView {
    Box::pin(std::future::ready(Ok(view)))
}

/// What is in the place of a part while it loads.
#[derive(Clone, Copy)]
pub enum Meanwhile {
    /// The shape of a page.
    Skeleton,
    /// Nothing: what is to come is above the page.
    Nothing,
}

/// Shows what `build` builds once its part of the program is there, or why it is not there, with the way
/// to try again. What is loaded already is shown a moment later; nothing is painted in between.
pub fn part_view(meanwhile: Meanwhile, build: impl Fn() -> PartView + 'static) -> Markup {
    let build: Rc<dyn Fn() -> PartView> = Rc::new(build);
    let attempt = RwSignal::new(());
    let built = RwSignal::new_local(match meanwhile {
        Meanwhile::Skeleton => Some(view! { <Skeleton lines=8/> }.into_any()),
        Meanwhile::Nothing => None,
    });
    let again = move || attempt.set(());
    effect(move || {
        attempt.track();
        let build = Rc::clone(&build);
        in_place(async move {
            let view = build()
                .await
                .unwrap_or_else(|PartMissing| view! { <Missing again/> }.into_any());
            // What is built lazily, such as a list's empty state, must find the contexts that are
            // provided while the view is built: they belong to this owner, not to the place below.
            built.try_set(Some(OwnedView::new(view).into_any()));
        });
    });
    reactive(move || {
        built.track();
        // A view can be shown once: it is taken out, and stays where it was put until it is replaced.
        built.try_update_untracked(Option::take).flatten()
    })
}

/// Says where a part was to stand that it is not there.
#[component]
fn Missing(
    /// Loads it once more.
    again: impl Fn() + 'static,
) -> impl IntoView {
    let texts = use_texts();
    let (sentence, hint) = part_missing_words();
    let problem = Problem {
        sentence: texts.get(sentence).to_owned(),
        hint: Some(texts.get(hint).to_owned()),
        ..Problem::default()
    };
    view! { <ErrorPanel problem on_retry=again/> }
}
