//! A message in a colored frame: a warning before an action, old data after a failed refresh.

use crate::markup::view;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::tone::Tone;

/// A sentence that must not be overlooked.
#[component]
pub fn Notice(
    /// The meaning of its colour.
    #[prop(optional)]
    tone: Tone,
    /// The sentence.
    children: Children,
) -> impl IntoView {
    let icon = match tone {
        Tone::Warning | Tone::Danger => Icon::Alert,
        Tone::Success => Icon::Check,
        Tone::Neutral | Tone::Accent => Icon::Info,
    };
    view! {
        <div class="notice" data-tone=tone.name()>
            <Glyph icon/>
            <div>{children()}</div>
        </div>
    }
}
