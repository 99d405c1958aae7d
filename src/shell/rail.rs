//! The rail: the current service and the pages.

use crate::markup::view;
use crate::reactive::effect;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{RAIL, texts};
use crate::i18n::{Text, use_texts};
use crate::navigation::{Link, use_navigation};
use crate::route::{Page, RepositoryScope, Route};
use crate::session::use_session;
use crate::storage::preferences::use_preferences;
use crate::ui::{Glyph, Icon, Menu, MenuItem};

/// The rail. Under 768 pixels it is a sheet, which a link closes.
#[component]
pub(super) fn Rail() -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let preferences = use_preferences();
    let page = use_navigation().page();
    let rail = NodeRef::<leptos::html::Aside>::new();
    effect(move || {
        page.with(|_| ());
        // Where there is room the rail is no sheet, and hiding what is not shown is refused.
        if let Some(rail) = rail
            .get_untracked()
            .filter(|it| it.matches(":popover-open") == Ok(true))
        {
            let _ = rail.unchecked_into::<web_sys::HtmlElement>().hide_popover();
        }
    });
    let toggle = move |_| preferences.is_rail_collapsed.update(|it| *it = !*it);
    let toggle_label = move || {
        texts.get(if preferences.is_rail_collapsed.get() {
            texts::EXPAND
        } else {
            texts::COLLAPSE
        })
    };
    view! {
        <aside class="rail" id=RAIL popover="auto" node_ref=rail>
            <Link to=Signal::derive(|| Route::from(Page::Overview)) class="rail-mark">
                <Glyph icon=Icon::Cube/>
                <span class="rail-label">{session.configuration().brand.name}</span>
            </Link>
            <ConnectionSwitch/>
            <nav class="rail-links" aria-label=texts.get(texts::PAGES)>
                <RailLink page=Page::Overview icon=Icon::Home label=texts::OVERVIEW/>
                <RailLink page=Page::Organizations icon=Icon::Organization label=texts::ORGANIZATIONS/>
                <RailLink
                    page=Page::Repositories(RepositoryScope::Own)
                    icon=Icon::Cube
                    label=texts::REPOSITORIES
                />
                <RailLink page=Page::LoginCommand icon=Icon::Key label=texts::LOGIN_COMMAND/>
            </nav>
            <nav class="rail-links" aria-label=texts.get(texts::CONSOLE)>
                <RailLink page=Page::Settings icon=Icon::Settings label=texts::SETTINGS/>
                <button type="button" class="rail-toggle" title=toggle_label on:click=toggle>
                    <Glyph icon=Icon::Collapse/>
                    <span class="rail-label">{toggle_label}</span>
                </button>
            </nav>
        </aside>
    }
}

#[component]
fn RailLink(
    /// The page it leads to.
    page: Page,
    /// Stands alone when the rail is collapsed.
    icon: Icon,
    /// The label.
    label: &'static Text,
) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let current = navigation.page();
    let href = navigation.href(&page.clone().into());
    let is_current = move || (section(&current.get()) == section(&page)).then_some("page");
    view! {
        <a href=href aria-current=is_current title=texts.get(label)>
            <Glyph icon/>
            <span class="rail-label">{texts.get(label)}</span>
        </a>
    }
}

/// The entry of the rail under which a page stands.
fn section(page: &Page) -> u8 {
    match page {
        Page::Overview => 0,
        Page::Organizations | Page::Organization(..) => 1,
        Page::Repositories(_) | Page::Repository(..) | Page::Tag(..) => 2,
        Page::LoginCommand => 3,
        Page::Settings | Page::Connection => 4,
        Page::SignIn | Page::NotFound(_) => 5,
    }
}

/// The service in use, and the choice of another where there is one: only then it looks like a menu.
#[component]
fn ConnectionSwitch() -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let connections = session.configuration().connections;
    let facts = move || {
        let connection = session.connection();
        let place = match connection.project_name() {
            project if project == connection.region => connection.region.clone(),
            project => format!("{} · {project}", connection.region),
        };
        view! {
            <span class="rail-label rail-connection-facts">
                <span>{connection.name}</span>
                <span class="secondary">{place}</span>
            </span>
        }
    };
    if connections.len() < 2 {
        return view! { <div class="rail-connection">{facts}</div> }.into_any();
    }
    let items = move || {
        let current = session.connection().id;
        let item = |id: &String, name: &String| {
            let (is_current, id) = (*id == current, id.clone());
            MenuItem::button(name.clone(), move || session.connect(&id)).chosen(is_current)
        };
        connections
            .iter()
            .map(|it| item(&it.id, &it.name))
            .collect::<Vec<_>>()
    };
    view! {
        <div class="rail-connection">
            <Menu label=texts.get(texts::CONNECTION) items>
                {facts}
                <Glyph icon=Icon::Switch/>
            </Menu>
        </div>
    }
    .into_any()
}
