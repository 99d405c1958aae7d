//! Keeps the view of a list in the address and restores it.

use crate::reactive::effect;
use leptos::prelude::*;

use super::use_navigation;

/// A part of a list's view: how it is read from a query, whatever else is in it, and how it is
/// written there.
pub type KeptPart<V> = (fn(&str) -> V, fn(&V) -> String);

/// How a list is looked at, as the address has it and keeps it.
pub fn kept_view<V: Send + Sync + 'static>((read, write): KeptPart<V>) -> RwSignal<V> {
    let view = RwSignal::new(read(&use_navigation().route_untracked().view));
    keep_view(move || view.with(write), move |query| view.set(read(query)));
    view
}

/// The same for two parts, which stand side by side in the address.
pub fn kept_views<A, B>(one: KeptPart<A>, other: KeptPart<B>) -> (RwSignal<A>, RwSignal<B>)
where
    A: Send + Sync + 'static,
    B: Send + Sync + 'static,
{
    let query = use_navigation().route_untracked().view;
    let views = (
        RwSignal::new((one.0)(&query)),
        RwSignal::new((other.0)(&query)),
    );
    let write = move || {
        let parts = [views.0.with(one.1), views.1.with(other.1)];
        let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        parts.join("&")
    };
    keep_view(write, move |query| {
        views.0.set((one.0)(query));
        views.1.set((other.0)(query));
    });
    views
}

/// Keeps a list's view and the address together: `write` tells the view as a query, `read` takes
/// one. A change of the view replaces the address; Back and Forward change the view.
///
/// Both stop when the page is left: the next page's query is not for this list.
fn keep_view(write: impl Fn() -> String + 'static, read: impl Fn(&str) + 'static) {
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
