//! Repositories as the list by marker returns them: without tags and without paths.
//!
//! The organization is `namespace_name` here and `namespace` in the list by offset. Not every
//! region has this call; where it is missing, the gateway answers `APIGW.0101`.

use http::Response;
use serde::{Deserialize, Serialize};

use crate::lenient::{count, flag, known, moment, or_default};
use crate::request::{Call, optional};
use crate::{
    Category, Client, Error, List, MarkerPage, MarkerRequest, OrganizationName, PageRequest,
    RepositoryName, Timestamp, Transport, response,
};

/// A repository as the list by marker returns it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RepositorySummary {
    /// The service's number for it.
    #[serde(default, deserialize_with = "known")]
    pub id: Option<i64>,
    /// The organization it belongs to (wire: `namespace_name`).
    #[serde(rename = "namespace_name")]
    pub organization: OrganizationName,
    /// Its name, with slashes.
    pub name: RepositoryName,
    /// Its category.
    #[serde(default)]
    pub category: Category,
    /// Its description.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
    /// The size of all its images, in bytes (wire: `size`).
    #[serde(default, rename = "size", deserialize_with = "count")]
    pub size_bytes: Option<u64>,
    /// Whether everyone may pull.
    #[serde(default, deserialize_with = "known")]
    pub is_public: Option<bool>,
    /// How many tags it has (wire: `num_images`).
    #[serde(default, rename = "num_images", deserialize_with = "count")]
    pub tag_count: Option<u64>,
    /// How often its images were pulled (wire: `num_download`).
    #[serde(default, rename = "num_download", deserialize_with = "count")]
    pub download_count: Option<u64>,
    /// When it was created.
    #[serde(default, deserialize_with = "moment")]
    pub created_at: Option<Timestamp>,
    /// When it last changed.
    #[serde(default, deserialize_with = "moment")]
    pub updated_at: Option<Timestamp>,
    /// The account it belongs to.
    #[serde(default, deserialize_with = "or_default")]
    pub domain_name: String,
    /// Whether a share has not run out (wire: `status`); not there for one's own repositories.
    #[serde(
        default,
        rename = "status",
        deserialize_with = "flag",
        skip_serializing_if = "Option::is_none"
    )]
    pub is_valid_share: Option<bool>,
}

/// The body of the response, for own and for shared repositories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepositorySummaryList {
    /// One part of them (wire: `repos`).
    #[serde(rename = "repos")]
    pub repositories: List<RepositorySummary>,
    /// The marker of the next page (wire: `nextMarker`).
    #[serde(
        default,
        rename = "nextMarker",
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub next: Option<i64>,
    /// The same in the other spelling.
    #[serde(
        default,
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub next_marker: Option<i64>,
}

/// The repositories to list by marker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RepositoryMarkerQuery {
    /// Only those of this organization.
    pub organization: Option<OrganizationName>,
    /// Only those whose name matches. Whether exactly or in part differs between pages.
    pub name: Option<String>,
    /// Only those of this category.
    pub category: Option<Category>,
    /// Only public ones, or only private ones.
    pub is_public: Option<bool>,
    /// The part of the list to ask for.
    pub page: MarkerRequest<i64>,
}

impl RepositoryMarkerQuery {
    fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = self.page.parameters(PageRequest::MAXIMUM_LIMIT);
        parameters.extend(optional("namespace", self.organization.as_ref()));
        parameters.extend(optional("name", self.name.as_ref()));
        parameters.extend(optional("category", self.category.as_ref()));
        parameters.extend(optional("is_public", self.is_public));
        parameters
    }
}

impl<T: Transport> Client<T> {
    /// Repositories of one organization or of all, page by page, by marker.
    ///
    /// `GET /v3/manage/repos`, <https://support.huaweicloud.com/api-swr/swr_02_0126.html>
    ///
    /// # Errors
    /// 404 `APIGW.0101` where the service does not have this call.
    pub fn list_repositories_v3(
        &self,
        query: &RepositoryMarkerQuery,
    ) -> impl Future<Output = Result<MarkerPage<RepositorySummary, i64>, Error>> + use<T> {
        let call = Call::get(&["v3", "manage", "repos"]).query(query.parameters());
        self.exchange(call, summary_page)
    }
}

pub(crate) fn summary_page(
    answer: &Response<Vec<u8>>,
) -> Result<MarkerPage<RepositorySummary, i64>, Error> {
    let list: RepositorySummaryList = response::json(answer)?;
    let markers = [list.next, list.next_marker];
    Ok(MarkerPage::new(list.repositories, markers, None))
}
