//! The tool whose commands are shown: chosen once, remembered everywhere.

use crate::reactive::{RwSignal, on_change};
use crate::storage::preferences::use_preferences;

/// The name of the chosen tool among those that are offered here. Another choice is remembered.
pub fn chosen_tool(offered: &[&str]) -> RwSignal<String> {
    let preferred = use_preferences().tool;
    let first = offered.first().copied().unwrap_or_default();
    let known = preferred.with_untracked(|preferred| {
        let is_preferred = |name: &&str| Some(*name) == preferred.as_deref();
        offered
            .iter()
            .copied()
            .find(is_preferred)
            .unwrap_or(first)
            .to_owned()
    });
    let chosen = RwSignal::new(known);
    on_change(
        move || chosen.get(),
        move |name| preferred.set(Some(name.clone())),
    );
    chosen
}
