//! Navigation between addresses. Only this folder uses `location` and `history`.
//!
//! Every link is a real `<a href>`; [`Navigation::on_click`] listens on the console's own root and handles
//! links to addresses of the console, so links of a host page are never captured.

mod hash;
mod history;
mod link;
mod memory;
mod path;
mod scope;
mod view;

use std::rc::Rc;

use crate::reactive::memo;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::host::{Host, HostEvent, use_host};
use crate::route::{Dialog, Page, Route};
pub use hash::HashHistory;
pub use history::History;
pub use link::Link;
pub use memory::MemoryHistory;
pub use path::{PathHistory, page_origin, reload_page};
use scope::Scope;
pub use view::{KeptPart, kept_view, kept_views};

/// Where we are and how to get elsewhere.
#[derive(Clone, Copy)]
pub struct Navigation {
    route: RwSignal<Route>,
    history: StoredValue<Rc<dyn History>, LocalStorage>,
    guard: StoredValue<Option<Guard>, LocalStorage>,
    // A step back that closes a dialog is under way: the browser takes it later.
    is_closing: StoredValue<bool>,
    host: StoredValue<Option<(Host, Scope)>>,
}

/// Something typed and not sent yet.
#[derive(Clone)]
struct Guard {
    is_dirty: Signal<bool>,
    ask: Rc<dyn Fn()>,
}

/// Starts navigation over a history and provides it.
pub fn provide_navigation(history: impl History) -> Navigation {
    let history: Rc<dyn History> = Rc::new(history);
    let start = Route::parse(&history.address());
    let host = use_host().map(|host| {
        let scope = Scope::of(host.layout, &start.page);
        (host, scope)
    });
    let navigation = Navigation {
        route: RwSignal::new(start),
        history: StoredValue::new_local(Rc::clone(&history)),
        guard: StoredValue::new_local(None),
        is_closing: StoredValue::new(false),
        host: StoredValue::new(host),
    };
    navigation.make_canonical();
    let listening = history.listen(Box::new(move || navigation.on_moved()));
    let listening = StoredValue::new_local(Some(listening));
    on_cleanup(move || drop(listening.try_update_value(Option::take)));
    provide_context(navigation);
    navigation
}

/// The navigation of this console.
pub fn use_navigation() -> Navigation {
    expect_context::<Navigation>()
}

/// Asks before what `is_dirty` stands for is left by a link, by Back, or with the page itself. `ask`
/// asks; when the response is to leave, it closes whatever contains the input.
pub fn guard_leaving(is_dirty: Signal<bool>, ask: impl Fn() + 'static) {
    let guard = use_navigation().guard;
    guard.set_value(Some(Guard {
        is_dirty,
        ask: Rc::new(ask),
    }));
    on_cleanup(move || {
        guard.try_set_value(None);
    });
    #[cfg(target_arch = "wasm32")]
    path::guard_page(is_dirty);
}

impl Navigation {
    /// The current route; watched.
    pub fn route(self) -> Route {
        self.route.get()
    }

    /// The page we are on; changes only when the page does.
    pub fn page(self) -> Memo<Page> {
        memo(move || self.route.with(|route| route.page.clone()))
    }

    /// The dialog that is open; changes only when the dialog does.
    pub fn dialog(self) -> Memo<Option<Dialog>> {
        memo(move || self.route.with(|route| route.dialog.clone()))
    }

    /// Where we are, without watching it.
    pub fn route_untracked(self) -> Route {
        self.route.get_untracked()
    }

    /// What is in a link to a place.
    pub fn href(self, route: &Route) -> String {
        self.history
            .with_value(|history| history.href(&route.to_path()))
    }

    /// The link that opens a dialog over the page we are on.
    pub fn dialog_href(self, dialog: Dialog) -> String {
        self.href(&self.route.get().with_dialog(dialog))
    }

    /// Goes to a place, as a link does.
    pub fn go(self, route: impl Into<Route>) {
        let route = route.into();
        if self.asks_first() || route == self.route.get_untracked() || !self.may_go(&route, true) {
            return;
        }
        self.push(&self.route.get_untracked(), &route);
        self.route.set(route);
    }

    /// Opens a dialog over the page that we are on.
    pub fn open_dialog(self, dialog: Dialog) {
        self.go(self.route_untracked().with_dialog(dialog));
    }

    /// Goes to a place that takes the place of this one: Back does not lead here again.
    pub fn replace(self, route: impl Into<Route>) {
        let route = route.into();
        if !self.may_go(&route, false) {
            return;
        }
        self.history
            .with_value(|history| history.replace(&route.to_path()));
        self.route.set(route);
    }

    /// Closes the dialog: a step back when it was opened from the page under it.
    pub fn close_dialog(self) {
        self.guard.set_value(None);
        let is_open = self.route.with_untracked(|route| route.dialog.is_some());
        if !is_open || self.is_closing.get_value() {
            return;
        }
        if self.history.with_value(|history| history.is_over()) {
            self.is_closing.set_value(true);
            self.history.with_value(|history| history.back());
        } else {
            self.replace(self.route.get_untracked().without_dialog());
        }
    }

    /// Takes clicks on links to our own addresses; everything else is the browser's.
    pub fn on_click(self, event: &MouseEvent) {
        let is_plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if event.default_prevented() || !is_plain {
            return;
        }
        let target = event
            .target()
            .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
        let Some(link) = target.and_then(|it| it.closest("a[href]").ok().flatten()) else {
            return;
        };
        if link.has_attribute("target") || link.has_attribute("download") {
            return;
        }
        let href = link.get_attribute("href").unwrap_or_default();
        if let Some(address) = self.history.with_value(|history| history.address_of(&href)) {
            event.prevent_default();
            self.go(Route::parse(&address));
        }
    }

