//! The frame around every page: rail, bar, breadcrumbs, and what follows a change of page.

mod account;
mod appearance;
pub mod boot_texts;
mod breadcrumbs;
mod crash;
mod outage;
mod rail;
pub mod texts;
mod title;

use leptos::prelude::*;

use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::ui::{Glyph, Icon};
use account::AccountMenu;
use appearance::ThemeMenu;
pub use appearance::apply_appearance;
use breadcrumbs::Breadcrumbs;
pub use crash::report_panics;
use outage::OutageBanner;
use rail::Rail;
pub use title::{follow_pages, page_name};

/// The id of the rail, which the bar's button opens where there is no room for both.
const RAIL: &str = "rail";

/// The frame with a page in it.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    view! {
        <div class="shell" on:click=move |event| navigation.on_click(&event)>
            <Rail/>
            <header class="bar">
                <button
                    type="button"
                    class="button bar-menu"
                    data-variant="quiet"
                    popovertarget=RAIL
                    aria-label=texts.get(texts::OPEN_RAIL)
                >
                    <Glyph icon=Icon::Menu/>
                </button>
                <Breadcrumbs/>
                <div class="bar-end">
                    <ThemeMenu/>
                    <AccountMenu/>
                </div>
            </header>
            <main class="content" tabindex="-1">
                <div class="page"><OutageBanner/> {children()}</div>
            </main>
        </div>
    }
}
