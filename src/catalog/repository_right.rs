//! The caller's role on one repository: the higher of the organization's and the repository's own. Pages of
//! a repository request it once and pass it on by context.
//!
//! Not everyone may read the access list of a repository, and not every service includes the caller there.
//! This is not an error: the role on the organization is then all that is known.

use leptos::prelude::*;
use swr_api::{Access, RepositoryPath, RepositoryPermissions};

use super::own_access::{OwnAccess, use_own_access};
use super::rights::access_refusal;
use crate::i18n::use_texts;
use crate::remote::{Query, Topic, query, use_revisions};
use crate::session::{use_client, use_session};

/// The right on one repository.
#[derive(Clone, Copy)]
pub struct RepositoryRight {
    path: StoredValue<RepositoryPath>,
    organization: OwnAccess,
    permissions: Query<RepositoryPermissions>,
}

/// Asks for the role on a repository and hands it on to everything below, and with it the role on
/// its organization.
pub fn provide_repository_right(path: RepositoryPath) -> RepositoryRight {
    let right = RepositoryRight::load(path);
    provide_context(right);
    provide_context(right.organization.listed());
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
        let (here, organization) = (path.clone(), use_own_access(&path.organization));
        Self {
            path: StoredValue::new(path),
            organization,
            permissions: query(move || {
                revisions.watch(Topic::Permissions);
                let client = client.get();
                client.get_repository_permissions(&here)
            }),
        }
    }

    /// Who may do what with the repository, the caller among them.
    pub fn permissions(self) -> Query<RepositoryPermissions> {
        self.permissions
    }

    /// The right that the organization gives; watched.
    pub fn of_organization(self) -> Option<Access> {
        self.organization.get()
    }

    /// The right in the end; unknown before the responses, and where neither tells. Watched.
    pub fn access(self) -> Option<Access> {
        let of_organization = match self.organization.is_answered() {
            true => Half::Told(self.of_organization()),
            false => Half::Awaited,
        };
        let own = self.permissions.with(|it| match &it.value {
            Some(permissions) => Half::Told(permissions.own.as_ref().map(|own| own.access)),
            None if it.error.is_some() => Half::Told(None),
            None => Half::Awaited,
        });
        effective(of_organization, own)
    }

    /// Whether both have answered, or will not; watched.
    pub fn is_answered(self) -> bool {
        let is_told = self
            .permissions
            .with(|it| it.value.is_some() || it.error.is_some());
        self.organization.is_answered() && is_told
    }

    /// Why something that `may` stands for may not be done with the repository; watched.
    pub fn refusal(self, may: fn(Access) -> bool) -> Signal<Option<String>> {
        let (texts, session) = (use_texts(), use_session());
        Signal::derive(move || {
            let path = self.path.get_value();
            access_refusal(session, texts, &path, self.access(), may)
        })
    }
}

/// What the organization, or the repository, says of the caller.
#[derive(Clone, Copy)]
enum Half {
    Awaited,
    Told(Option<Access>),
}

/// Half of the response may refuse nothing: the other half may allow it.
fn effective(of_organization: Half, own: Half) -> Option<Access> {
    match (of_organization, own) {
        (Half::Told(of_organization), Half::Told(own)) => own.max(of_organization),
        (Half::Told(half), Half::Awaited) | (Half::Awaited, Half::Told(half)) => {
            half.filter(|it| it.may_delete())
        }
        (Half::Awaited, Half::Awaited) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Half::{Awaited, Told};
    use super::*;

    #[test]
    fn the_greater_right_counts() {
        let (read, manage) = (Some(Access::Read), Some(Access::Manage));
        assert_eq!(effective(Told(read), Told(manage)), manage);
        assert_eq!(effective(Told(manage), Told(read)), manage);
        assert_eq!(effective(Told(None), Told(read)), read);
    }

    #[test]
    fn a_repository_that_does_not_tell_leaves_the_organization() {
        let edit = Some(Access::Edit);
        assert_eq!(effective(Told(edit), Told(None)), edit);
        assert_eq!(effective(Told(None), Told(None)), None);
    }

    #[test]
    fn a_role_on_one_repository_counts_in_an_organization_of_others() {
        let (none, read) = (Some(Access::default()), Some(Access::Read));
        assert_eq!(effective(Told(none), Told(read)), read);
        assert_eq!(effective(Told(none), Told(None)), none);
    }

    #[test]
    fn nothing_is_rejected_before_both_have_answered() {
        let (read, manage) = (Some(Access::Read), Some(Access::Manage));
        assert_eq!(effective(Told(read), Awaited), None);
        assert_eq!(effective(Awaited, Told(read)), None);
        assert_eq!(effective(Told(manage), Awaited), manage);
        assert_eq!(effective(Awaited, Told(manage)), manage);
        assert_eq!(effective(Awaited, Awaited), None);
    }
}
