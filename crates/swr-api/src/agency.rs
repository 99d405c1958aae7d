//! The agency: the account's permission for the service to act on its behalf in the cluster
//! service. Triggers need it; the vendor's console creates it in passing.

use http::Method;
use serde::{Deserialize, Serialize};

use crate::lenient::{known, or_default};
use crate::request::Call;
use crate::{Client, Error, Transport, response};

const AGENCY: [&str; 3] = ["v2", "manage", "agency"];

/// Whether the account has an agency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Agency {
    /// The account.
    #[serde(default, deserialize_with = "or_default")]
    pub domain_id: String,
    /// Whether the account has one (wire: `is_agency`).
    #[serde(default, rename = "is_agency", deserialize_with = "known")]
    pub exists: Option<bool>,
}

impl<T: Transport> Client<T> {
    /// Whether the account has an agency.
    ///
    /// `GET /v2/manage/agency`, <https://support.huaweicloud.com/intl/id-id/api-swr/swr_02_0182.html>
    ///
    /// # Errors
    /// 401 and 500 only.
    pub fn get_agency(&self) -> impl Future<Output = Result<Agency, Error>> + use<T> {
        self.exchange(Call::get(&AGENCY), response::json)
    }

    /// Creates the account's agency.
    ///
    /// `POST /v2/manage/agency`, <https://support.huaweicloud.com/intl/id-id/api-swr/swr_02_0182.html>
    ///
    /// # Errors
    /// 409 if the account already has one.
    pub fn create_agency(&self) -> impl Future<Output = Result<(), Error>> + use<T> {
        self.exchange(Call::new(Method::POST, &AGENCY), response::nothing)
    }
}
