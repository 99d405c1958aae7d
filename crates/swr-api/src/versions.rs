//! The API versions of a service.

use serde::{Deserialize, Serialize};

use crate::lenient::{moment, or_default};
use crate::request::Call;
use crate::{Client, Error, List, Timestamp, Transport, response};

/// One version of the API.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ApiVersion {
    /// Its name in paths, such as `v2`.
    #[serde(default, deserialize_with = "or_default")]
    pub id: String,
    /// Its address. One object, although the name is a plural.
    #[serde(default, deserialize_with = "or_default")]
    pub links: ApiVersionLink,
    /// The newest revision that the service supports, such as `2.26`.
    #[serde(default, deserialize_with = "or_default")]
    pub version: String,
    /// `CURRENT`, `SUPPORTED` or `DEPRECATED`.
    #[serde(default, deserialize_with = "or_default")]
    pub status: String,
    /// When it was published (wire: `updated`).
    #[serde(default, rename = "updated", deserialize_with = "moment")]
    pub updated_at: Option<Timestamp>,
    /// The oldest revision that the service supports (wire: `min_version`).
    #[serde(default, rename = "min_version", deserialize_with = "or_default")]
    pub minimum_version: String,
}

/// The address of a version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ApiVersionLink {
    /// The address.
    #[serde(default, deserialize_with = "or_default")]
    pub href: String,
    /// The relation of the address to the version; always `self`.
    #[serde(default, deserialize_with = "or_default")]
    pub rel: String,
}

/// The body of the list's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiVersionList {
    /// All of them.
    pub versions: List<ApiVersion>,
}

/// The body of get's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownApiVersion {
    /// The version asked for.
    pub version: ApiVersion,
}

impl<T: Transport> Client<T> {
    /// Lists the API versions of a service. Needs no credentials.
    ///
    /// `GET /`, <https://support.huaweicloud.com/eu/api-swr/swr_02_0080.html>
    pub fn list_api_versions(
        &self,
    ) -> impl Future<Output = Result<List<ApiVersion>, Error>> + use<T> {
        self.exchange(Call::get(&[]).anonymous(), |answer| {
            response::json::<ApiVersionList>(answer).map(|list| list.versions)
        })
    }

    /// One version, by its id.
    ///
    /// `GET /{api_version}`, <https://support.huaweicloud.com/eu/api-swr/swr_02_0081.html>
    pub fn get_api_version(
        &self,
        id: &str,
    ) -> impl Future<Output = Result<ApiVersion, Error>> + use<T> {
        self.exchange(Call::get(&[id]), |answer| {
            response::json::<ShownApiVersion>(answer).map(|shown| shown.version)
        })
    }
}
