//! The target of a grant: an organization or a repository. The service has four calls for each, with the
//! same data.

use std::pin::Pin;

use leptos::prelude::*;
use swr_api::{Error, Grant, OrganizationName, RepositoryPath};

use super::texts;
use crate::catalog::access_name;
use crate::i18n::{Text, Texts, use_texts};
use crate::remote::{Mutation, Topic, mutation, use_revisions};
use crate::session::use_client;
use crate::transport::Client;
use crate::ui::use_toasts;

/// The target of a grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum GrantTarget {
    Organization(OrganizationName),
    Repository(RepositoryPath),
}

/// What is asked of the service, for everyone at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Grant(Vec<Grant>),
    Update(Vec<Grant>),
    Revoke(Vec<String>),
}

type Done = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

impl GrantTarget {
    pub(super) fn name(&self) -> String {
        match self {
            Self::Organization(organization) => organization.to_string(),
            Self::Repository(path) => path.to_string(),
        }
    }

    pub(super) fn organization(&self) -> &OrganizationName {
        match self {
            Self::Organization(organization) => organization,
            Self::Repository(path) => &path.organization,
        }
    }

    pub(super) fn is_repository(&self) -> bool {
        matches!(self, Self::Repository(_))
    }

    fn ask(&self, client: &Client, change: &Change) -> Done {
        match self {
            Self::Organization(it) => match change {
                Change::Grant(to) => Box::pin(client.grant_organization_permissions(it, to)),
                Change::Update(to) => Box::pin(client.update_organization_permissions(it, to)),
                Change::Revoke(of) => Box::pin(client.revoke_organization_permissions(it, of)),
            },
            Self::Repository(it) => match change {
                Change::Grant(to) => Box::pin(client.grant_repository_permissions(it, to)),
                Change::Update(to) => Box::pin(client.update_repository_permissions(it, to)),
                Change::Revoke(of) => Box::pin(client.revoke_repository_permissions(it, of)),
            },
        }
    }
}

/// Makes a change, says so, and closes what it was made in.
pub(super) fn changing(target: GrantTarget, on_close: impl Fn() + 'static) -> Mutation<Change> {
    let (texts, client) = (use_texts(), use_client());
    let (revisions, toasts) = (use_revisions(), use_toasts());
    let name = target.name();
    mutation(
        move |change: &Change| target.ask(&client.get_untracked(), change),
        move |change, ()| {
            revisions.bump(Topic::Permissions);
            // An organization counts its members and tells the caller's role.
            revisions.bump(Topic::Organizations);
            toasts.success(done(texts, change, &name));
        },
        move |_, ()| on_close(),
    )
}

fn done(texts: Texts, change: &Change, target: &str) -> String {
    let sentence = |text: &Text, count: usize, access: String| {
        let values = [("place", target), ("access", access.as_str())];
        texts.count_with(text, count as u64, &values)
    };
    match change {
        Change::Grant(grants) => {
            let first = grants.first().map(|it| it.access);
            let is_one_role = grants.iter().all(|it| Some(it.access) == first);
            let text = match is_one_role {
                true => texts::GRANTED,
                false => texts::GRANTED_SEVERAL,
            };
            let access = first.map(|access| access_name(texts, access));
            sentence(text, grants.len(), access.unwrap_or_default())
        }
        Change::Update(grants) => sentence(texts::CHANGED, grants.len(), String::new()),
        Change::Revoke(user_ids) => sentence(texts::REVOKED, user_ids.len(), String::new()),
    }
}
