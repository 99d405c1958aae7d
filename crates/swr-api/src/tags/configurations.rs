//! Configurations of images: how a container starts, and how its image was built.

use http::Method;
use serde::{Deserialize, Serialize};

use crate::lenient::{known, or_default};
use crate::repositories::repository_call;
use crate::{Client, Error, List, RepositoryPath, TagName, Transport, response};

/// An image that a tag names, itself or through an index, with its configuration.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ImageConfiguration {
    /// The digest of the image's manifest.
    #[serde(default, deserialize_with = "or_default")]
    pub digest: String,
    /// The platform, where the index or the configuration names one.
    #[serde(
        default,
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub platform: Option<ImagePlatform>,
    /// The manifest, as JSON text; `None` when the service left it out.
    #[serde(default, deserialize_with = "known")]
    pub manifest: Option<String>,
    /// The configuration, as it was pushed; `None` when there is none or the service left it out.
    #[serde(default, deserialize_with = "known")]
    pub configuration: Option<String>,
}

/// The platform of an image.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ImagePlatform {
    /// `linux`
    #[serde(default, deserialize_with = "or_default")]
    pub os: String,
    /// `arm64`
    #[serde(default, deserialize_with = "or_default")]
    pub architecture: String,
    /// `v8`
    #[serde(
        default,
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub variant: Option<String>,
    /// `10.0.20348.2700` (wire: `os.version`)
    #[serde(
        default,
        rename = "os.version",
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub os_version: Option<String>,
}

impl<T: Transport> Client<T> {
    /// The configurations of the images that a tag names: one of an image, one for each platform of
    /// an index.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}/tags/{tag}/config`, an extension of
    /// `swr-server`: no cloud has it.
    ///
    /// # Errors
    /// 404 `APIGW.0101` where the service does not have this call, 404 `SVCSTG.SWR.4040048` when
    /// there is no such tag.
    pub fn list_image_configurations(
        &self,
        repository: &RepositoryPath,
        name: &TagName,
    ) -> impl Future<Output = Result<List<ImageConfiguration>, Error>> + use<T> {
        let below = ["tags", name.as_str(), "config"];
        let call = repository_call(Method::GET, repository, &below);
        self.exchange(call, response::json)
    }
}
