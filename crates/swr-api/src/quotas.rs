//! Quotas: how much of what an account may have.
//!
//! Only organizations are ever reported, although error codes for other limits exist.

use serde::{Deserialize, Serialize};

use crate::lenient::{count, or_default};
use crate::request::Call;
use crate::{Client, Error, List, Transport, response};

/// One limit and how much of it is used.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quota {
    /// What is counted; `namespace` for organizations (wire: `quota_key`).
    #[serde(rename = "quota_key")]
    pub key: String,
    /// How many there may be (wire: `quota_limit`).
    #[serde(default, rename = "quota_limit", deserialize_with = "count")]
    pub limit: Option<u64>,
    /// How many there are.
    #[serde(default, deserialize_with = "count")]
    pub used: Option<u64>,
    /// What the numbers count in; empty for plain numbers.
    #[serde(default, deserialize_with = "or_default")]
    pub unit: String,
}

/// The body of the response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaList {
    /// All of them.
    pub quotas: List<Quota>,
}

impl<T: Transport> Client<T> {
    /// The quotas of the account that a project belongs to.
    ///
    /// `GET /v2/manage/projects/{project_id}/quotas`,
    /// <https://support.huaweicloud.com/eu/api-swr/swr_02_0037.html>
    pub fn list_quotas(
        &self,
        project_id: &str,
    ) -> impl Future<Output = Result<List<Quota>, Error>> + use<T> {
        let call = Call::get(&["v2", "manage", "projects", project_id, "quotas"]);
        self.exchange(call, |answer| {
            response::json::<QuotaList>(answer).map(|list| list.quotas)
        })
    }
}
