//! A command to run in a terminal, exactly as it must be typed.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::copy_button::CopyButton;

/// A command with a button that copies it.
#[component]
pub fn CommandBlock(
    /// The command; several lines are kept.
    #[prop(into)]
    command: TextProp,
    /// The button's name: `Copy pull command`.
    #[prop(into)]
    label: TextProp,
    /// What is copied, where what is shown hides a secret.
    #[prop(optional, into)]
    copied: Option<TextProp>,
) -> impl IntoView {
    let shown = command.clone();
    let command = copied.unwrap_or(command);
    view! {
        <div class="command-block">
            <pre aria-label=label.clone()><code>{move || shown.get()}</code></pre>
            <CopyButton text=command label/>
        </div>
    }
}
