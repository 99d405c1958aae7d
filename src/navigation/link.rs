//! A link to an address of the console.

use crate::markup::view;
use leptos::prelude::*;

use super::use_navigation;
use crate::route::Route;

/// A real `<a href>`: it can be opened in another tab, copied and read out. The root's click
/// handling makes it navigate inside.
#[component]
pub fn Link(
    /// The place.
    #[prop(into)]
    to: Signal<Route>,
    /// The class, where it looks like something else than a link in text.
    #[prop(optional)]
    class: &'static str,
    /// The label.
    children: Children,
) -> impl IntoView {
    let navigation = use_navigation();
    view! { <a class=class href=move || navigation.href(&to.get())>{children()}</a> }
}
