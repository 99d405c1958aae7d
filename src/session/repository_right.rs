//! The caller's right on one repository: the greater of what its organization gives and what it gives
//! itself. Pages that show a repository ask once and hand it on by context.
//!
//! Not everybody may read the rights of a repository, and not every service tells the own one there.
//! That is no error: then the organization's right is all that is known.

use leptos::prelude::*;
use swr_api::{Access, Organization, RepositoryPermissions};

use super::{use_client, use_session};
use crate::i18n::use_texts;
use crate::remote::{Query, Topic, query, use_revisions};
use crate::route::RepositoryPath;

/// The right on one repository.
#[derive(Clone, Copy)]
pub struct RepositoryRight {
    path: StoredValue<RepositoryPath>,
    organization: Query<Organization>,
    permissions: Query<RepositoryPermissions>,
}

/// Asks for the right on a repository and hands it on to everything below.
pub fn provide_repository_right(path: RepositoryPath) -> RepositoryRight {
    let right = RepositoryRight::load(path);
    provide_context(right);
    right
}

/// The right on a repository: from the page around, or asked for.
pub fn use_repository_right(path: &RepositoryPath) -> RepositoryRight {
    use_context::<RepositoryRight>()
        .filter(|it| it.path.with_value(|here| here == path))
        .unwrap_or_else(|| RepositoryRight::load(path.clone()))
}

impl RepositoryRight {
    fn load(path: RepositoryPath) -> Self {
        let (client, revisions) = (use_client(), use_revisions());
        let (here, organization) = (path.clone(), path.organization.clone());
        Self {
            path: StoredValue::new(path),
            organization: query(move || {
                revisions.watch(Topic::Organizations);
                client.get().get_organization(&organization)
            }),
            permissions: query(move || {
                revisions.watch(Topic::Permissions);
                let client = client.get();
                client.get_repository_permissions(&here.organization, &here.repository)
            }),
        }
    }

    /// Who may do what with the repository, the caller among them.
    pub fn permissions(self) -> Query<RepositoryPermissions> {
        self.permissions
    }

    /// What the organization gives; watched.
    pub fn of_organization(self) -> Option<Access> {
        self.organization.with(|it| it.value.as_ref()?.access)
    }

    /// The right in the end; unknown before the answers, and where neither tells. Watched.
    pub fn access(self) -> Option<Access> {
        let own = self.permissions.with(|it| match &it.value {
            Some(permissions) => Own::Told(permissions.own.as_ref().map(|own| own.access)),
            None if it.error.is_some() => Own::Told(None),
            None => Own::Awaited,
        });
        effective(self.of_organization(), own)
    }

    /// Why something that `may` stands for may not be done with the repository; watched.
    pub fn refusal(self, may: fn(Access) -> bool) -> Signal<Option<String>> {
        let (texts, session) = (use_texts(), use_session());
        Signal::derive(move || {
            let path = self.path.get_value();
            session.refusal(texts, &path, self.access(), may)
        })
    }
}

/// What the repository says of the caller.
#[derive(Clone, Copy)]
enum Own {
    Awaited,
    Told(Option<Access>),
}

/// Half of the answer may refuse nothing: the other half may allow it.
fn effective(of_organization: Option<Access>, own: Own) -> Option<Access> {
    match own {
        Own::Told(own) => own.max(of_organization),
        Own::Awaited => of_organization.filter(|it| it.may_delete()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greater_right_counts() {
        let (read, manage) = (Some(Access::Read), Some(Access::Manage));
        assert_eq!(effective(read, Own::Told(manage)), manage);
        assert_eq!(effective(manage, Own::Told(read)), manage);
        assert_eq!(effective(None, Own::Told(read)), read);
    }

    #[test]
    fn a_repository_that_does_not_tell_leaves_the_organization() {
        let edit = Some(Access::Edit);
        assert_eq!(effective(edit, Own::Told(None)), edit);
        assert_eq!(effective(None, Own::Told(None)), None);
    }

    #[test]
    fn nothing_is_refused_before_both_have_answered() {
        assert_eq!(effective(Some(Access::Read), Own::Awaited), None);
        let manage = Some(Access::Manage);
        assert_eq!(effective(manage, Own::Awaited), manage);
    }
}
