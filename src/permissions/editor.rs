//! The access page of organizations and repositories: effective access first, then the list with its
//! actions.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{OrganizationName, RepositoryPath};

use super::allowed::RIGHTS;
use super::columns::columns;
use super::implicit_access::ImplicitAccess;
use super::member::Member;
use super::permission_change::{Act, PermissionChange, why_not_change, why_not_revoke};
use super::question::Question;
use super::roster::Roster;
use super::target::GrantTarget;
use super::texts;
use crate::catalog::{DialogButton, access_name};
use crate::i18n::use_texts;
use crate::navigation::{kept_view, use_navigation};
use crate::reactive::memo;
use crate::route::{Dialog, OrganizationTab, Page, Route};
use crate::ui::{
    BulkAction, Icon, LoadState, MenuItem, NothingYet, Table, TableControls, TableDefinition,
    TableProgress, TableView,
};

/// Members of an organization.
#[component]
pub fn OrganizationPermissions(
    /// The organization whose members are listed.
    organization: OrganizationName,
) -> impl IntoView {
    view! { <Editor target=GrantTarget::Organization(organization)/> }
}

/// Who may do what with a repository.
#[component]
pub fn RepositoryPermissions(
    /// The repository whose permissions are listed.
    path: RepositoryPath,
) -> impl IntoView {
    view! { <Editor target=GrantTarget::Repository(path)/> }
}

#[component]
fn Editor(target: GrantTarget) -> impl IntoView {
    let roster = Roster::load(target.clone());
    let refusal = roster.refusal();
    let pending = RwSignal::new(None::<PermissionChange>);
    let is_known = memo(move || roster.members().with(Option::is_some));
    let content = move || {
        is_known.get().then(|| {
            view! {
                <ImplicitAccess roster/>
                <List roster pending refusal/>
            }
        })
    };
    let question = move || {
        let (target, change) = (target.clone(), pending.get()?);
        let on_close = move || pending.set(None);
        Some(view! { <Question target pending=change on_close refusal/> })
    };
    view! {
        {roster.state()}
        {content}
        {question}
    }
}

#[component]
fn List(
    roster: Roster,
    pending: RwSignal<Option<PermissionChange>>,
    refusal: Signal<Option<String>>,
) -> impl IntoView {
    let rows = memo(move || roster.members().get().unwrap_or_default());
    let progress = memo(move || {
        let count = rows.with(Vec::len) as u64;
        let state = match roster.is_loading() {
            true => LoadState::Loading,
            false => LoadState::Complete,
        };
        TableProgress {
            loaded: count,
            total: Some(count),
            state,
        }
    });
    let grant = move || view! { <GrantButton roster refusal/> };
    let controls = TableControls::default()
        .on_refresh(move || roster.reload())
        .tools(grant);
    let empty = move || {
        let (title, sentence) = (texts::NONE_YET, texts::NONE_YET_SENTENCE);
        view! {
            <NothingYet icon=Icon::User title sentence>
                <GrantButton roster refusal/>
            </NothingYet>
        }
    };
    view! {
        <Table
            definition=definition(roster, pending, refusal)
            rows
            view=kept_view((TableView::from_query, TableView::to_query))
            progress
            empty
            controls
        />
    }
}

/// What the table shows and does; `asked` gets what is to be asked about.
fn definition(
    roster: Roster,
    pending: RwSignal<Option<PermissionChange>>,
    refusal: Signal<Option<String>>,
) -> TableDefinition<Member> {
    let texts = use_texts();
    let is_repository = roster.is_repository();
    let ask =
        move |act, members| pending.set(Some(PermissionChange::new(act, members, is_repository)));
    // Nothing is proposed to several people but the least.
    let change = BulkAction::new(
        move |count| texts.count(texts::CHANGE_COUNT, count),
        move |members| ask(Act::Change(RIGHTS[0]), members),
    );
    let revoke = BulkAction::new(
        move |count| texts.count(texts::REVOKE_COUNT, count),
        move |members| ask(Act::Revoke, members),
    );
    let columns = columns(texts, is_repository);
    TableDefinition::new(texts.get(texts::TITLE), columns, Member::key)
        .named(|it| it.user_name.clone())
        .row_actions(row_actions(roster, pending, refusal))
        .bulk_action(change.disabled_because(refusal))
        .bulk_action(revoke.danger().disabled_because(refusal))
}

fn row_actions(
    roster: Roster,
    pending: RwSignal<Option<PermissionChange>>,
    refusal: Signal<Option<String>>,
) -> impl Fn(&Member) -> Vec<MenuItem> + Send + Sync {
    let (texts, navigation) = (use_texts(), use_navigation());
    let is_repository = roster.is_repository();
    let organization = roster.target().organization().clone();
    let members = Route::from(Page::Organization(
        organization.clone(),
        OrganizationTab::Members,
    ));
    let to_members = texts.fill(
        texts::TO_MEMBERS,
        &[("organization", organization.as_str())],
    );
    move |member| {
        let item = |label: String, act, reason: Option<String>| {
            let member = member.clone();
            let ask = move || {
                pending.set(Some(PermissionChange::new(
                    act,
                    vec![member.clone()],
                    is_repository,
                )));
            };
            MenuItem::button(label, ask).disabled_because(refusal.get().or(reason))
        };
        let change = |access| {
            let label = texts.fill(texts::CHANGE_TO, &[("access", &access_name(texts, access))]);
            let reason = why_not_change(texts, member, is_repository);
            item(label, Act::Change(access), reason).icon(Icon::Pencil)
        };
        let others = RIGHTS.into_iter().filter(|it| member.here != Some(*it));
        let from_above = member.above.is_some().then(|| {
            MenuItem::link(to_members.clone(), navigation.href(&members)).icon(Icon::Organization)
        });
        let reason = why_not_revoke(texts, member, is_repository);
        let revoke = item(texts.get(texts::REVOKE).to_owned(), Act::Revoke, reason);
        others
            .map(change)
            .chain(from_above)
            .chain([revoke.danger()])
            .collect()
    }
}

#[component]
fn GrantButton(roster: Roster, refusal: Signal<Option<String>>) -> impl IntoView {
    let dialog = match roster.target() {
        GrantTarget::Organization(organization) => Dialog::GrantOrganizationAccess(organization),
        GrantTarget::Repository(path) => Dialog::GrantRepositoryAccess(path),
    };
    view! { <DialogButton label=texts::GRANT icon=Icon::Plus dialog disabled_because=refusal/> }
}
