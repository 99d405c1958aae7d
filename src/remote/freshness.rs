//! The age of a list's rows, as text that is updated over time.

use crate::markup::reactive;
use leptos::prelude::*;

use super::{Progress, clock, texts};
use crate::i18n::{format, use_texts};
use crate::reactive::memo;

/// `Refreshed 12 seconds ago`; nothing while rows are on their way.
#[component]
pub(super) fn Freshness(progress: Signal<Progress>) -> impl IntoView {
    let texts = use_texts();
    let loaded_at = memo(move || progress.with(|it| it.loaded_at.filter(|_| !it.is_loading)));
    let clock = clock();
    let words = memo(move || {
        let ago = format::ago(texts, loaded_at.get()?, clock.get());
        Some(texts.fill(texts::UPDATED, &[("ago", &ago)]))
    });
    reactive(move || words.get())
}
