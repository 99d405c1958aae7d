//! A list of names with remarks: the first ones individually, the rest as a count.

use crate::markup::view;
use leptos::prelude::*;

use super::fact_list::{FactList, NamedFact};
use super::texts;
use crate::i18n::use_texts;

/// How many stand one by one.
const SHOWN: usize = 50;

/// Many names, of which a dialog shows as many as someone reads.
#[component]
pub fn NameList(
    /// What is most worth knowing first: a name, and what becomes of it.
    lines: Vec<(String, Option<String>)>,
) -> impl IntoView {
    let texts = use_texts();
    let hidden = lines.len().saturating_sub(SHOWN) as u64;
    let line = |(name, said): (String, Option<String>)| view! { <NamedFact name said/> };
    let lines: Vec<_> = lines.into_iter().take(SHOWN).map(line).collect();
    let hidden = (hidden > 0).then(|| {
        view! { <p class="secondary">{texts.count(texts::AND_MORE, hidden)}</p> }
    });
    view! {
        <FactList>{lines}</FactList>
        {hidden}
    }
}