    /// Tells the page around. It may prevent what a person began; and what its layout does not show
    /// is its own to show.
    fn may_go(self, route: &Route, cancelable: bool) -> bool {
        let host = self.host.try_get_value().flatten();
        let Some((host, scope)) = host else {
            return true;
        };
        let outside = !scope.holds(&route.page);
        let is_wanted = host.tell(&HostEvent::Navigate {
            address: route.to_path(),
            cancelable: cancelable && !outside,
            outside,
        });
        !outside && (is_wanted || !cancelable)
    }

    fn asks_first(self) -> bool {
        let guard = self.guard.get_value();
        let dirty = guard.filter(|guard| guard.is_dirty.try_get_untracked() == Some(true));
        match dirty {
            Some(guard) => {
                (guard.ask)();
                true
            }
            None => false,
        }
    }

    /// Back, Forward or a hand-written address.
    fn on_moved(self) {
        self.is_closing.set_value(false);
        let stayed = self.route.get_untracked();
        let address = self.history.with_value(|history| history.address());
        let route = Route::parse(&address);
        if route == stayed {
            return;
        }
        if self.asks_first() {
            // The browser has moved already: go where the input is. The way back stays one step.
            self.push(&route, &stayed);
            return;
        }
        // It has happened already: the page around only hears of it.
        self.may_go(&route, false);
        self.route.set(route);
        self.make_canonical();
    }

    fn push(self, before: &Route, route: &Route) {
        let address = route.to_path();
        self.history
            .with_value(|history| match opens_dialog(before, route) {
                true => history.push_over(&address),
                false => history.push(&address),
            });
    }

    /// An address that was understood is shown as it should be written.
    fn make_canonical(self) {
        let address = self.route.with_untracked(Route::to_path);
        self.history.with_value(|history| {
            if history.address() != address {
                history.replace(&address);
            }
        });
    }
}

/// Whether a dialog opens over the page that we are on.
pub(crate) fn opens_dialog(before: &Route, route: &Route) -> bool {
    route.dialog.is_some() && before.dialog.is_none() && route.page == before.page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::OrganizationTab;
    use swr_api::OrganizationName;

    fn check(run: impl FnOnce(Navigation)) {
        let owner = Owner::new();
        owner.with(|| {
            run(provide_navigation(MemoryHistory::starting_at(
                "/repositories?filter=a",
            )));
        });
    }

    fn settings() -> Route {
        Page::Settings.into()
    }

    #[test]
    fn going_somewhere_and_back_gives_the_same_place() {
        check(|navigation| {
            let start = navigation.route_untracked();
            navigation.go(settings());
            assert_eq!(navigation.route_untracked(), settings());
            navigation.history.with_value(|history| history.back());
            assert_eq!(navigation.route_untracked(), start);
        });
    }

    #[test]
    fn closing_a_dialog_that_was_opened_here_is_a_step_back() {
        check(|navigation| {
            let start = navigation.route_untracked();
            navigation.open_dialog(Dialog::CreateRepository);
            navigation.close_dialog();
            assert_eq!(navigation.route_untracked(), start);
            navigation
                .history
                .with_value(|history| assert!(!history.can_go_back()));
        });
    }

    #[test]
    fn a_dialog_that_led_elsewhere_is_not_closed_once_more() {
        check(|navigation| {
            navigation.open_dialog(Dialog::CreateRepository);
            navigation.replace(settings());
            navigation.close_dialog();
            assert_eq!(navigation.route_untracked(), settings());
        });
    }

    #[test]
    fn a_dialog_that_was_left_and_come_back_to_closes_by_a_step_back() {
        check(|navigation| {
            let start = navigation.route_untracked();
            navigation.open_dialog(Dialog::CreateRepository);
            navigation.go(settings());
            navigation.history.with_value(|history| history.back());
            navigation.close_dialog();
            assert_eq!(navigation.route_untracked(), start);
            navigation
                .history
                .with_value(|history| assert!(!history.can_go_back()));
        });
    }

    #[test]
    fn a_dialog_that_was_linked_to_closes_to_its_page() {
        let owner = Owner::new();
        owner.with(|| {
            let linked = "/repositories?filter=a&dialog=create-repository";
            let navigation = provide_navigation(MemoryHistory::starting_at(linked));
            navigation.close_dialog();
            assert_eq!(
                navigation.route_untracked().to_path(),
                "/repositories?filter=a"
            );
        });
    }

    #[test]
    fn what_is_typed_is_not_left_without_asking() {
        check(|navigation| {
            navigation.go(Page::Organizations);
            let (is_dirty, asked) = (RwSignal::new(true), RwSignal::new(0));
            guard_leaving(is_dirty.into(), move || asked.update(|it| *it += 1));
            navigation.go(settings());
            navigation.history.with_value(|history| history.back());
            assert_eq!(asked.get_untracked(), 2);
            assert_eq!(navigation.route_untracked(), Page::Organizations.into());
            is_dirty.set(false);
            navigation.go(settings());
            assert_eq!(navigation.route_untracked(), settings());
        });
    }

    #[test]
    fn a_short_form_is_written_out() {
        let owner = Owner::new();
        owner.with(|| {
            let navigation = provide_navigation(MemoryHistory::starting_at("/team/api"));
            let address = navigation.history.with_value(|history| history.address());
            assert_eq!(address, "/organizations/team/repositories/api");
            let organization = OrganizationName::existing("team").unwrap();
            let parent = navigation.route_untracked().page.parent();
            assert_eq!(
                parent,
                Some(Page::Organization(
                    organization,
                    OrganizationTab::Repositories
                ))
            );
        });
    }
}
