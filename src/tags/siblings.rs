//! The other tags of an image. The service has no call for them: the newest tags are looked through,
//! as many as one answer holds, and where there are more that is said.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Direction, Page as ListPage, PageRequest, RepositoryPath, Tag, TagOrder, TagQuery};

use super::texts;
use crate::catalog::watched_query;
use crate::i18n::{Texts, format, use_texts};
use crate::navigation::Link;
use crate::remote::{Loaded, Query, Topic};
use crate::route::{Page, Route, TagTab};
use crate::ui::Panel;

/// How many tags are shown before they are only counted.
const SHOWN: usize = 20;

/// The other tags that name the image of this one.
#[component]
pub(super) fn Siblings(path: RepositoryPath, tag: Tag) -> impl IntoView {
    let texts = use_texts();
    let newest = newest_tags(path.clone());
    let content = move |page: ListPage<Tag>| {
        let is_sibling = |it: &&Tag| it.digest == tag.digest && it.name != tag.name;
        let link = |it: &Tag| {
            let page = Page::Tag(path.clone(), it.name.clone(), TagTab::Overview);
            let label = it.name.to_string();
            view! { <Link to=Route::from(page) class="monospace">{label}</Link> }
        };
        let siblings: Vec<&Tag> = page.items.iter().filter(is_sibling).collect();
        let more = siblings.len().saturating_sub(SHOWN) as u64;
        let more =
            (more > 0).then(|| view! { <span>{texts.count(texts::MORE_SIBLINGS, more)}</span> });
        let links: Vec<_> = siblings.into_iter().take(SHOWN).map(link).collect();
        let none = links.is_empty().then(|| {
            view! { <p class="secondary">{texts.get(texts::NO_SIBLING)}</p> }
        });
        let limits = limits(texts, &page);
        view! {
            {none}
            <div class="cluster">{links}{more}</div>
            {limits}
        }
    };
    view! {
        <Panel title=texts.get(texts::SAME_IMAGE_TITLE)>
            <Loaded query=newest children=content/>
        </Panel>
    }
}

/// The newest tags, as many as one answer holds.
pub(super) fn newest_tags(path: RepositoryPath) -> Query<ListPage<Tag>> {
    let wanted = TagQuery {
        order: Some((TagOrder::UpdatedAt, Direction::Descending)),
        page: PageRequest {
            offset: 0,
            limit: PageRequest::MAXIMUM_LIMIT,
        },
        ..TagQuery::default()
    };
    watched_query(&[Topic::Tags], move |client| {
        client.list_tags(&path, &wanted)
    })
}

/// How many were looked through of how many, when that is not all.
pub(super) fn limits(texts: Texts, page: &ListPage<Tag>) -> Option<AnyView> {
    let newest = page.items.len() as u64;
    let total = page.total.filter(|total| *total > newest)?;
    let number = |count| format::number(texts, count);
    let values = [("newest", number(newest)), ("total", number(total))];
    let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
    let sentence = texts.fill(texts::AMONG_NEWEST, &values);
    Some(view! { <p class="secondary">{sentence}</p> }.into_any())
}
