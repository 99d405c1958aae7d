//! The app shell: rail, bar, breadcrumbs, and what happens when the page changes.

mod account;
mod appearance;
pub mod boot_texts;
mod breadcrumbs;
mod crash;
mod newer_version;
mod outage;
mod rail;
mod tab_question;
pub mod texts;
mod title;

use crate::markup::view;
use leptos::prelude::*;

use crate::host::{Layout, use_host};
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::ui::{Glyph, Icon};
use account::AccountMenu;
use appearance::ThemeMenu;
pub use appearance::apply_appearance;
use breadcrumbs::Breadcrumbs;
pub use crash::report_panics;
use newer_version::NewerVersion;
use outage::OutageBanner;
use rail::Rail;
use tab_question::TabQuestion;
pub use title::{document_title, follow_pages};

/// The id of the rail, which the bar's button opens where there is no room for both.
const RAIL: &str = "rail";

/// The frame with a page in it; what a page around leaves of it.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    let navigation = use_navigation();
    let layout = use_host().map_or(Layout::Full, |host| host.layout);
    let frame = match layout {
        Layout::Full => view! { <Rail/><Bar/> }.into_any(),
        Layout::Content | Layout::Picker => {
            view! { <div class="page-way"><Breadcrumbs/></div> }.into_any()
        }
        Layout::Repository | Layout::Tag => ().into_any(),
    };
    let is_bare = (layout != Layout::Full).then_some("");
    view! {
        <div class="shell" data-bare=is_bare on:click=move |event| navigation.on_click(&event)>
            {frame}
            <main class="content" tabindex="-1">
                <div class="page"><NewerVersion/> <TabQuestion/> <OutageBanner/> {children()}</div>
            </main>
        </div>
    }
}

#[component]
fn Bar() -> impl IntoView {
    let texts = use_texts();
    view! {
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
    }
}
