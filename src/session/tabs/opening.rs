//! Tabs opened from this one: a link that is clicked with a modifier key or the middle button, or whose
//! context menu is opened.
//!
//! Recorded in this tab's storage, so that the first page and the whole program share the information.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, MouseEvent};

use crate::remote::now;
use crate::storage::this_tab;

/// For how long a question is taken for that of the tab that was opened, in milliseconds: as long as
/// a page takes to load over a slow line.
const EXPECTED_MILLIS: i64 = 30_000;

/// What a person does to a link that opens another tab.
const SIGNS: [&str; 3] = ["click", "auxclick", "contextmenu"];

/// Notes what opens tabs, as long as it is here.
pub(super) struct Openings(Closure<dyn Fn(Event)>);

impl Openings {
    pub(super) fn watch() -> Self {
        let note = Closure::<dyn Fn(Event)>::new(|event: Event| {
            if opens(&event) {
                this_tab::note_opening(now().unix_millis());
            }
        });
        let document = leptos::prelude::document();
        for sign in SIGNS {
            let listener = note.as_ref().unchecked_ref();
            // Before anything else hears it, and whatever that does about it.
            let _ = document.add_event_listener_with_callback_and_bool(sign, listener, true);
        }
        Self(note)
    }
}

impl Drop for Openings {
    fn drop(&mut self) {
        let document = leptos::prelude::document();
        for sign in SIGNS {
            let listener = self.0.as_ref().unchecked_ref();
            let _ = document.remove_event_listener_with_callback_and_bool(sign, listener, true);
        }
    }
}

fn opens(event: &Event) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let link = target.and_then(|it| it.closest("a[href]").ok().flatten());
    let (Some(_), Some(mouse)) = (link, event.dyn_ref::<MouseEvent>()) else {
        return false;
    };
    match event.type_().as_str() {
        "click" => mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key(),
        "auxclick" => mouse.button() == 1,
        _ => true,
    }
}

/// Whether a tab was opened from here a moment ago; of each it is shown once.
pub(super) fn take() -> bool {
    this_tab::take_opening().is_some_and(|opened| is_expected(opened, now().unix_millis()))
}

fn is_expected(opened_millis: i64, now_millis: i64) -> bool {
    (0..=EXPECTED_MILLIS).contains(&(now_millis - opened_millis))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_is_expected_for_a_moment() {
        for (now, expected) in [(1_000, true), (31_000, true), (31_001, false), (999, false)] {
            assert_eq!(is_expected(1_000, now), expected, "{now}");
        }
    }
}
