//! Adds another tag to an image.
//!
//! The call copies nothing: both tags name the same image afterwards.

use http::Method;
use serde::{Deserialize, Serialize};

use crate::lenient::or_default;
use crate::repositories::repository_call;
use crate::{Client, Error, RepositoryPath, TagName, Transport, response};

/// A tag to create from another one of the same repository.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NewTag {
    /// The tag of the image (wire: `source_tag`).
    #[serde(rename = "source_tag")]
    pub source: TagName,
    /// The name to create (wire: `destination_tag`).
    #[serde(rename = "destination_tag")]
    pub name: TagName,
    /// Whether a tag of that name may be moved to the image (wire: `override`).
    #[serde(default, rename = "override", deserialize_with = "or_default")]
    pub may_replace: bool,
}

impl<T: Transport> Client<T> {
    /// Adds another tag to an image. Open Telekom Cloud does not have this call.
    ///
    /// `POST /v2/manage/namespaces/{namespace}/repos/{repository}/tags`,
    /// <https://support.huaweicloud.com/api-swr/swr_02_0076.html>
    ///
    /// # Errors
    /// 409 when there is a tag of that name and it may not be replaced; 404
    /// `SVCSTG.SWR.4040048` when the source does not exist, `SVCSTG.SWR.4040010` when the
    /// repository does not.
    pub fn create_tag(
        &self,
        repository: &RepositoryPath,
        tag: &NewTag,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let call = repository_call(Method::POST, repository, &["tags"]).json(tag);
        self.exchange(call, response::nothing)
    }
}
