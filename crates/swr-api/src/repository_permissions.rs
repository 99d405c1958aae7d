//! Access to a repository: get, grant, change, revoke.
//!
//! Every body is a bare array, also that of DELETE, whose elements are ids of users and not grants.
//! Rights on the organization count as well and are not repeated here.

use http::Method;
use serde::{Deserialize, Serialize};

use crate::grant::without;
use crate::lenient::{known, or_default, rows};
use crate::repositories::repository_call;
use crate::request::Call;
use crate::{Client, Error, Grant, List, RepositoryPath, Transport, response};

/// The permissions of a repository.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RepositoryPermissions {
    /// The service's number for them.
    #[serde(default, deserialize_with = "known")]
    pub id: Option<i64>,
    /// The repository; pages disagree whether it is the organization, so anyone who needs to know
    /// takes the name that was requested.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// The caller's own right (wire: `self_auth`).
    #[serde(
        default,
        rename = "self_auth",
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub own: Option<Grant>,
    /// The rights of the others, in the order in which they were granted, and often the caller's
    /// again (wire: `others_auths`).
    #[serde(default, rename = "others_auths", deserialize_with = "rows")]
    pub others: List<Grant>,
}

impl RepositoryPermissions {
    /// The rights of the others, without the caller's.
    pub fn without_caller(&self) -> impl Iterator<Item = &Grant> {
        without(self.own.as_ref(), &self.others)
    }
}

impl<T: Transport> Client<T> {
    /// Gets the access list of a repository.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}/access`,
    /// <https://support.huaweicloud.com/eu/api-swr/swr_02_0049.html>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040010` when there is none of that name.
    pub fn get_repository_permissions(
        &self,
        repository: &RepositoryPath,
    ) -> impl Future<Output = Result<RepositoryPermissions, Error>> + use<T> {
        self.exchange(access_call(Method::GET, repository), response::json)
    }

    /// Gives rights to users who have none here. No one can grant to themselves; it takes
    /// the right to edit the organization or to manage the repository.
    ///
    /// `POST /v2/manage/namespaces/{namespace}/repos/{repository}/access`,
    /// <https://support.huaweicloud.com/eu/api-swr/swr_02_0046.html>
    ///
    /// # Errors
    /// 409 `SVCSTG.SWR.4090089` when one of them has a right already; 404 when there is no such
    /// repository.
    pub fn grant_repository_permissions(
        &self,
        repository: &RepositoryPath,
        grants: &[Grant],
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        self.exchange(
            access_call(Method::POST, repository).json(&grants),
            response::nothing,
        )
    }

    /// Changes rights that users have here.
    ///
    /// `PATCH /v2/manage/namespaces/{namespace}/repos/{repository}/access`,
    /// <https://support.huaweicloud.com/eu/api-swr/swr_02_0048.html>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040091` when one of them has none.
    pub fn update_repository_permissions(
        &self,
        repository: &RepositoryPath,
        grants: &[Grant],
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        self.exchange(
            access_call(Method::PATCH, repository).json(&grants),
            response::nothing,
        )
    }

    /// Removes the access of users.
    ///
    /// `DELETE /v2/manage/namespaces/{namespace}/repos/{repository}/access`,
    /// <https://support.huaweicloud.com/eu/api-swr/swr_02_0047.html>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040091` when one of them has none.
    pub fn revoke_repository_permissions(
        &self,
        repository: &RepositoryPath,
        user_ids: &[String],
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        self.exchange(
            access_call(Method::DELETE, repository).json(&user_ids),
            response::nothing,
        )
    }
}

fn access_call(method: Method, repository: &RepositoryPath) -> Call {
    repository_call(method, repository, &["access"])
}
