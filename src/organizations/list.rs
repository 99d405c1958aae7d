//! All organizations that the caller can see, with the role on each. The service returns them all at once,
//! without pages.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Access, Error, List, Organization, OrganizationName, OrganizationQuery};

use super::bulk_plan::deletion_plan;
use super::delete_many::DeleteOrganizations;
use super::{texts, widths};
use crate::catalog::{BulkPlan, CreateOrganizationButton, access_name, access_refusal};
use crate::i18n::{Texts, use_texts};
use crate::navigation::{Navigation, use_navigation};
use crate::remote::{ListingTable, Topic, query_from, use_revisions};
use crate::route::{Dialog, OrganizationTab, Page, Route};
use crate::session::{Session, use_client, use_session};
use crate::ui::{
    Badge, BulkAction, Column, Icon, MenuItem, NothingYet, PageHeader, TableDefinition,
};

/// The organizations.
#[component]
pub fn OrganizationList(
    /// The response, where it has come already.
    answer: Option<Result<List<Organization>, Error>>,
) -> impl IntoView {
    let (texts, navigation, session) = (use_texts(), use_navigation(), use_session());
    let (client, revisions) = (use_client(), use_revisions());
    // Also those where the caller may use a single repository only.
    let everything = OrganizationQuery {
        include_visible: true,
        ..OrganizationQuery::default()
    };
    let organizations = query_from(answer, move || {
        revisions.watch(Topic::Organizations);
        client.get().list_organizations(&everything)
    });
    let listing = organizations.listing();
    let facts = move || {
        let count = organizations.with(|it| it.value.as_ref().map(|it| it.len()))?;
        Some(view! { <span>{texts.count(texts::COUNT, count as u64)}</span> })
    };
    let doomed = RwSignal::new(None::<BulkPlan<OrganizationName>>);
    let definition = TableDefinition::new(
        texts.get(texts::TITLE),
        columns(texts, navigation),
        |organization: &Organization| organization.name.to_string(),
    )
    .row_actions(move |organization| row_actions(texts, navigation, session, organization))
    .bulk_action(delete_action(texts, session, doomed));
    let dialog = move || {
        let plan = doomed.get()?;
        let on_close = UnsyncCallback::new(move |()| doomed.set(None));
        Some(view! { <DeleteOrganizations plan all=organizations on_close/> })
    };
    let none_yet = || {
        let (title, sentence) = (texts::NONE_YET, texts::NONE_YET_SENTENCE);
        view! {
            <NothingYet icon=Icon::Organization title sentence>
                <CreateOrganizationButton/>
            </NothingYet>
        }
    };
    view! {
        <PageHeader title=texts.get(texts::TITLE) facts=facts>
            <CreateOrganizationButton/>
        </PageHeader>
        <ListingTable
            definition
            rows=organizations.rows()
            listing
            not_loaded=texts::NOT_LOADED
            empty=none_yet
        />
        {dialog}
    }
}

/// Deletes the selected ones; `doomed` gets which of them can go.
fn delete_action(
    texts: Texts,
    session: Session,
    doomed: RwSignal<Option<BulkPlan<OrganizationName>>>,
) -> BulkAction<Organization> {
    let refusal = move |it: &Organization| {
        access_refusal(session, texts, &it.name, it.access, Access::may_delete)
    };
    BulkAction::new(
        move |count| texts.count(texts::DELETE_COUNT, count),
        move |rows: Vec<Organization>| {
            doomed.set(Some(untrack(|| deletion_plan(texts, &rows, refusal))));
        },
    )
    .danger()
    // One that may go is enough: the question names those that stay.
    .refused_for(move |rows| {
        let refusals: Option<Vec<String>> = rows.iter().map(|it| refusal(it)).collect();
        refusals?.into_iter().next()
    })
}

fn columns(texts: Texts, navigation: Navigation) -> Vec<Column<Organization>> {
    let page = |it: &Organization| {
        Route::from(Page::Organization(
            it.name.clone(),
            OrganizationTab::Repositories,
        ))
    };
    let right = move |access: Option<Access>| {
        access.map_or_else(String::new, |access| access_name(texts, access))
    };
    vec![
        Column::new("name", texts.get(texts::NAME), |it: &Organization| {
            it.name.to_string()
        })
        .natural()
        .essential()
        .cell(move |it| {
            view! { <a href=navigation.href(&page(it))>{it.name.to_string()}</a> }.into_any()
        }),
        Column::new(
            "right",
            texts.get(texts::RIGHT),
            move |it: &Organization| right(it.access),
        )
        .sorted_by(|one, other| one.access.cmp(&other.access))
        .words(
            texts.get(texts::LEAST_FIRST),
            texts.get(texts::GREATEST_FIRST),
        )
        .cell(move |it| {
            let name = it.access.map(|access| access_name(texts, access));
            name.map(|name| view! { <Badge>{name}</Badge> }).into_any()
        })
        .width(widths::RIGHT),
        Column::count(
            texts,
            "repositories",
            texts.get(texts::REPOSITORIES),
            |it: &Organization| it.repository_count,
        )
        .width(widths::REPOSITORIES),
        Column::count(
            texts,
            "members",
            texts.get(texts::USERS),
            |it: &Organization| it.member_count,
        )
        .width(widths::MEMBERS),
        Column::new("creator", texts.get(texts::CREATOR), |it: &Organization| {
            it.creator_name.clone()
        })
        .natural()
        .width(widths::CREATOR),
    ]
}

fn row_actions(
    texts: Texts,
    navigation: Navigation,
    session: Session,
    organization: &Organization,
) -> Vec<MenuItem> {
    let Organization { name, access, .. } = organization;
    let refusal = |may| access_refusal(session, texts, name, *access, may);
    let page = Route::from(Page::Organization(
        name.clone(),
        OrganizationTab::Repositories,
    ));
    let create = page.with_dialog(Dialog::CreateRepository);
    let delete = Dialog::DeleteOrganization(name.clone());
    vec![
        MenuItem::link(texts.get(texts::OPEN), navigation.href(&page)).icon(Icon::Organization),
        MenuItem::link(
            texts.get(texts::CREATE_REPOSITORY),
            navigation.href(&create),
        )
        .icon(Icon::Plus)
        .disabled_because(refusal(Access::may_create)),
        MenuItem::link(texts.get(texts::DELETE), navigation.dialog_href(delete))
            .danger()
            .disabled_because(refusal(Access::may_delete)),
    ]
}
