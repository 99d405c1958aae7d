//! A letter that marks rows with the same image. The color helps to find them; the letter identifies
//! them.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// The hues, by turns. Red is not among them: it would warn.
const HUES: [&str; 3] = ["amber", "green", "accent"];

/// A letter before a name, or the room for one, so that names are below each other.
#[component]
pub fn Mark(
    /// The letter and its index among the letters.
    letter: Option<(String, usize)>,
    /// The label: what the mark says in words.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    match letter {
        None => view! { <span class="mark"></span> }.into_any(),
        Some((letter, index)) => {
            let hue = HUES[index % HUES.len()];
            let title = label.clone();
            view! {
                <span class="mark" role="img" data-hue=hue aria-label=label title=title>
                    {letter}
                </span>
            }
            .into_any()
        }
    }
}
