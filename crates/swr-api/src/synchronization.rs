//! Synchronization: copies of a repository's images in other regions, by themselves or on demand.
//!
//! Only administrators of an account may do any of this. The service takes unknown organizations
//! and unknown tags silently; their jobs fail later.

mod job;

use http::{Method, Response};
use serde::{Deserialize, Serialize};

use crate::lenient::{known, moment, or_default};
use crate::repositories::repository_call;
use crate::request::Call;
use crate::{
    Client, Error, List, OrganizationName, Page, PageRequest, RepositoryPath, TagName, Timestamp,
    Transport, response,
};

pub use job::{SynchronizationJob, SynchronizationStatus};

/// A region to which images can be copied.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Region {
    /// Its name in addresses (wire: `regionID`).
    #[serde(rename = "regionID")]
    pub id: String,
    /// Its name for people. No page documents it.
    #[serde(
        default,
        rename = "region_name",
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub name: Option<String>,
}

/// The target of copies: a repository has at most one automatic synchronization per target.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SynchronizationTarget {
    /// The other region.
    pub remote_region_id: String,
    /// The organization there (wire: `remoteNamespace`).
    #[serde(rename = "remoteNamespace")]
    pub remote_organization: OrganizationName,
}

/// An automatic synchronization, which copies every push.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AutomaticSynchronization {
    /// The service's number for it.
    #[serde(default, deserialize_with = "known")]
    pub id: Option<i64>,
    /// The organization of the repository (wire: `namespace`).
    #[serde(default, rename = "namespace", deserialize_with = "or_default")]
    pub organization: String,
    /// The repository (wire: `repoName`).
    #[serde(default, rename = "repoName", deserialize_with = "or_default")]
    pub repository: String,
    /// The other region.
    pub remote_region_id: String,
    /// The organization there (wire: `remoteNamespace`).
    #[serde(rename = "remoteNamespace")]
    pub remote_organization: OrganizationName,
    /// Whether it runs by itself (wire: `syncAuto`). The list shows no others.
    #[serde(default, rename = "syncAuto", deserialize_with = "known")]
    pub is_automatic: Option<bool>,
    /// Whether tags of the same name are replaced (wire: `override`).
    #[serde(default, rename = "override", deserialize_with = "known")]
    pub overwrites: Option<bool>,
    /// The account it belongs to (wire: `domainID`).
    #[serde(default, rename = "domainID", deserialize_with = "or_default")]
    pub domain_id: String,
    /// That account's name.
    #[serde(default, deserialize_with = "or_default")]
    pub domain_name: String,
    /// When it was created.
    #[serde(default, deserialize_with = "moment")]
    pub created_at: Option<Timestamp>,
    /// When it last changed.
    #[serde(default, deserialize_with = "moment")]
    pub updated_at: Option<Timestamp>,
}

impl AutomaticSynchronization {
    /// The target of its copies, by which it is deleted.
    #[must_use]
    pub fn target(&self) -> SynchronizationTarget {
        SynchronizationTarget {
            remote_region_id: self.remote_region_id.clone(),
            remote_organization: self.remote_organization.clone(),
        }
    }
}

/// An automatic synchronization to create.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NewAutomaticSynchronization {
    /// The target of copies.
    pub target: SynchronizationTarget,
    /// Whether tags of the same name are replaced.
    pub overwrites: bool,
}

/// Tags to copy now.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ManualSynchronization {
    /// The tags; at least one.
    pub tags: Vec<TagName>,
    /// Where to.
    pub target: SynchronizationTarget,
    /// Whether tags of the same name are replaced.
    pub overwrites: bool,
}

/// The body of both requests; the service wants the target's fields beside the others.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SynchronizationBody<'a> {
    #[serde(rename = "imageTag", skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [TagName],
    remote_region_id: &'a str,
    #[serde(rename = "remoteNamespace")]
    remote_organization: &'a OrganizationName,
    #[serde(rename = "override")]
    overwrites: bool,
    #[serde(rename = "syncAuto", skip_serializing_if = "Option::is_none")]
    is_automatic: Option<bool>,
}

impl<T: Transport> Client<T> {
    /// The regions to which images can be copied.
    ///
    /// `GET /v2/manage/regions`, <https://github.com/huaweicloudDocs/swr>
    ///
    /// # Errors
    /// 404 `APIGW.0101` from a service without synchronization, such as Open Telekom Cloud's.
    pub fn list_regions(&self) -> impl Future<Output = Result<List<Region>, Error>> + use<T> {
        self.exchange(Call::get(&["v2", "manage", "regions"]), response::json)
    }

