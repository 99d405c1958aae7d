//! What belongs to an image and what it refers to: signatures, attestations, lists of contents. A
//! service may have one of the two calls, both or none; a call it lacks is not spoken of.
//!
//! Each part of a list is a component of its own that knows where the next one starts, so that a part
//! that failed is tried again alone and what stands stays.

use crate::markup::{reactive, view};
use crate::reactive::{RwSignal, Signal, memo};
use leptos::prelude::*;
use swr_api::{
    Accessory, Error, MarkerPage, MarkerRequest, Page as ListPage, PageRequest, RepositoryPath,
    TagName,
};

use super::kinds::kind_text;
use super::texts;
use crate::configuration::Capability;
use crate::i18n::short_digest;
use crate::i18n::{Text, Texts, format, use_texts};
use crate::manifest::CompanionTag;
use crate::navigation::Link;
use crate::remote::{Loaded, Query, Topic, query, use_revisions};
use crate::route::{Page, Route, TagTab};
use crate::session::{use_capabilities, use_client};
use crate::ui::{Button, CopyButton, EmptyState, Fact, FactList, Icon, Moment, Panel};

/// How many of a list come at once.
const PART: u32 = 100;

/// The tab.
#[component]
pub(super) fn References(path: RepositoryPath, tag: TagName) -> impl IntoView {
    let (texts, capabilities) = (use_texts(), use_capabilities());
    let has_accessories = memo(move || !capabilities.lacks(Capability::Accessories));
    let has_references = memo(move || !capabilities.lacks(Capability::References));
    let target = (path, tag);
    let accessories = target.clone();
    let accessories = move || {
        let (path, tag) = accessories.clone();
        view! {
            <Panel title=texts.get(texts::ACCESSORIES)>
                <AccessoryPart path tag offset=0/>
            </Panel>
        }
    };
    let references = move || {
        let (path, tag) = target.clone();
        view! {
            <Panel title=texts.get(texts::REFERS_TO)>
                <ReferencePart path tag marker=None/>
            </Panel>
        }
    };
    let none = move || {
        let is_none = !has_accessories.get() && !has_references.get();
        let title = texts.get(texts::NO_REFERENCES_HERE);
        is_none.then(|| view! { <EmptyState icon=Icon::Info title/> })
    };
    view! {
        <div class="stack" data-gap="large">
            {move || has_accessories.get().then(&accessories)}
            {move || has_references.get().then(&references)}
            {none}
        </div>
    }
}

/// Learns from an answer, and shows what was loaded unless the service has no such call.
fn optional<T, V>(
    loaded: Query<T>,
    capability: Capability,
    content: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let error = Signal::derive(move || loaded.error());
    use_capabilities().learn_from(capability, error);
    let is_absent = memo(move || error.with(|it| it.as_ref().is_some_and(Error::is_no_such_call)));
    reactive(move || {
        let content = content.clone();
        (!is_absent.get()).then(|| view! { <Loaded query=loaded children=content/> })
    })
}

#[component]
fn AccessoryPart(path: RepositoryPath, tag: TagName, offset: u64) -> impl IntoView {
    let (texts, client, revisions) = (use_texts(), use_client(), use_revisions());
    let (here, name) = (path.clone(), tag.clone());
    let loaded = query(move || {
        revisions.watch(Topic::Tags);
        let page = PageRequest {
            offset,
            limit: PART,
        };
        client.get().list_accessories(&here, &name, page)
    });
    let content = move |page: ListPage<Accessory>| {
        let end = offset + page.received();
        let is_more = page.received() > 0 && page.total.is_some_and(|total| total > end);
        let is_none = offset == 0 && page.received() == 0;
        let lines = page.items.iter().map(|it| accessory(texts, &path, it));
        let lines: Vec<_> = lines.collect();
        let (path, tag) = (path.clone(), tag.clone());
        let next = move || {
            let (path, tag) = (path.clone(), tag.clone());
            view! { <AccessoryPart path tag offset=end/> }.into_any()
        };
        part(
            texts,
            lines,
            is_none.then_some(texts::NO_ACCESSORY),
            is_more,
            next,
        )
    };
    optional(loaded, Capability::Accessories, content)
}

