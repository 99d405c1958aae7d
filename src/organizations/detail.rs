//! One organization: its actions and, as its body, the list of its repositories.
//!
//! The response with the counts also contains the caller's role, so it is passed on by context.

use crate::markup::{reactive, view};
use crate::reactive::{memo, on_change};
use leptos::prelude::*;
use swr_api::{Access, List, Organization, OrganizationName, OrganizationQuery};

use super::texts;
use crate::catalog::{DialogButton, access_name, access_refusal, watched_query};
use crate::i18n::{format, use_texts};
use crate::navigation::use_navigation;
use crate::remote::{Query, QueryState, Snapshot, Topic};
use crate::route::{Dialog, OrganizationTab, Page, Route};
use crate::session::use_session;
use crate::ui::{Badge, ButtonVariant, Icon, Menu, MenuItem, PageHeader, Tab, TabbedBody, Tabs};

/// The page of one organization. The body loads beside the heading, and goes when the organization
/// cannot be had, so that nothing is said twice. When it can be had after all, everything that
/// failed with it is loaded again.
#[component]
pub fn OrganizationDetail(
    /// The organization that is shown.
    organization: OrganizationName,
    /// The open tab.
    tab: Signal<OrganizationTab>,
    /// The content of the open tab.
    #[prop(into)]
    body: ViewFn,
) -> impl IntoView {
    let texts = use_texts();
    let name = organization.clone();
    let loaded = watched_query(&[Topic::Organizations], move |client| {
        client.get_organization(&name)
    });
    let is_missing = memo(move || loaded.with(Snapshot::is_missing));
    let access = memo(move || loaded.with(|it| it.value.as_ref()?.access));
    let badges = move || {
        let name = access_name(texts, access.get()?);
        Some(view! { <Badge>{name}</Badge> })
    };
    let counted = counts(organization.clone());
    provide_context(counted);
    on_change(
        move || is_missing.get(),
        move |is_missing| {
            if !is_missing {
                counted.reload();
            }
        },
    );
    let (this, tabs) = (organization.clone(), organization.clone());
    let content = move || {
        let (organization, body) = (tabs.clone(), body.clone());
        view! {
            <TabbedBody body>
                <OrganizationTabs organization tab counted/>
            </TabbedBody>
        }
    };
    view! {
        <PageHeader
            title=organization.to_string()
            badges
            facts=move || view! { <Facts counted organization=this.clone()/> }
        >
            {move || {
                (!is_missing.get()).then(|| view! { <Actions organization=organization.clone() access/> })
            }}
        </PageHeader>
        <QueryState query=loaded lines=0/>
        {move || (!is_missing.get()).then(&content)}
    }
}

/// Only the list counts repositories and members, and not everywhere: what is missing is left out,
/// and a failure is no more than that.
fn counts(organization: OrganizationName) -> Query<List<Organization>> {
    let this = OrganizationQuery {
        name: Some(organization.to_string()),
        include_visible: true,
    };
    watched_query(&[Topic::Organizations], move |client| {
        client.list_organizations(&this)
    })
}

#[component]
fn Facts(counted: Query<List<Organization>>, organization: OrganizationName) -> impl IntoView {
    let texts = use_texts();
    reactive(move || {
        // The service may match a part of the name, too.
        let listed = counted.value()?;
        let this = listed.into_iter().find(|it| it.name == organization)?;
        let repositories = this
            .repository_count
            .map(|count| texts.count(texts::REPOSITORY_COUNT, count));
        let members = this
            .member_count
            .map(|count| texts.count(texts::MEMBER_COUNT, count));
        Some(view! {
            {repositories.map(|it| view! { <span>{it}</span> })}
            {members.map(|it| view! { <span>{it}</span> })}
        })
    })
}

#[component]
fn OrganizationTabs(
    organization: OrganizationName,
    tab: Signal<OrganizationTab>,
    counted: Query<List<Organization>>,
) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let name = organization.clone();
    let count = move |of: fn(&Organization) -> Option<u64>| {
        let name = name.clone();
        Signal::derive(move || {
            let count = counted.with(|it| {
                let listed = it.value.as_ref()?;
                of(listed.iter().find(|it| it.name == name)?)
            })?;
            Some(format::number(texts, count))
        })
    };
    let entry = |name, this| {
        let route = Route::from(Page::Organization(organization.clone(), this));
        Tab::new(texts.get(name), navigation.href(&route))
            .current(Signal::derive(move || tab.get() == this))
    };
    let tabs = vec![
        entry(texts::REPOSITORIES, OrganizationTab::Repositories)
            .count(count(|it| it.repository_count)),
        entry(texts::MEMBERS, OrganizationTab::Members).count(count(|it| it.member_count)),
        entry(texts::STORAGE, OrganizationTab::Storage),
    ];
    let label = texts.fill(texts::VIEWS, &[("name", organization.as_str())]);
    view! { <Tabs label tabs/> }
}

#[component]
fn Actions(organization: OrganizationName, access: Memo<Option<Access>>) -> impl IntoView {
    let (texts, navigation, session) = (use_texts(), use_navigation(), use_session());
    let label = texts.fill(texts::ACTIONS_FOR, &[("name", organization.as_str())]);
    let name = organization.clone();
    let items = move || {
        let refusal = access_refusal(session, texts, &name, access.get(), Access::may_delete);
        let delete = Dialog::DeleteOrganization(name.clone());
        vec![
            MenuItem::link(texts.get(texts::DELETE), navigation.dialog_href(delete))
                .danger()
                .disabled_because(refusal),
        ]
    };
    let refusal = Signal::derive(move || {
        access_refusal(
            session,
            texts,
            &organization,
            access.get(),
            Access::may_create,
        )
    });
    view! {
        <Menu label items variant=ButtonVariant::Default/>
        <DialogButton
            label=texts::CREATE_REPOSITORY
            icon=Icon::Plus
            variant=ButtonVariant::Primary
            dialog=Dialog::CreateRepository
            disabled_because=refusal
        />
    }
}