    /// Copies what is pushed to a repository from now on. It is sent as automatic in any case: the
    /// service would take another one too, and never show it.
    ///
    /// `POST /v2/manage/namespaces/{namespace}/repos/{repository}/sync_repo`,
    /// <https://github.com/huaweicloudDocs/swr>
    ///
    /// # Errors
    /// 400 when there is one to the same place; 500 `SVCSTG.SWR.5001101` when there is no such
    /// region. An organization that does not exist there is no error.
    pub fn create_automatic_synchronization(
        &self,
        repository: &RepositoryPath,
        synchronization: &NewAutomaticSynchronization,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let call =
            repository_call(Method::POST, repository, &["sync_repo"]).json(&SynchronizationBody {
                tags: &[],
                remote_region_id: &synchronization.target.remote_region_id,
                remote_organization: &synchronization.target.remote_organization,
                overwrites: synchronization.overwrites,
                is_automatic: Some(true),
            });
        self.exchange(call, response::nothing)
    }

    /// The automatic synchronizations of a repository, all at once.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}/sync_repo`,
    /// <https://github.com/huaweicloudDocs/swr>, where the example has a body that is not needed.
    ///
    /// # Errors
    /// 404 when there is no such repository.
    pub fn list_automatic_synchronizations(
        &self,
        repository: &RepositoryPath,
    ) -> impl Future<Output = Result<List<AutomaticSynchronization>, Error>> + use<T> {
        let call = repository_call(Method::GET, repository, &["sync_repo"]);
        self.exchange(call, response::json)
    }

    /// Ends an automatic synchronization; the copies stay.
    ///
    /// `DELETE /v2/manage/namespaces/{namespace}/repos/{repository}/sync_repo` with a body, which
    /// some proxies drop and the example of <https://github.com/huaweicloudDocs/swr> leaves out.
    ///
    /// # Errors
    /// 400 `SVCSTG.SWR.4001158` when there is none to that place, although 404 is documented.
    pub fn delete_automatic_synchronization(
        &self,
        repository: &RepositoryPath,
        target: &SynchronizationTarget,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let call = repository_call(Method::DELETE, repository, &["sync_repo"]);
        self.exchange(call.json(target), response::nothing)
    }

    /// Copies tags now. Returns those that failed, whatever the status of the response; a tag that
    /// does not exist is not among them.
    ///
    /// `POST /v2/manage/namespaces/{namespace}/repos/{repository}/sync_images`,
    /// <https://github.com/huaweicloudDocs/swr>
    ///
    /// # Errors
    /// As for [`Client::create_automatic_synchronization`]; then no tag was copied.
    pub fn synchronize_tags(
        &self,
        repository: &RepositoryPath,
        synchronization: &ManualSynchronization,
    ) -> impl Future<Output = Result<Vec<String>, Error>> + use<T> {
        let call = repository_call(Method::POST, repository, &["sync_images"]).json(
            &SynchronizationBody {
                tags: &synchronization.tags,
                remote_region_id: &synchronization.target.remote_region_id,
                remote_organization: &synchronization.target.remote_organization,
                overwrites: synchronization.overwrites,
                is_automatic: None,
            },
        );
        let answer = self.answer(&call);
        async move { failed_tags(&answer.await?) }
    }

    /// The jobs of a repository, automatic and manual ones, newest first, page by page.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}/sync_job`,
    /// <https://github.com/huaweicloudDocs/swr>; the example leaves out the filter, without which
    /// the service refuses.
    ///
    /// # Errors
    /// 404 when there is no such repository.
    pub fn list_synchronization_jobs(
        &self,
        repository: &RepositoryPath,
        page: PageRequest,
    ) -> impl Future<Output = Result<Page<SynchronizationJob>, Error>> + use<T> {
        let [(_, limit), (_, offset)] = page.parameters();
        let filter = format!("limit::{limit}|offset::{offset}|order::desc");
        let call =
            repository_call(Method::GET, repository, &["sync_job"]).query(vec![("filter", filter)]);
        self.exchange(call, response::page)
    }
}

/// A refusal may be an array of tags, too. The other refusals are arrays of objects, or no arrays.
fn failed_tags(answer: &Response<Vec<u8>>) -> Result<Vec<String>, Error> {
    let Err(refusal) = response::accepted(answer) else {
        return read_failed_tags(answer);
    };
    match response::json::<Vec<String>>(answer) {
        Ok(failed) if !failed.is_empty() => Ok(failed),
        _ => Err(refusal),
    }
}

/// `{}` or nothing at all, as other calls answer, means that nothing failed.
fn read_failed_tags(answer: &Response<Vec<u8>>) -> Result<Vec<String>, Error> {
    match answer.body().trim_ascii() {
        b"" | b"{}" => Ok(Vec::new()),
        _ => response::json::<Option<_>>(answer).map(Option::unwrap_or_default),
    }
}
