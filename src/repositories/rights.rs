//! The caller's role on the repositories of a list. No list contains it: organizations are requested in
//! addition, and a single repository when its menu opens or it is selected and the role on its
//! organization is too low.

use std::collections::BTreeMap;

use leptos::prelude::*;
use swr_api::{
    Access, List, Organization, OrganizationName, OrganizationQuery, Repository, RepositoryPath,
};

use super::texts;
use crate::catalog::{
    OwnAccess, RepositoryRight, access_refusal, use_own_access, use_repository_right, watched_query,
};
use crate::i18n::{Texts, use_texts};
use crate::remote::{Query, Snapshot, Topic};
use crate::session::{Session, use_session};

/// Of how many of the selected the right is requested: as many as a dialog shows one by one. Whatever
/// is not known, the service decides.
const LOOKED_AT: usize = 50;

/// The rights on one organization, or on all.
#[derive(Clone, Copy)]
pub(super) struct Rights {
    loaded: Query<List<Organization>>,
    only: Option<OwnAccess>,
    name: StoredValue<Option<OrganizationName>>,
    single: StoredValue<BTreeMap<RepositoryPath, RepositoryRight>>,
    // Where single ones are requested: below the list, which outlives its menus. Not the list's own,
    // which would then hold itself.
    owner: StoredValue<Owner>,
}

impl Rights {
    /// Asks for the rights on one organization, or on all.
    pub(super) fn load(organization: Option<&OrganizationName>) -> Self {
        let only = organization.map(use_own_access);
        Self {
            loaded: only.map_or_else(rights_on_all, OwnAccess::listed),
            only,
            name: StoredValue::new(organization.cloned()),
            single: StoredValue::new(BTreeMap::new()),
            owner: StoredValue::new(Owner::new()),
        }
    }

    /// The right on an organization; unknown before the response, and where the caller has a role on
    /// a repository only. Watched.
    pub(super) fn of(self, organization: &OrganizationName) -> Option<Access> {
        if let Some(only) = self.only {
            return only.get();
        }
        self.loaded.with(|it| {
            let organizations = it.value.iter().flatten();
            organizations
                .filter(|it| it.name == *organization)
                .find_map(|it| it.access)
        })
    }

    /// The right on a repository; watched. Asks for it the first time that it matters.
    pub(super) fn on(self, path: &RepositoryPath) -> Option<Access> {
        let above = self.of(&path.organization);
        match above.is_none_or(Access::may_delete) {
            true => above,
            false => self.single(path).access(),
        }
    }

    /// The same of one among several. Of most of many no one asks, and then it is unknown.
    pub(super) fn on_one_of_several(self, index: usize, path: &RepositoryPath) -> Option<Access> {
        if index < LOOKED_AT || self.asked_for(path).is_some() {
            return self.on(path);
        }
        self.of(&path.organization).filter(|it| it.may_delete())
    }

    /// Asks for the rights on these whose organizations give too little, all of them at once and not each
    /// after the one before; watched, because organizations may answer later.
    pub(super) fn ask_for(self, rows: &[Repository], may: fn(Access) -> bool) {
        for row in rows.iter().take(LOOKED_AT) {
            let above = self.of(&row.organization);
            if above.is_some_and(|above| !may(above)) {
                self.single(&RepositoryPath::from(row));
            }
        }
    }

    /// Whether as much as is requested is known of each of these; watched. Asks for nothing.
    pub(super) fn are_known(self, rows: &[Repository], may: fn(Access) -> bool) -> bool {
        let is_answered = |row: &Repository| {
            let right = self.asked_for(&RepositoryPath::from(row));
            right.is_some_and(RepositoryRight::is_answered)
        };
        let is_known =
            |row: &Repository| self.of(&row.organization).is_none_or(may) || is_answered(row);
        rows.iter().take(LOOKED_AT).all(is_known)
    }

    /// The right on a repository that was requested.
    fn asked_for(self, path: &RepositoryPath) -> Option<RepositoryRight> {
        self.single.with_value(|it| it.get(path).copied())
    }

    /// The right on a repository; asks for it once.
    fn single(self, path: &RepositoryPath) -> RepositoryRight {
        self.asked_for(path).unwrap_or_else(|| {
            let owner = self.owner.get_value();
            let right = owner.with(|| use_repository_right(path));
            self.single.update_value(|it| {
                it.insert(path.clone(), right);
            });
            right
        })
    }

    /// Why something may not be done in an organization; watched.
    fn refusal(
        self,
        organization: OrganizationName,
        may: fn(Access) -> bool,
    ) -> Signal<Option<String>> {
        let (texts, session) = (use_texts(), use_session());
        Signal::derive(move || {
            access_refusal(session, texts, &organization, self.of(&organization), may)
        })
    }

    /// Why something may be done with none of these; watched. They are asked about one after the
    /// other, until one may or no one knows.
    pub(super) fn refusal_of_all(
        self,
        (texts, session): (Texts, Session),
        rows: &[&Repository],
        may: fn(Access) -> bool,
    ) -> Option<String> {
        let mut first = None;
        for (index, row) in rows.iter().enumerate() {
            let path = RepositoryPath::from(*row);
            let access = self.on_one_of_several(index, &path);
            let refusal = access_refusal(session, texts, &path, access, may)?;
            first.get_or_insert(refusal);
        }
        first
    }

    /// Why no repository may be created: in the one organization, or in none of all; watched.
    pub(super) fn why_not_create(self) -> Signal<Option<String>> {
        if let Some(organization) = self.name.get_value() {
            return self.refusal(organization, Access::may_create);
        }
        let (texts, session) = (use_texts(), use_session());
        Signal::derive(move || {
            let is_none = self.creatable().is_some_and(|it| it.is_empty());
            let reason = || is_none.then(|| texts.get(texts::NO_ORGANIZATION).to_owned());
            session.read_only_reason(texts).or_else(reason)
        })
    }

    /// Whether there is no organization at all yet; watched.
    pub(super) fn has_no_organization(self) -> bool {
        let is_none = |it: &Snapshot<List<Organization>>| {
            it.value
                .as_ref()
                .is_some_and(|it| it.is_empty() && it.is_whole())
        };
        self.name.get_value().is_none() && self.loaded.with(is_none)
    }

    /// The organizations in which repositories may be created, once they are known; watched.
    pub(super) fn creatable(self) -> Option<Vec<OrganizationName>> {
        self.loaded.with(|it| {
            let organizations = it.value.as_ref()?.iter();
            let may_create = |it: &&Organization| it.access.is_none_or(Access::may_create);
            Some(
                organizations
                    .filter(may_create)
                    .map(|it| it.name.clone())
                    .collect(),
            )
        })
    }

    /// The response itself, for anyone who shows that it failed.
    pub(super) fn loaded(self) -> Query<List<Organization>> {
        self.loaded
    }
}

/// Those on which there is a right. The page around a list may have asked already.
fn rights_on_all() -> Query<List<Organization>> {
    let load = || {
        watched_query(&[Topic::Organizations], move |client| {
            client.list_organizations(&OrganizationQuery::default())
        })
    };
    use_context::<Query<List<Organization>>>().unwrap_or_else(load)
}
