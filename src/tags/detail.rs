//! One tag: its name, its facts and the open tab. A service without a call for one tag is asked for
//! the list instead; the client sees to that.

use crate::markup::view;
use crate::reactive::{Signal, memo};
use leptos::prelude::*;
use swr_api::{Access, RepositoryPath, Tag, TagName};

use super::inside::{ImageInside, platform_query, wanted_platform};
use super::kinds::{Recognized, kind_summary};
use super::overview::Overview;
use super::picking::{PickButton, use_picker};
use super::references::References;
use super::texts;
use crate::catalog::{use_repository_right, watched_query};
use crate::configuration::Capability;
use crate::i18n::short_digest;
use crate::i18n::{format, use_texts};
use crate::manifest::pretty;
use crate::navigation::use_navigation;
use crate::remote::{Loaded, Query, Snapshot, Topic};
use crate::route::{Dialog, Page, Route, TagTab};
use crate::session::{use_capabilities, use_session};
use crate::ui::{
    Badge, ButtonVariant, Icon, Menu, MenuItem, Moment, PageHeader, SearchableText, Tab, Tabs,
};

/// The page of one tag.
#[component]
pub fn TagDetail(
    /// The repository of the tag.
    path: RepositoryPath,
    /// The tag that is shown.
    tag: TagName,
    /// The open tab.
    tab: Signal<TagTab>,
) -> impl IntoView {
    let loaded = tag_query(path.clone(), tag.clone());
    let value = memo(move || loaded.value());
    let is_missing = memo(move || loaded.with(Snapshot::is_missing));
    let title = format!("{path}:{tag}");
    let actions = (path.clone(), tag.clone());
    let actions = move || {
        let (path, tag) = actions.clone();
        (!is_missing.get()).then(|| view! { <Actions path tag/> })
    };
    let picked_from = path.clone();
    let pick = use_picker().map(|host| {
        move || {
            let (host, path, tag) = (host.clone(), picked_from.clone(), value.get()?);
            let connection = use_session().connection();
            Some(view! { <PickButton host connection path tag/> })
        }
    });
    let tabs = (path.clone(), tag);
    let tabs = move || {
        let (path, tag) = tabs.clone();
        (!is_missing.get()).then(|| view! { <TagTabs path tag tab/> })
    };
    let body = move |tag: Tag| {
        let path = path.clone();
        // What is asked for the inside of an image is asked once for all of its tabs.
        let part = memo(move || Part::of(tab.get()));
        move || match part.get() {
            Part::Overview => view! { <Overview path=path.clone() tag=tag.clone()/> }.into_any(),
            Part::Inside => {
                view! { <ImageInside path=path.clone() tag=tag.clone() tab/> }.into_any()
            }
            Part::Manifest => view! { <ManifestText text=tag.manifest.clone()/> }.into_any(),
            Part::References => {
                view! { <References path=path.clone() tag=tag.name.clone()/> }.into_any()
            }
        }
    };
    view! {
        <PageHeader
            title
            monospace=true
            badges=move || value.get().map(|tag| view! { <KindBadge tag/> })
            facts=move || value.get().map(|tag| view! { <Facts tag/> })
        >
            {pick}
            {actions}
        </PageHeader>
        {tabs}
        <Loaded query=loaded children=body/>
    }
}

/// What is built anew when another tab is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Overview,
    Inside,
    Manifest,
    References,
}

impl Part {
    fn of(tab: TagTab) -> Self {
        match tab {
            TagTab::Overview => Self::Overview,
            TagTab::Configuration | TagTab::BuildSteps | TagTab::Layers => Self::Inside,
            TagTab::Manifest => Self::Manifest,
            TagTab::References => Self::References,
        }
    }
}

fn tag_query(path: RepositoryPath, tag: TagName) -> Query<Tag> {
    watched_query(&[Topic::Tags], move |client| client.find_tag(&path, &tag))
}

