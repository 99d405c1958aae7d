//! Access without an entry in the list: your own, that of administrators, that of everyone if a repository
//! is public, and that of accounts it is shared with.

use crate::markup::{reactive, view};
use leptos::prelude::*;
use swr_api::{Access, Grant, RepositoryDetails, RepositoryPath, Share};

use super::allowed::allows;
use super::columns::sources;
use super::member::Member;
use super::roster::Roster;
use super::target::GrantTarget;
use super::texts;
use crate::catalog::access_name;
use crate::i18n::{Texts, use_texts};
use crate::navigation::Link;
use crate::reactive::memo;
use crate::remote::{Query, query};
use crate::route::{Page, RepositoryTab, Route};
use crate::session::use_client;
use crate::ui::{Badge, Fact, FactList, Panel};

/// Access without an entry in the list.
#[component]
pub(super) fn ImplicitAccess(roster: Roster) -> impl IntoView {
    let texts = use_texts();
    let public = match roster.target() {
        GrantTarget::Organization(_) => None,
        GrantTarget::Repository(path) => Some(view! { <Public path/> }),
    };
    view! {
        <Panel title=texts.get(texts::REACH)>
            <FactList>
                <Own roster/>
                <Fact end=right(texts, Access::Manage)>
                    {texts.get(texts::ADMINISTRATORS)}
                    <p class="secondary">{texts.get(texts::ADMINISTRATORS_SENTENCE)}</p>
                </Fact>
                {public}
            </FactList>
        </Panel>
    }
}

#[component]
fn Own(roster: Roster) -> impl IntoView {
    let texts = use_texts();
    let own = memo(move || roster.own());
    reactive(move || {
        let own = own.get()?;
        let who = match own.user_name.is_empty() {
            true => texts.get(texts::YOU_UNNAMED).to_owned(),
            false => texts.fill(texts::YOU, &[("name", &own.user_name)]),
        };
        let access = own.access;
        let from = roster.members().with(|it| from(texts, &own, it.as_ref()));
        Some(view! {
            <Fact end=right(texts, access)>
                {who}
                <p class="secondary">{allows(texts, access)}" · "{from}</p>
            </Fact>
        })
    })
}

/// Where the own right comes from. An entry that gives less is not where it comes from.
fn from(texts: Texts, own: &Grant, members: Option<&Vec<Member>>) -> String {
    let listed = members.and_then(|it| it.iter().find(|it| it.is_caller));
    let listed = listed.filter(|it| it.effective() >= own.access);
    listed.map_or_else(
        || texts.get(texts::OWN_UNLISTED).to_owned(),
        |it| sources(texts, it),
    )
}

/// Everyone, or the accounts it is shared with: a share says nothing while everyone may pull.
#[component]
fn Public(path: RepositoryPath) -> impl IntoView {
    let texts = use_texts();
    let details = use_context::<Query<RepositoryDetails>>();
    let is_public = memo(move || details?.with(|it| it.value.as_ref()?.is_public));
    reactive(move || {
        let fact = match is_public.get()? {
            true => view! {
                <Fact end=right(texts, Access::Read)>
                    {texts.get(texts::EVERYBODY)}
                    <p class="secondary">{texts.get(texts::EVERYBODY_SENTENCE)}</p>
                </Fact>
            }
            .into_any(),
            false => view! { <Accounts path=path.clone()/> }.into_any(),
        };
        Some(fact)
    })
}

/// Not everyone may read the shares, and not every service has them: then nothing is said.
#[component]
fn Accounts(path: RepositoryPath) -> impl IntoView {
    let (texts, client) = (use_texts(), use_client());
    let here = path.clone();
    let shares = query(move || client.get().list_shares(&here));
    let is_valid = |it: &&Share| it.is_valid != Some(false);
    let count = memo(move || {
        shares.with(|it| {
            it.value
                .as_ref()
                .map(|it| it.iter().filter(is_valid).count())
        })
    });
    reactive(move || {
        let count = count.get().filter(|it| *it > 0)?;
        let sharing = Route::from(Page::Repository(path.clone(), RepositoryTab::Sharing));
        Some(view! {
            <Fact end=right(texts, Access::Read)>
                {texts.count(texts::ACCOUNTS, count as u64)}
                <p class="secondary">
                    {texts.get(texts::ACCOUNTS_SENTENCE)}" "
                    <Link to=sharing>{texts.get(texts::TO_SHARING)}</Link>
                </p>
            </Fact>
        })
    })
}

fn right(texts: Texts, access: Access) -> AnyView {
    view! { <Badge>{access_name(texts, access)}</Badge> }.into_any()
}
