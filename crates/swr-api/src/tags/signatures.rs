//! Signatures: the accessories of an image, and the images that a signature refers to.
//!
//! Both calls put the tag where others have a word: for a tag that is called `tags`, the service
//! reads the path as that of the tag `references` or `accessories`. Its response then has no list,
//! and is refused as unreadable instead of being taken for an empty one.

use http::Method;
use serde::{Deserialize, Serialize};

use super::marker::marker_page;
use crate::lenient::{count, known, moment, or_default};
use crate::repositories::repository_call;
use crate::{
    Client, Error, List, MarkerPage, MarkerRequest, Page, PageRequest, RepositoryPath, TagName,
    Timestamp, Transport, response,
};

/// The maximum number of references in one response.
const MAXIMUM_REFERENCES: u32 = 10;
/// The maximum number of accessories in one response.
const MAXIMUM_ACCESSORIES: u32 = 100;

/// An accessory of an image, such as a signature.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Accessory {
    /// The service's number for it.
    #[serde(default, deserialize_with = "known")]
    pub id: Option<i64>,
    /// The account it belongs to.
    #[serde(default, deserialize_with = "or_default")]
    pub domain_id: String,
    /// The organization's name (wire: `namespace_name`).
    #[serde(default, rename = "namespace_name", deserialize_with = "or_default")]
    pub organization: String,
    /// The repository's name (wire: `repo_name`).
    #[serde(default, rename = "repo_name", deserialize_with = "or_default")]
    pub repository: String,
    /// The signature's own tag (wire: `sig_tag`).
    #[serde(default, rename = "sig_tag", deserialize_with = "or_default")]
    pub signature_tag: String,
    /// The digest of the signature's manifest (wire: `sig_digest`).
    #[serde(default, rename = "sig_digest", deserialize_with = "or_default")]
    pub signature_digest: String,
    /// The digest of the image it belongs to.
    #[serde(default, deserialize_with = "or_default")]
    pub target_digest: String,
    /// Its size, in bytes (wire: `size`).
    #[serde(default, rename = "size", deserialize_with = "count")]
    pub size_bytes: Option<u64>,
    /// Its type (wire: `type`); the values are not documented.
    #[serde(default, rename = "type", deserialize_with = "or_default")]
    pub kind: String,
    /// When it was pushed.
    #[serde(default, deserialize_with = "moment")]
    pub created_at: Option<Timestamp>,
    /// When it last changed.
    #[serde(default, deserialize_with = "moment")]
    pub updated_at: Option<Timestamp>,
}

/// The body of the response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessoryList {
    /// How many there are in all.
    #[serde(default, deserialize_with = "count")]
    pub total: Option<u64>,
    /// One part of them; the service writes null for none.
    pub accessories: List<Accessory>,
}

impl<T: Transport> Client<T> {
    /// The tags of the images that a signature is for, at most ten at once.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}/{tag}/references`,
    /// <https://support.huaweicloud.com/api-swr/swr_02_0063.html>
    ///
    /// # Errors
    /// 404 `APIGW.0101` where the service does not have this call. A tag that is called `tags` has
    /// no response.
    pub fn list_references(
        &self,
        repository: &RepositoryPath,
        signature: &TagName,
        page: &MarkerRequest<String>,
    ) -> impl Future<Output = Result<MarkerPage<TagName, String>, Error>> + use<T> {
        let below = [signature.as_str(), "references"];
        let call = repository_call(Method::GET, repository, &below)
            .query(page.parameters(MAXIMUM_REFERENCES));
        self.exchange(call, marker_page)
    }

    /// What belongs to an image, at most a hundred at once: anyone who asks for more goes on behind as
    /// many as came.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}/{tag}/accessories`,
    /// <https://support.huaweicloud.com/api-swr/swr_02_0062.html>
    ///
    /// # Errors
    /// 404 `APIGW.0101` where the service does not have this call. A tag that is called `tags` has
    /// no response.
    pub fn list_accessories(
        &self,
        repository: &RepositoryPath,
        tag: &TagName,
        page: PageRequest,
    ) -> impl Future<Output = Result<Page<Accessory>, Error>> + use<T> {
        let limit = page.limit.min(MAXIMUM_ACCESSORIES);
        let below = [tag.as_str(), "accessories"];
        let call = repository_call(Method::GET, repository, &below)
            .query(Vec::from(PageRequest { limit, ..page }.parameters()));
        self.exchange(call, |answer| {
            let AccessoryList { total, accessories } = response::json(answer)?;
            Ok(Page::new(accessories, total))
        })
    }
}
