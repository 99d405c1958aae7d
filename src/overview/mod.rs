//! The overview of an account: counts, charts, quotas and the last updates. Each section loads and fails
//! independently; sections that the service does not support are not shown.
//!
//! Calls: `swr_api::overview`, `swr_api::quotas`, and the lists of repositories.

mod counts;
mod first_step;
mod part;
mod quotas;
mod recent;
mod reports;
mod shared_with_me;
pub mod texts;

use crate::markup::view;
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::OrganizationQuery;

use self::counts::Counts;
use self::first_step::FirstStep;
use self::quotas::Quotas;
use self::recent::RecentRepositories;
use self::reports::Reports;
use self::shared_with_me::SharedWithMe;
use crate::catalog::{CreateOrganizationButton, watched_query};
use crate::i18n::use_texts;
use crate::remote::Topic;
use crate::session::use_session;
use crate::ui::PageHeader;

/// The page an account begins with.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let is_new = is_new();
    let facts = move || {
        let account = session.identity().and_then(|it| it.account);
        let account = account.map(|name| texts.fill(texts::ACCOUNT, &[("name", &name)]));
        let connection = session.connection();
        view! {
            {account.map(|account| view! { <span>{account}</span> })}
            <span>{connection.name}</span>
            <span>{connection.region}</span>
        }
    };
    let body = move || match is_new.get() {
        true => view! {
            <FirstStep/>
            <SharedWithMe/>
        }
        .into_any(),
        false => view! {
            <Counts/>
            <Reports/>
            <div class="columns">
                <RecentRepositories/>
                <div class="stack">
                    <Quotas/>
                    <SharedWithMe/>
                </div>
            </div>
        }
        .into_any(),
    };
    view! {
        <PageHeader title=texts.get(texts::TITLE) facts>
            {move || (!is_new.get()).then(|| view! { <CreateOrganizationButton/> })}
        </PageHeader>
        <div class="stack" data-gap="large">{body}</div>
    }
}

/// Whether it is known that there is no organization. Asked for beside the other parts; when it
/// fails they say it themselves.
fn is_new() -> Memo<bool> {
    let everything = OrganizationQuery {
        include_visible: true,
        ..OrganizationQuery::default()
    };
    let loaded = watched_query(&[Topic::Organizations], move |client| {
        client.list_organizations(&everything)
    });
    memo(move || {
        loaded.with(|it| {
            it.value
                .as_ref()
                .is_some_and(|it| it.is_empty() && it.is_whole())
        })
    })
}
