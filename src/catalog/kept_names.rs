//! The selected items that a deletion skips, as the confirmation shows them.

use crate::markup::view;
use leptos::prelude::*;

use crate::i18n::{Text, use_texts};
use crate::ui::{NameList, Notice, Tone};

/// How many stay, and why each does; nothing where all go.
#[component]
pub fn KeptNames<I>(
    /// Those that stay, each with the reason in words.
    kept: Vec<(I, String)>,
    /// The name of one, as people know it.
    name: fn(&I) -> String,
    /// The sentence that some stay, with their `count`.
    some_stay: &'static Text,
) -> impl IntoView
where
    I: 'static,
{
    let texts = use_texts();
    (!kept.is_empty()).then(|| {
        let sentence = texts.count(some_stay, kept.len() as u64);
        let lines = kept
            .iter()
            .map(|(item, why)| (name(item), Some(why.clone())));
        let lines = lines.collect();
        view! {
            <Notice tone=Tone::Warning>{sentence}</Notice>
            <NameList lines/>
        }
    })
}
