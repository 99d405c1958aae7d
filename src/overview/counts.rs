//! The counts of an account. Sizes are in megabytes: the API does not state the unit, and this one matches
//! its numbers.

use crate::markup::{reactive, view};
use leptos::prelude::*;
use swr_api::Overview;

use super::part::is_lacked;
use super::texts;
use crate::catalog::watched_query;
use crate::i18n::{Text, Texts, format, use_texts};
use crate::navigation::Link;
use crate::remote::{Loaded, Topic};
use crate::route::{Page, RepositoryScope, Route};
use crate::ui::{Figure, Figures};

/// How many bytes the overview and the reports count as one.
const UNIT: f64 = 1_000_000.0;

/// A size of the overview or of a report, as people read it.
pub(super) fn size(texts: Texts, megabytes: f64) -> String {
    format::bytes(texts, (megabytes * UNIT).round() as u64)
}

/// The counts of the account.
#[component]
pub(super) fn Counts() -> impl IntoView {
    let topics = &[Topic::Organizations, Topic::Repositories, Topic::Tags];
    let loaded = watched_query(topics, |client| client.get_overview());
    let is_lacked = is_lacked(loaded);
    let content = |overview: Overview| view! { <Numbers overview/> };
    reactive(move || (!is_lacked.get()).then(|| view! { <Loaded query=loaded children=content/> }))
}

#[component]
fn Numbers(overview: Overview) -> impl IntoView {
    let texts = use_texts();
    let linked = move |name: &'static Text, page: Page| {
        let name = texts.get(name);
        view! { <Link to=Route::from(page)>{name}</Link> }.into_any()
    };
    let number = move |count| format::or_unknown(count, |it| format::number(texts, it));
    let all = Page::Repositories(RepositoryScope::Own);
    view! {
        <Figures>
            <Figure
                name=linked(texts::ORGANIZATIONS, Page::Organizations)
                value=number(overview.organization_count)
            />
            <Figure name=linked(texts::REPOSITORIES, all) value=number(overview.repository_count)/>
            <Figure name=texts.get(texts::TAGS).into_any() value=number(overview.tag_count)/>
            <Figure
                name=texts.get(texts::STORAGE).into_any()
                value=format::or_unknown(overview.storage, |it| size(texts, it))
                note=Some(texts.get(texts::STORAGE_NOTE).to_owned())
            />
            <Figure
                name=texts.get(texts::DOWNLOADS).into_any()
                value=format::or_unknown(overview.downloads, |it| size(texts, it))
                note=Some(texts.get(texts::DOWNLOADS_NOTE).to_owned())
            />
        </Figures>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_megabytes() {
        let texts = Texts::english();
        assert_eq!(size(texts, 99.21), "99.21 megabyte");
        assert_eq!(size(texts, 0.000_5), "500 byte");
    }
}
