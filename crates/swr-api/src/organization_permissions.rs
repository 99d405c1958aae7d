//! Access to an organization: get, grant, change, revoke.
//!
//! Every body is a bare array, also that of DELETE, whose elements are ids of users and not grants.

use http::Method;
use serde::{Deserialize, Serialize};

use crate::grant::without;
use crate::lenient::{known, or_default, rows};
use crate::request::Call;
use crate::{Client, Error, Grant, List, OrganizationName, Transport, response};

/// The permissions of an organization.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OrganizationPermissions {
    /// The service's number for them.
    #[serde(default, deserialize_with = "known")]
    pub id: Option<i64>,
    /// The organization.
    pub name: OrganizationName,
    /// The user who created it.
    #[serde(default, deserialize_with = "or_default")]
    pub creator_name: String,
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

impl OrganizationPermissions {
    /// The rights of the others, without the caller's.
    pub fn without_caller(&self) -> impl Iterator<Item = &Grant> {
        without(self.own.as_ref(), &self.others)
    }
}

impl<T: Transport> Client<T> {
    /// Who may do what with an organization. Administrators of the account may everything and are
    /// not among them.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/access`,
    /// <https://support.huaweicloud.com/eu/api-swr/swr_02_0045.html>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040058` when there is none of that name.
    pub fn get_organization_permissions(
        &self,
        organization: &OrganizationName,
    ) -> impl Future<Output = Result<OrganizationPermissions, Error>> + use<T> {
        let asked = vec![("name", organization.to_string())];
        self.exchange_named(&access_call(Method::GET, organization), asked)
    }

    /// Grants access to users who have none.
    ///
    /// `POST /v2/manage/namespaces/{namespace}/access`,
    /// <https://support.huaweicloud.com/eu/api-swr/swr_02_0042.html>
    ///
    /// # Errors
    /// 409 `SVCSTG.SWR.4090076` when one of them has a right already; 404 when there is no such
    /// organization.
    pub fn grant_organization_permissions(
        &self,
        organization: &OrganizationName,
        grants: &[Grant],
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        self.exchange(
            access_call(Method::POST, organization).json(&grants),
            response::nothing,
        )
    }

    /// Changes rights that users have here.
    ///
    /// `PATCH /v2/manage/namespaces/{namespace}/access`,
    /// <https://support.huaweicloud.com/eu/api-swr/swr_02_0044.html>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040078` when one of them has none.
    pub fn update_organization_permissions(
        &self,
        organization: &OrganizationName,
        grants: &[Grant],
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        self.exchange(
            access_call(Method::PATCH, organization).json(&grants),
            response::nothing,
        )
    }

    /// Removes the access of users.
    ///
    /// `DELETE /v2/manage/namespaces/{namespace}/access`,
    /// <https://support.huaweicloud.com/eu/api-swr/swr_02_0043.html>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040078` when one of them has none.
    pub fn revoke_organization_permissions(
        &self,
        organization: &OrganizationName,
        user_ids: &[String],
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        self.exchange(
            access_call(Method::DELETE, organization).json(&user_ids),
            response::nothing,
        )
    }
}

fn access_call(method: Method, organization: &OrganizationName) -> Call {
    let path = [
        "v2",
        "manage",
        "namespaces",
        organization.as_str(),
        "access",
    ];
    Call::new(method, &path)
}
