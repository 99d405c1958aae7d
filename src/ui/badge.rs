//! A short fact in a rounded frame: visibility, type, role.

use crate::markup::view;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::tone::Tone;

/// A short fact about the thing beside it.
#[component]
pub fn Badge(
    /// The meaning of its colour.
    #[prop(optional)]
    tone: Tone,
    /// Stands before the words.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// One or two words.
    children: Children,
) -> impl IntoView {
    view! {
        <span class="badge" data-tone=tone.name()>
            {icon.map(|icon| view! { <Glyph icon/> })}
            {children()}
        </span>
    }
}
