//! The state of a job, as text and color.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::SynchronizationStatus;

use super::texts;
use crate::i18n::{Text, Texts, use_texts};
use crate::ui::{Badge, Tone};

/// What people call a status. A word that no one documents is shown as it came.
pub(super) fn status_name(texts: Texts, status: &SynchronizationStatus) -> String {
    match known(status) {
        Some((name, _)) => texts.get(name).to_owned(),
        None => status.as_str().to_owned(),
    }
}

/// A status, to be seen in passing.
#[component]
pub(super) fn StatusBadge(status: SynchronizationStatus) -> impl IntoView {
    let tone = known(&status).map_or(Tone::Neutral, |(_, tone)| tone);
    view! { <Badge tone>{status_name(use_texts(), &status)}</Badge> }
}

fn known(status: &SynchronizationStatus) -> Option<(&'static Text, Tone)> {
    Some(match status {
        SynchronizationStatus::Waiting => (texts::WAITING, Tone::Neutral),
        SynchronizationStatus::Running => (texts::RUNNING, Tone::Accent),
        SynchronizationStatus::Success => (texts::SUCCESS, Tone::Success),
        SynchronizationStatus::Failed => (texts::FAILED, Tone::Danger),
        SynchronizationStatus::TimedOut => (texts::TIMED_OUT, Tone::Warning),
        SynchronizationStatus::Canceled => (texts::CANCELED, Tone::Neutral),
        SynchronizationStatus::Existed => (texts::EXISTED, Tone::Neutral),
        SynchronizationStatus::Other(_) => return None,
    })
}
