//! The breadcrumbs of a page, each a link.

use crate::markup::view;
use leptos::prelude::*;

use super::texts;
use super::title::page_name;
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::route::{Page, Route};

/// The breadcrumbs.
#[component]
pub(super) fn Breadcrumbs() -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let page = navigation.page();
    let steps = move || {
        let mut way: Vec<Page> = std::iter::successors(Some(page.get()), Page::parent).collect();
        way.reverse();
        let last = way.len() - 1;
        let step = |(position, page): (usize, Page)| {
            let name = page_name(texts, &page);
            let is_last = (position == last).then_some("page");
            let href = navigation.href(&Route::from(page));
            view! { <li><a href=href aria-current=is_last>{name}</a></li> }
        };
        way.into_iter().enumerate().map(step).collect_view()
    };
    view! {
        <nav class="breadcrumbs" aria-label=texts.get(texts::BREADCRUMBS)>
            <ol>{steps}</ol>
        </nav>
    }
}
