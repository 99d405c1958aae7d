//! The notice above outdated data after a failed refresh: since when, why, and a retry.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::Timestamp;

use super::texts;
use crate::i18n::{format, use_texts};
use crate::storage::preferences::use_preferences;
use crate::ui::{ErrorBanner, Problem};

/// The newest load failed, and what an older one brought is still shown.
#[component]
pub(super) fn FailedReload(
    /// The time at which the data arrived that is shown.
    loaded_at: Signal<Option<Timestamp>>,
    /// The reason why nothing newer did.
    problem: Signal<Problem>,
    /// It is being loaded again.
    busy: Signal<bool>,
    /// Loads again.
    on_retry: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let zone = use_preferences().zone;
    let title = move || {
        let time = loaded_at.get();
        let time = time.map(|time| format::clock_time(texts, time, zone.get()));
        texts.fill(texts::RELOAD_FAILED, &[("time", &time.unwrap_or_default())])
    };
    view! { <ErrorBanner title problem busy on_retry/> }
}
