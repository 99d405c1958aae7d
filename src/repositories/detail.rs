//! One repository: its facts, its actions and, as its body, the open tab.
//!
//! The response is loaded once and passed on by context, because the Details tab shows more of it. So is
//! the caller's role, which is the repository's own if it is higher than the organization's.

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{Access, RepositoryDetails, RepositoryPath};

use super::fields::VisibilityBadge;
use super::texts;
use crate::catalog::{DialogButton, provide_repository_right, use_repository_right, watched_query};
use crate::configuration::Capability;
use crate::i18n::{format, use_texts};
use crate::navigation::use_navigation;
use crate::remote::{Query, QueryState, Snapshot, Topic};
use crate::route::{Dialog, Page, RepositoryTab, Route};
use crate::session::use_capabilities;
use crate::ui::{ButtonVariant, Icon, Menu, MenuItem, Moment, PageHeader, Tab, TabbedBody, Tabs};

/// What a page about a repository follows: it, and what is in it.
pub(super) const CHANGES: &[Topic] = &[Topic::Repositories, Topic::Tags];

/// Loads a repository, and again when one of these has changed. A dialog that changes it follows
/// nothing: it would ask for what it has just deleted.
pub(super) fn repository_query(
    path: RepositoryPath,
    changes: &'static [Topic],
) -> Query<RepositoryDetails> {
    watched_query(changes, move |client| client.get_repository(&path))
}

/// The page of one repository. The body loads beside the heading, and goes when the repository
/// cannot be had, so that nothing is said twice. When it can be had after all, everything that
/// failed with it is loaded again.
#[component]
pub fn RepositoryDetail(
    /// The repository that is shown.
    path: RepositoryPath,
    /// The open tab.
    tab: Signal<RepositoryTab>,
    /// The content of the open tab.
    #[prop(into)]
    body: ViewFn,
) -> impl IntoView {
    let loaded = repository_query(path.clone(), CHANGES);
    provide_context(loaded);
    provide_repository_right(path.clone());
    let is_missing = memo(move || loaded.with(Snapshot::is_missing));
    let tabs = path.clone();
    let content = move || {
        let (path, body) = (tabs.clone(), body.clone());
        view! {
            <TabbedBody body>
                <RepositoryTabs path tab loaded/>
            </TabbedBody>
        }
    };
    let is_public = memo(move || loaded.with(|it| it.value.as_ref()?.is_public));
    let badges = move || {
        is_public
            .get()
            .map(|is_public| view! { <VisibilityBadge is_public/> })
    };
    view! {
        <PageHeader
            title=path.to_string()
            badges
            facts=move || view! { <Facts loaded/> }
        >
            {move || (!is_missing.get()).then(|| view! { <Actions path=path.clone()/> })}
        </PageHeader>
        <QueryState query=loaded lines=0/>
        {move || (!is_missing.get()).then(&content)}
    }
}

#[component]
fn Facts(loaded: Query<RepositoryDetails>) -> impl IntoView {
    let texts = use_texts();
    let repository = memo(move || loaded.value());
    reactive(move || {
        let repository = repository.get()?;
        // What is unknown says so on the page of everything that is known.
        let fact = |words: Option<String>| words.map(|it| view! { <span>{it}</span> });
        let updated = repository.updated_at.map(|time| {
            view! { <span>{texts.get(texts::UPDATED_AT)}" "<Moment time/></span> }
        });
        Some(view! {
            {fact(repository.tag_count.map(|it| texts.count(texts::TAG_COUNT, it)))}
            {fact(repository.size_bytes.map(|it| format::bytes(texts, it)))}
            {fact(repository.download_count.map(|it| texts.count(texts::DOWNLOAD_COUNT, it)))}
            {updated}
        })
    })
}

#[component]
fn RepositoryTabs(
    path: RepositoryPath,
    tab: Signal<RepositoryTab>,
    loaded: Query<RepositoryDetails>,
) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let label = texts.fill(texts::VIEWS, &[("name", &path.to_string())]);
    let entry = |name, this| {
        let route = Route::from(Page::Repository(path.clone(), this));
        Tab::new(texts.get(name), navigation.href(&route))
            .current(Signal::derive(move || tab.get() == this))
    };
    let tag_count = Signal::derive(move || {
        let count = loaded.with(|it| it.value.as_ref()?.tag_count)?;
        Some(format::number(texts, count))
    });
    let capabilities = use_capabilities();
    let lacked = |capability| memo(move || capabilities.lacks(capability));
    let tabs = vec![
        entry(texts::TAGS, RepositoryTab::Tags).count(tag_count),
        entry(texts::STORAGE, RepositoryTab::Storage),
        entry(texts::PERMISSIONS, RepositoryTab::Permissions),
        entry(texts::SHARING, RepositoryTab::Sharing),
        entry(texts::TRIGGERS, RepositoryTab::Triggers).hidden(lacked(Capability::Triggers)),
        entry(texts::SYNCHRONIZATION, RepositoryTab::Synchronization)
            .hidden(lacked(Capability::Synchronization)),
        entry(texts::RETENTION, RepositoryTab::Retention).hidden(lacked(Capability::Retention)),
        entry(texts::ABOUT, RepositoryTab::About),
    ];
    view! { <Tabs label tabs/> }
}

#[component]
fn Actions(path: RepositoryPath) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let right = use_repository_right(&path);
    let (edit, delete) = (
        right.refusal(Access::may_edit),
        right.refusal(Access::may_delete),
    );
    let label = texts.fill(texts::ACTIONS_FOR, &[("name", path.repository.as_str())]);
    let here = path.clone();
    let items = move || {
        let dialog = |dialog: fn(_) -> Dialog| navigation.dialog_href(dialog(here.clone()));
        vec![
            MenuItem::link(texts.get(texts::EDIT), dialog(Dialog::EditRepository))
                .icon(Icon::Pencil)
                .disabled_because(edit.get()),
            MenuItem::link(texts.get(texts::DELETE), dialog(Dialog::DeleteRepository))
                .danger()
                .disabled_because(delete.get()),
        ]
    };
    let push = Dialog::PushImage(path);
    view! {
        <Menu label items variant=ButtonVariant::Default/>
        <DialogButton label=texts::PUSH icon=Icon::Upload dialog=push disabled_because=None/>
    }
}
