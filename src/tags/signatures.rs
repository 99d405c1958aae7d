//! Tags of signatures are folded away in the list: there may be one beside each image, and nobody
//! pulls them by hand. Whether they are shown stands in the address.

use crate::markup::{reactive, view};
use crate::reactive::{Memo, RwSignal};
use leptos::prelude::*;
use swr_api::Tag;

use super::texts;
use crate::i18n::use_texts;
use crate::manifest::companion_of;
use crate::ui::Button;

/// What stands in the address while they are shown.
const SHOWN: &str = "signatures=shown";

/// Whether an address shows them.
pub(super) fn are_shown(query: &str) -> bool {
    query.split('&').any(|pair| pair == SHOWN)
}

/// The part of the address that says so; empty while they are not shown.
pub(super) fn to_query(are_shown: bool) -> &'static str {
    if are_shown { SHOWN } else { "" }
}

/// Whether a tag is one of them.
pub(super) fn is_one(tag: &Tag) -> bool {
    companion_of(tag).is_some()
}

/// How many there are, and the button that shows or hides them; nothing where there are none.
#[component]
pub(super) fn SignatureToggle(count: Memo<usize>, are_shown: RwSignal<bool>) -> impl IntoView {
    let texts = use_texts();
    let label = move || {
        let text = if are_shown.get() {
            texts::SIGNATURES_SHOWN
        } else {
            texts::SIGNATURES_HIDDEN
        };
        texts.count(text, count.get() as u64)
    };
    reactive(move || {
        let is_any = count.get() > 0;
        is_any.then(|| {
            view! { <Button on_click=move || are_shown.update(|it| *it = !*it)>{label}</Button> }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_comes_back_from_its_address() {
        for shown in [true, false] {
            assert_eq!(are_shown(to_query(shown)), shown);
        }
        assert!(are_shown("filter=a&signatures=shown"));
        assert!(!are_shown("filter=signatures=shown"));
        assert!(!are_shown("signatures=hidden"));
    }
}
