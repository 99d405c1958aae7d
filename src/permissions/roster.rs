//! The access list of an organization or repository, and what the caller may change.
//!
//! For a repository, the organization's list is loaded too. Not everyone may read it; users who have
//! access only through the organization are then missing, and the page says so.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Access, ErrorKind, Grant, OrganizationPermissions, RepositoryPath};

use super::draft::Known;
use super::member::{Member, of_organization, of_repository};
use super::target::GrantTarget;
use super::texts;
use crate::catalog::{
    Person, RepositoryRight, access_name, access_refusal, use_known_people, use_repository_right,
    watched_query,
};
use crate::i18n::{Texts, use_texts};
use crate::reactive::{effect, memo};
use crate::remote::{Query, QueryState, Topic};
use crate::session::use_session;
use crate::ui::{Notice, Tone};

/// The rights on a place.
#[derive(Clone, Copy)]
pub(super) struct Roster {
    target: StoredValue<GrantTarget>,
    organization: Query<OrganizationPermissions>,
    repository: Option<RepositoryRight>,
    members: Memo<Option<Vec<Member>>>,
}

impl Roster {
    pub(super) fn load(target: GrantTarget) -> Self {
        let repository = match &target {
            GrantTarget::Organization(_) => None,
            GrantTarget::Repository(path) => Some(use_repository_right(path)),
        };
        let name = target.organization().clone();
        let organization = watched_query(&[Topic::Permissions], move |client| {
            client.get_organization_permissions(&name)
        });
        let members = memo(move || match repository {
            None => organization.with(|it| it.value.as_ref().map(of_organization)),
            Some(repository) => repository.permissions().with(|it| {
                let here = it.value.as_ref()?;
                Some(organization.with(|above| of_repository(here, above.value.as_ref())))
            }),
        });
        let roster = Self {
            target: StoredValue::new(target),
            organization,
            repository,
            members,
        };
        roster.remember();
        roster
    }

    /// Who was seen in a list can be offered in the next one.
    fn remember(self) {
        let people = use_known_people();
        let person = |user_name: String, user_id: String| Person { user_name, user_id };
        effect(move || {
            let members = self.members.get().into_iter().flatten();
            people.meet(members.map(|it| person(it.user_name, it.user_id)));
            if let Some(own) = self.own() {
                people.recognize(person(own.user_name, own.user_id));
            }
        });
    }

    pub(super) fn target(self) -> GrantTarget {
        self.target.get_value()
    }

    pub(super) fn is_repository(self) -> bool {
        self.repository.is_some()
    }

    /// Anyone who has a right, once that is known; watched.
    pub(super) fn members(self) -> Memo<Option<Vec<Member>>> {
        self.members
    }

    /// The caller's own right, as the service tells it; watched.
    pub(super) fn own(self) -> Option<Grant> {
        match self.repository {
            None => self.organization.with(|it| it.value.as_ref()?.own.clone()),
            Some(it) => it.permissions().with(|it| it.value.as_ref()?.own.clone()),
        }
    }

    /// What is needed to see what the service would refuse; watched.
    pub(super) fn known(self) -> Known {
        let caller_id = self.own().map(|own| own.user_id);
        Known {
            members: self.members.get().unwrap_or_default(),
            caller_id: caller_id.filter(|_| self.is_repository()),
        }
    }

    pub(super) fn is_loading(self) -> bool {
        match self.repository {
            None => self.organization.is_loading(),
            Some(it) => it.permissions().is_loading() || self.organization.is_loading(),
        }
    }

    pub(super) fn reload(self) {
        self.organization.reload();
        if let Some(repository) = self.repository {
            repository.permissions().reload();
        }
    }

    /// Why the caller may give, change and take no rights here; watched.
    pub(super) fn refusal(self) -> Signal<Option<String>> {
        let (texts, session) = (use_texts(), use_session());
        Signal::derive(move || {
            let own = self.own().map(|own| own.access);
            let target = self.target.get_value();
            let (repository, path) = match (self.repository, &target) {
                (Some(repository), GrantTarget::Repository(path)) => (repository, path),
                _ => {
                    return access_refusal(
                        session,
                        texts,
                        target.organization(),
                        own,
                        Access::may_grant,
                    );
                }
            };
            let missing = || {
                // Before the response nothing speaks against it.
                let access = repository.access()?;
                let above = repository.of_organization();
                let may = access.may_grant() || above.is_some_and(Access::may_edit);
                (!may).then(|| needs_right(texts, path, access))
            };
            session.read_only_reason(texts).or_else(missing)
        })
    }

    /// The state of the list itself, and what could not be learned beside it.
    pub(super) fn state(self) -> impl IntoView {
        match self.repository {
            None => view! { <QueryState query=self.organization lines=6/> }.into_any(),
            Some(it) => view! {
                <QueryState query=it.permissions() lines=6/>
                {self.state_above()}
            }
            .into_any(),
        }
    }

    fn state_above(self) -> impl IntoView {
        let texts = use_texts();
        let organization = self.organization;
        let is_refused = memo(move || {
            let kind = organization.with(|it| it.error.as_ref().map(|it| it.kind()));
            matches!(kind, Some(ErrorKind::Forbidden | ErrorKind::NotFound))
        });
        let name = self.target.with_value(|it| it.organization().to_string());
        move || match (self.members.with(Option::is_some), is_refused.get()) {
            (false, _) => ().into_any(),
            (true, false) => view! { <QueryState query=organization lines=0/> }.into_any(),
            (true, true) => {
                let values = [("organization", name.as_str())];
                let sentence = texts.fill(texts::MEMBERS_UNREADABLE, &values);
                view! { <Notice tone=Tone::Neutral>{sentence}</Notice> }.into_any()
            }
        }
    }
}

fn needs_right(texts: Texts, path: &RepositoryPath, access: Access) -> String {
    let (repository, access) = (path.to_string(), access_name(texts, access));
    let values = [
        ("organization", path.organization.as_str()),
        ("repository", &repository),
        ("access", &access),
    ];
    texts.fill(texts::NEEDS_RIGHT, &values)
}
