//! The placeholder of an unknown value: an en dash, with the reason.

use crate::markup::view;
use leptos::prelude::*;

use super::texts;
use crate::i18n::{format, use_texts};

/// The place of a value that the service left out or garbled. It is never zero and never no.
#[component]
pub fn Unknown() -> impl IntoView {
    let reason = use_texts().get(texts::UNKNOWN);
    view! { <span class="secondary" title=reason>{format::UNKNOWN}</span> }
}