#[component]
fn KindBadge(tag: Tag) -> impl IntoView {
    let texts = use_texts();
    view! { <Badge>{kind_summary(texts, &tag)}</Badge> }
}

#[component]
fn Facts(tag: Tag) -> impl IntoView {
    let texts = use_texts();
    let pushed = tag
        .updated_at
        .map(|time| view! { <span>{texts.get(texts::PUSHED_AT)}" "<Moment time/></span> });
    let digest = (!tag.digest.is_empty()).then(|| {
        view! { <span class="monospace" title=tag.digest.clone()>{short_digest(&tag.digest)}</span> }
    });
    let size = Recognized::of(&tag).size_of(&tag);
    let size = size.map(|size| view! { <span>{format::bytes(texts, size)}</span> });
    view! {
        {size}
        {pushed}
        {digest}
    }
}

#[component]
fn TagTabs(path: RepositoryPath, tag: TagName, tab: Signal<TagTab>) -> impl IntoView {
    let (texts, navigation, capabilities) = (use_texts(), use_navigation(), use_capabilities());
    // The platform of an index stays the chosen one from tab to tab.
    let view = memo(move || wanted_platform(&navigation.route().view));
    let entry = |name, this| {
        let route = Route::from(Page::Tag(path.clone(), tag.clone(), this));
        let href = Signal::derive(move || {
            let view = view.with(|it| it.as_deref().map(platform_query));
            navigation.href(&route.with_view(view.unwrap_or_default()))
        });
        Tab::new(texts.get(name), href).current(Signal::derive(move || tab.get() == this))
    };
    let tabs = vec![
        entry(texts::OVERVIEW, TagTab::Overview),
        entry(texts::CONFIG, TagTab::Configuration),
        entry(texts::BUILD_STEPS, TagTab::BuildSteps),
        entry(texts::LAYERS, TagTab::Layers),
        entry(texts::MANIFEST, TagTab::Manifest),
        entry(texts::REFERENCES, TagTab::References).hidden(memo(move || {
            capabilities.lacks(Capability::References)
                && capabilities.lacks(Capability::Accessories)
        })),
    ];
    let label = texts.fill(texts::VIEWS, &[("name", tag.as_str())]);
    view! { <Tabs label tabs/> }
}

#[component]
fn Actions(path: RepositoryPath, tag: TagName) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let capabilities = use_capabilities();
    let right = use_repository_right(&path);
    let missing_edit = right.refusal(Access::may_edit);
    let missing_delete = right.refusal(Access::may_delete);
    let label = texts.fill(texts::ACTIONS_FOR, &[("name", tag.as_str())]);
    let items = move || {
        let retag = Dialog::RetagTag(path.clone(), tag.clone());
        let retag = MenuItem::link(texts.get(texts::RETAG), navigation.dialog_href(retag))
            .icon(Icon::Tag)
            .disabled_because(missing_edit.get());
        let delete = Dialog::DeleteTag(path.clone(), tag.clone());
        let delete = MenuItem::link(texts.get(texts::DELETE), navigation.dialog_href(delete))
            .danger()
            .disabled_because(missing_delete.get());
        let may_retag = !capabilities.lacks(Capability::Retag);
        may_retag
            .then_some(retag)
            .into_iter()
            .chain([delete])
            .collect::<Vec<_>>()
    };
    view! { <Menu label items variant=ButtonVariant::Default/> }
}

/// The manifest, one thing a line where it is JSON, and otherwise as it is.
#[component]
fn ManifestText(text: String) -> impl IntoView {
    let texts = use_texts();
    if text.is_empty() {
        return view! { <p class="secondary">{texts.get(texts::NO_MANIFEST)}</p> }.into_any();
    }
    let shown = pretty(&text).unwrap_or(text);
    view! { <SearchableText text=shown label=texts.get(texts::COPY_MANIFEST)/> }.into_any()
}
