//! The context of the first page: its language, service and addresses, and the one element of the
//! document that it draws into.

use swr_api::Access;
use web_sys::Element;

use super::element::{document, dress};
use crate::configuration::{Configuration, Connection, Routing};
use crate::i18n::Texts;
use crate::navigation::{HashHistory, History, PathHistory, opens_dialog};
use crate::route::{Page, Route};
use crate::shell::document_title;
use crate::storage::preferences::{FirstPreferences, Preference, Theme, keep_for_first_paint};

/// The element of `index.html` that the first page fills and the whole program takes away.
const FRAME: &str = "frame";

/// What every view of the first page reads.
pub(super) struct FirstPageContext {
    pub(super) texts: Texts,
    pub(super) configuration: Configuration,
    pub(super) connection: Connection,
    pub(super) preferences: FirstPreferences,
}

impl FirstPageContext {
    pub(super) fn new(
        configuration: Configuration,
        preferences: FirstPreferences,
        texts: Texts,
    ) -> Self {
        let connection = configuration
            .connection(preferences.connection.as_deref())
            .clone();
        Self {
            texts,
            configuration,
            connection,
            preferences,
        }
    }

    /// Puts title, theme and language on the document, as `shell` does.
    pub(super) fn appear(&self) {
        let page = Route::parse(&self.address()).page;
        let brand = &self.configuration.brand.name;
        document().set_title(&document_title(self.texts, &page, brand));
        let Some(root) = document().document_element() else {
            return;
        };
        dress(&root, &[("lang", self.texts.language())]);
        let theme = self.configuration.theme.as_deref();
        keep_for_first_paint(theme, self.connection.is_proxied());
        let theme = theme.unwrap_or_default();
        if self.preferences.theme == Theme::Auto && ["light", "dark"].contains(&theme) {
            dress(&root, &[("data-theme", theme)]);
        }
    }

    /// The address we are at. The kinds of history are told apart here and not by `dyn`, which would
    /// bring what they need to listen.
    pub(super) fn address(&self) -> String {
        match self.configuration.routing {
            Routing::Path => PathHistory::new().address(),
            Routing::Hash => HashHistory.address(),
        }
    }

    pub(super) fn href(&self, address: &str) -> String {
        match self.configuration.routing {
            Routing::Path => PathHistory::new().href(address),
            Routing::Hash => HashHistory.href(address),
        }
    }

    pub(super) fn page_href(&self, page: &Page) -> String {
        self.href(&Route::from(page.clone()).to_path())
    }

    /// Goes where a link leads, if that is one of our addresses.
    pub(super) fn follow(&self, href: &str) -> bool {
        let address = match self.configuration.routing {
            Routing::Path => PathHistory::new().address_of(href),
            Routing::Hash => HashHistory.address_of(href),
        };
        let Some(address) = address else { return false };
        let (before, route) = (Route::parse(&self.address()), Route::parse(&address));
        match (self.configuration.routing, opens_dialog(&before, &route)) {
            (Routing::Path, false) => PathHistory::new().push(&address),
            (Routing::Path, true) => PathHistory::new().push_over(&address),
            (Routing::Hash, false) => HashHistory.push(&address),
            (Routing::Hash, true) => HashHistory.push_over(&address),
        }
        true
    }

    pub(super) fn density(&self) -> &'static str {
        self.preferences.density.word()
    }

    /// The right in words.
    pub(super) fn access(&self, access: Access) -> String {
        crate::catalog::access_name(self.texts, access)
    }
}

/// Puts a view in the place of the one that stands.
pub(super) fn show(view: &Element) {
    dress(view, &[("id", FRAME)]);
    if let Some(frame) = frame() {
        let _ = frame.replace_with_with_node_1(view);
    }
}

/// What stands there, as long as the whole program has not taken over.
pub(super) fn frame() -> Option<Element> {
    document().get_element_by_id(FRAME)
}