#[component]
fn ReferencePart(path: RepositoryPath, tag: TagName, marker: Option<String>) -> impl IntoView {
    let (texts, client, revisions) = (use_texts(), use_client(), use_revisions());
    let (here, name, start) = (path.clone(), tag.clone(), marker.clone());
    let loaded = query(move || {
        revisions.watch(Topic::Tags);
        let page = MarkerRequest {
            marker: start.clone(),
            limit: PART,
        };
        client.get().list_references(&here, &name, &page)
    });
    let is_first = marker.is_none();
    let content = move |page: MarkerPage<TagName, String>| {
        let is_none = is_first && page.items.is_empty() && page.unreadable == 0;
        let lines: Vec<_> = page
            .items
            .iter()
            .map(|it| tag_link(&path, it))
            .map(|link| view! { <Fact>{link}</Fact> }.into_any())
            .collect();
        let (path, tag, marker) = (path.clone(), tag.clone(), page.next);
        let is_more = marker.is_some();
        let next = move || {
            let (path, tag, marker) = (path.clone(), tag.clone(), marker.clone());
            view! { <ReferencePart path tag marker/> }.into_any()
        };
        part(
            texts,
            lines,
            is_none.then_some(texts::NO_REFERENCE),
            is_more,
            next,
        )
    };
    optional(loaded, Capability::References, content)
}

/// Some lines, or that there are none, and behind them the next ones when somebody asks.
fn part(
    texts: Texts,
    lines: Vec<AnyView>,
    none: Option<&'static Text>,
    is_more: bool,
    next: impl Fn() -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let is_asked = RwSignal::new(false);
    let rest = move || match is_asked.get() {
        true => next(),
        false => view! {
            <Button on_click=move || is_asked.set(true)>{texts.get(texts::SHOW_MORE)}</Button>
        }
        .into_any(),
    };
    view! {
        {none.map(|none| view! { <p class="secondary">{texts.get(none)}</p> })}
        {(!lines.is_empty()).then(|| view! { <FactList>{lines}</FactList> })}
        {is_more.then_some(rest)}
    }
}

fn accessory(texts: Texts, path: &RepositoryPath, it: &Accessory) -> AnyView {
    let own_tag = TagName::existing(it.signature_tag.clone()).ok();
    let kind = kind_name(texts, &it.kind, own_tag.as_ref());
    let link = own_tag.map(|tag| tag_link(path, &tag));
    let size = (it.size_bytes.filter(|it| *it > 0)).map(|it| format::bytes(texts, it));
    let created = it.created_at.map(|time| view! { <Moment time/> });
    let digest = it.signature_digest.clone();
    let copy = (!digest.is_empty()).then(|| {
        let label = texts.fill(texts::COPY_DIGEST, &[("name", &short_digest(&digest))]);
        view! {
            <span class="cluster monospace" title=digest.clone()>
                {short_digest(&digest)}
                <CopyButton text=digest.clone() label/>
            </span>
        }
    });
    let end = view! { <span class="cluster secondary">{size}{created}{copy}</span> };
    view! { <Fact end=end.into_any()><strong>{kind}</strong>" "{link}</Fact> }.into_any()
}

/// The service's words for it are not documented, so what cosign's own tag says goes before them.
fn kind_name(texts: Texts, kind: &str, own_tag: Option<&TagName>) -> String {
    match own_tag.and_then(|it| CompanionTag::of(it.as_str())) {
        Some(tag) => texts.get(kind_text(tag.kind.into())).to_owned(),
        None if kind.is_empty() => texts.get(texts::NOT_SAID).to_owned(),
        None => kind.to_owned(),
    }
}

fn tag_link(path: &RepositoryPath, tag: &TagName) -> impl IntoView + use<> {
    let page = Page::Tag(path.clone(), tag.clone(), TagTab::Overview);
    let label = tag.to_string();
    view! { <Link to=Route::from(page) class="monospace">{label}</Link> }
}
