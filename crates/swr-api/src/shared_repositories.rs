//! Repositories that cross the border of an account: shared by the caller's, or with it.
//!
//! One side must be requested. The list by offset calls it `center`, the list by marker
//! `shared_by`.

use crate::repositories::{repository_page, summary_page};
use crate::request::{Call, optional};
use crate::{
    Client, Direction, Error, MarkerPage, MarkerRequest, OrganizationName, Page, PageRequest,
    Repository, RepositorySummary, Transport,
};

/// The account whose repositories are shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SharedBy {
    /// The caller's account's, shared with others (wire: `self`).
    Me,
    /// Another account's, shared with the caller's (wire: `thirdparty`).
    Others,
}

impl SharedBy {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Me => "self",
            Self::Others => "thirdparty",
        }
    }
}

/// The sort keys of shared repositories. They differ from those of the other list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SharedRepositoryOrder {
    /// When it last changed.
    UpdatedAt,
    /// By name.
    Name,
    /// By number of tags.
    TagCount,
    /// By organization.
    Organization,
    /// By the account it belongs to.
    Account,
}

impl SharedRepositoryOrder {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UpdatedAt => "updated_at",
            Self::Name => "name",
            Self::TagCount => "tag_count",
            Self::Organization => "namespace",
            Self::Account => "domain_name",
        }
    }
}

/// The shared repositories to list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SharedRepositoryQuery {
    /// The account that shares them.
    pub shared_by: SharedBy,
    /// Only those of this organization.
    pub organization: Option<OrganizationName>,
    /// Only those whose name contains this text.
    pub name: Option<String>,
    /// Only those of the account of this name (wire: `domain_name`).
    pub account: Option<String>,
    /// Only those whose share has not run out, or only those whose share has (wire: `status`).
    pub is_valid: Option<bool>,
    /// The sort key; without it, the service's order.
    pub order: Option<(SharedRepositoryOrder, Direction)>,
    /// The part of the list to ask for.
    pub page: PageRequest,
}

impl SharedRepositoryQuery {
    /// The first of all of them.
    #[must_use]
    pub fn new(shared_by: SharedBy) -> Self {
        Self {
            shared_by,
            organization: None,
            name: None,
            account: None,
            is_valid: None,
            order: None,
            page: PageRequest::default(),
        }
    }

    /// Plain parameters only, for the reason that repositories give.
    fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::from(self.page.parameters());
        parameters.push(("center", self.shared_by.as_str().to_owned()));
        parameters.extend(optional("namespace", self.organization.as_ref()));
        parameters.extend(optional("name", self.name.as_ref()));
        parameters.extend(optional("status", self.is_valid));
        parameters.extend(optional("domain_name", self.account.as_ref()));
        if let Some((column, direction)) = self.order {
            parameters.extend(direction.of(column.as_str()));
        }
        parameters
    }
}

/// The shared repositories to list by marker.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SharedRepositoryMarkerQuery {
    /// The account that shares them.
    pub shared_by: SharedBy,
    /// Only those of this organization.
    pub organization: Option<OrganizationName>,
    /// Only those whose name matches.
    pub name: Option<String>,
    /// Only those whose share has not run out, or only those whose share has (wire: `status`).
    pub is_valid: Option<bool>,
    /// The part of the list to ask for.
    pub page: MarkerRequest<i64>,
}

impl SharedRepositoryMarkerQuery {
    /// The first of all of them.
    #[must_use]
    pub fn new(shared_by: SharedBy) -> Self {
        Self {
            shared_by,
            organization: None,
            name: None,
            is_valid: None,
            page: MarkerRequest::default(),
        }
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = self.page.parameters(PageRequest::MAXIMUM_LIMIT);
        parameters.push(("shared_by", self.shared_by.as_str().to_owned()));
        parameters.extend(optional("namespace", self.organization.as_ref()));
        parameters.extend(optional("name", self.name.as_ref()));
        parameters.extend(optional("status", self.is_valid));
        parameters
    }
}

impl<T: Transport> Client<T> {
    /// Repositories shared by the caller's account or with it, page by page.
    ///
    /// Whether a share has run out ([`Repository::is_valid_share`]) says something only for those
    /// of others: for one's own it is always false.
    ///
    /// `GET /v2/manage/shared-repositories`, <https://support.huaweicloud.com/api-swr/swr_02_0075.html>
    pub fn list_shared_repositories(
        &self,
        query: &SharedRepositoryQuery,
    ) -> impl Future<Output = Result<Page<Repository>, Error>> + use<T> {
        let call = Call::get(&["v2", "manage", "shared-repositories"]).query(query.parameters());
        self.exchange(call, repository_page)
    }

    /// The same, page by page, by marker.
    ///
    /// `GET /v3/manage/shared-repositories`, <https://support.huaweicloud.com/api-swr/swr_02_0127.html>
    ///
    /// # Errors
    /// 404 `APIGW.0101` where the service does not have this call.
    pub fn list_shared_repositories_v3(
        &self,
        query: &SharedRepositoryMarkerQuery,
    ) -> impl Future<Output = Result<MarkerPage<RepositorySummary, i64>, Error>> + use<T> {
        let call = Call::get(&["v3", "manage", "shared-repositories"]).query(query.parameters());
        self.exchange(call, summary_page)
    }
}
