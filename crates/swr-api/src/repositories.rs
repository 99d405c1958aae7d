//! Repositories (wire: repos): list, get, create, update, delete.
//!
//! List and get name the same things differently (`created_at` and `created`), so they have a type
//! each; the list by marker has a third one, in `summary.rs`.

mod query;
mod summary;

use http::{Method, Response};
use serde::{Deserialize, Serialize};

use crate::lenient::{count, flag, known, moment, or_default};
use crate::request::Call;
use crate::{
    Category, Client, Error, OrganizationName, Page, RepositoryName, RepositoryPath, Timestamp,
    Transport, Untagged, response,
};

pub use query::{Direction, RepositoryOrder, RepositoryQuery};
pub(crate) use summary::summary_page;
pub use summary::{RepositoryMarkerQuery, RepositorySummary, RepositorySummaryList};

/// A repository as the list returns it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Repository {
    /// The organization it belongs to.
    #[serde(rename = "namespace")]
    pub organization: OrganizationName,
    /// Its name, with slashes.
    pub name: RepositoryName,
    /// Its category.
    #[serde(default)]
    pub category: Category,
    /// Its description; some answers leave it out.
    #[serde(
        default,
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub description: Option<String>,
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
    /// Unused by the service, and empty.
    #[serde(default, deserialize_with = "or_default")]
    pub url: String,
    /// What a client pulls: `{registry host}/{organization}/{repository}`.
    #[serde(default, deserialize_with = "or_default")]
    pub path: String,
    /// The same within the cloud's own network.
    #[serde(default, deserialize_with = "or_default")]
    pub internal_path: String,
    /// The account it belongs to.
    #[serde(default, deserialize_with = "or_default")]
    pub domain_name: String,
    /// Names of tags; how many at most is not documented.
    #[serde(default, deserialize_with = "or_default")]
    pub tags: Vec<String>,
    /// Whether a share has not run out (wire: `status`); says something only for a repository that
    /// another account shares.
    #[serde(
        default,
        rename = "status",
        deserialize_with = "flag",
        skip_serializing_if = "Option::is_none"
    )]
    pub is_valid_share: Option<bool>,
    /// How many repositories match in all, repeated in each item (wire: `total_range`).
    #[serde(
        default,
        rename = "total_range",
        deserialize_with = "count",
        skip_serializing_if = "Option::is_none"
    )]
    pub total: Option<u64>,
}

/// A repository as get returns it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RepositoryDetails {
    /// The service's number for it.
    #[serde(default, deserialize_with = "known")]
    pub id: Option<i64>,
    /// The service's number for its organization (wire: `ns_id`).
    #[serde(default, rename = "ns_id", deserialize_with = "known")]
    pub organization_id: Option<i64>,
    /// Its name, with slashes.
    pub name: RepositoryName,
    /// Its category.
    #[serde(default)]
    pub category: Category,
    /// Its description.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
    /// The user who created it.
    #[serde(default, deserialize_with = "or_default")]
    pub creator_id: String,
    /// That user's name.
    #[serde(default, deserialize_with = "or_default")]
    pub creator_name: String,
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
    /// Unused by the service, and empty.
    #[serde(default, deserialize_with = "or_default")]
    pub url: String,
    /// What a client pulls: `{registry host}/{organization}/{repository}`.
    #[serde(default, deserialize_with = "or_default")]
    pub path: String,
    /// The same within the cloud's own network.
    #[serde(default, deserialize_with = "or_default")]
    pub internal_path: String,
    /// When it was created (wire: `created`).
    #[serde(default, rename = "created", deserialize_with = "moment")]
    pub created_at: Option<Timestamp>,
    /// When it last changed (wire: `updated`).
    #[serde(default, rename = "updated", deserialize_with = "moment")]
    pub updated_at: Option<Timestamp>,
    /// The account it belongs to.
    #[serde(default, deserialize_with = "or_default")]
    pub domain_id: String,
    /// 0 in every response that was ever published.
    #[serde(default, deserialize_with = "known")]
    pub priority: Option<i64>,
    /// Manifests without a tag; `None` where the service does not count them.
    #[serde(
        default,
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub untagged: Option<Untagged>,
}

