//! How a list is looked at is kept in the address, and comes back from it.

use crate::derive::effect;
use leptos::prelude::*;

use super::use_navigation;

/// Keeps a list's view and the address together: `write` tells the view as a query, `read` takes
/// one. A change of the view replaces the address; Back and Forward change the view.
///
/// Both stop when the page is left: the next page's query is not for this list.
pub fn keep_view(write: impl Fn() -> String + 'static, read: impl Fn(&str) + 'static) {
    let navigation = use_navigation();
    let page = navigation.route_untracked().page;
    let known = StoredValue::new(navigation.route_untracked().view);

    let here = page.clone();
    effect(move || {
        let view = write();
        let route = navigation.route_untracked();
        if route.page == here && route.view != view && known.get_value() != view {
            known.set_value(view.clone());
            navigation.replace(route.with_view(view));
        }
    });
    effect(move || {
        let route = navigation.route();
        if route.page == page && known.get_value() != route.view {
            known.set_value(route.view.clone());
            read(&route.view);
        }
    });
}