/// A repository to create.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NewRepository {
    /// Its name, with slashes (wire: `repository`).
    #[serde(rename = "repository")]
    pub name: RepositoryName,
    /// Whether everyone may pull.
    pub is_public: bool,
    /// Its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// Its description, at most 30,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// What to change of a repository; the name stays.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RepositoryUpdate {
    /// Whether everyone may pull. The service wants it in every update.
    pub is_public: bool,
    /// The category, when it changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// The description, when it changes; an empty one clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl<T: Transport> Client<T> {
    /// Repositories of one organization or of all, page by page.
    ///
    /// `GET /v2/manage/repos`, <https://support.huaweicloud.com/eu/api-swr/swr_02_0034.html>
    pub fn list_repositories(
        &self,
        query: &RepositoryQuery,
    ) -> impl Future<Output = Result<Page<Repository>, Error>> + use<T> {
        let call = Call::get(&["v2", "manage", "repos"]).query(query.parameters());
        self.exchange(call, repository_page)
    }

    /// One repository.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}`, <https://support.huaweicloud.com/eu/api-swr/swr_02_0033.html>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040010` when there is none of that name.
    pub fn get_repository(
        &self,
        repository: &RepositoryPath,
    ) -> impl Future<Output = Result<RepositoryDetails, Error>> + use<T> {
        let asked = vec![("name", repository.repository.to_string())];
        self.exchange_named(&repository_call(Method::GET, repository, &[]), asked)
    }

    /// Creates a repository.
    ///
    /// `POST /v2/manage/namespaces/{namespace}/repos`, <https://support.huaweicloud.com/eu/api-swr/swr_02_0030.html>
    ///
    /// # Errors
    /// 409 `SVCSTG.SWR.4090006` when the organization has one of that name; 413
    /// `SVCSTG.SWR.4131012` when the description is too long.
    pub fn create_repository(
        &self,
        organization: &OrganizationName,
        repository: &NewRepository,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let path = ["v2", "manage", "namespaces", organization.as_str(), "repos"];
        let call = Call::new(Method::POST, &path).json(repository);
        self.exchange(call, response::nothing)
    }

    /// Changes visibility, category and description.
    ///
    /// `PATCH /v2/manage/namespaces/{namespace}/repos/{repository}`, <https://support.huaweicloud.com/eu/api-swr/swr_02_0032.html>
    ///
    /// # Errors
    /// 404 when there is none of that name.
    pub fn update_repository(
        &self,
        repository: &RepositoryPath,
        update: &RepositoryUpdate,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let call = repository_call(Method::PATCH, repository, &[]).json(update);
        self.exchange(call, response::nothing)
    }

    /// Deletes a repository.
    ///
    /// `DELETE /v2/manage/namespaces/{namespace}/repos/{repository}`, <https://support.huaweicloud.com/eu/api-swr/swr_02_0031.html>
    ///
    /// # Errors
    /// 406 `SVCSTG.SWR.4060012` while it contains a tag; 404 when there is none of that name.
    pub fn delete_repository(
        &self,
        repository: &RepositoryPath,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        self.exchange(
            repository_call(Method::DELETE, repository, &[]),
            response::nothing,
        )
    }
}

/// A call below `/v2/manage/namespaces/{namespace}/repos/{repository}`.
pub(crate) fn repository_call(method: Method, repository: &RepositoryPath, below: &[&str]) -> Call {
    let [organization, name] = repository.segments();
    let mut path = vec!["v2", "manage", "namespaces", &organization, "repos", &name];
    path.extend(below);
    Call::new(method, &path)
}

/// The total is in the header or, in some regions, only in each item.
pub(crate) fn repository_page(answer: &Response<Vec<u8>>) -> Result<Page<Repository>, Error> {
    let page: Page<Repository> = response::page(answer)?;
    let from_items = page.items.first().and_then(|first| first.total);
    Ok(Page {
        total: page.total.or(from_items),
        ..page
    })
}

/// The path of a listed repository.
impl From<&Repository> for RepositoryPath {
    fn from(repository: &Repository) -> Self {
        Self {
            organization: repository.organization.clone(),
            repository: repository.name.clone(),
        }
    }
}

/// The path of a repository that was listed by marker.
impl From<&RepositorySummary> for RepositoryPath {
    fn from(repository: &RepositorySummary) -> Self {
        Self {
            organization: repository.organization.clone(),
            repository: repository.name.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_a_listed_repository_has_its_organization_and_its_name() {
        let json = r#"{"namespace":"group","name":"web/nginx"}"#;
        let listed: Repository = serde_json::from_str(json).unwrap();
        let path = RepositoryPath::new("group", "web/nginx").unwrap();
        assert_eq!(RepositoryPath::from(&listed), path);
    }
}
