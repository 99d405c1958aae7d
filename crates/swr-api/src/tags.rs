//! Tags of a repository: list, get, delete; creating, the list by marker, configurations and
//! signatures each have a file of their own.
//!
//! The list writes the name as `Tag` and get writes it as `tag`; both are read by one type.

mod configurations;
mod create;
mod marker;
mod signatures;

use http::Method;
use serde::ser::{Error as _, Serializer};
use serde::{Deserialize, Serialize};

use crate::lenient::{count, known, moment, or_default};
use crate::repositories::repository_call;
use crate::request::optional;
use crate::{
    Client, Direction, Error, Page, PageRequest, RepositoryPath, TagName, Timestamp, Transport,
    response,
};

pub use configurations::{ImageConfiguration, ImagePlatform};
pub use create::NewTag;
pub use marker::{TagMarkerList, TagMarkerQuery};
pub use signatures::{Accessory, AccessoryList};

/// A tag and the image it names. Written out it has the form of the list; [`ShownTag`] writes the
/// other one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tag {
    /// The service's number for it.
    #[serde(default, deserialize_with = "known")]
    pub id: Option<i64>,
    /// The service's number for its repository (wire: `repo_id`).
    #[serde(default, rename = "repo_id", deserialize_with = "known")]
    pub repository_id: Option<i64>,
    /// Its name (wire: `Tag` in the list, `tag` in get).
    #[serde(rename = "Tag", alias = "tag")]
    pub name: TagName,
    /// The digest of the image's configuration, without `sha256:`.
    #[serde(default, deserialize_with = "or_default")]
    pub image_id: String,
    /// The manifest, as JSON text; empty when the service leaves it out.
    #[serde(default, deserialize_with = "or_default")]
    pub manifest: String,
    /// The digest of the manifest.
    #[serde(default, deserialize_with = "or_default")]
    pub digest: String,
    /// The manifest's `schemaVersion`: 1 or 2.
    #[serde(default, deserialize_with = "known")]
    pub schema: Option<i64>,
    /// The image reference: `{registry host}/{organization}/{repository}:{tag}`.
    #[serde(default, deserialize_with = "or_default")]
    pub path: String,
    /// The same within the cloud's own network.
    #[serde(default, deserialize_with = "or_default")]
    pub internal_path: String,
    /// The size of the image's layers, in bytes (wire: `size`).
    #[serde(default, rename = "size", deserialize_with = "count")]
    pub size_bytes: Option<u64>,
    /// Whether the image is signed, by an older scheme.
    #[serde(default, deserialize_with = "known")]
    pub is_trusted: Option<bool>,
    /// When it was first pushed (wire: `created`).
    #[serde(default, rename = "created", deserialize_with = "moment")]
    pub created_at: Option<Timestamp>,
    /// When it was last pushed (wire: `updated`).
    #[serde(default, rename = "updated", deserialize_with = "moment")]
    pub updated_at: Option<Timestamp>,
    /// When it was deleted; null in every response that was ever published.
    #[serde(default, deserialize_with = "known")]
    pub deleted: Option<String>,
    /// The account it belongs to.
    #[serde(default, deserialize_with = "or_default")]
    pub domain_id: String,
    /// Whether it was searched for vulnerabilities (wire: `scanned`).
    #[serde(default, rename = "scanned", deserialize_with = "known")]
    pub is_scanned: Option<bool>,
    /// Whether it refers to one image or an index of several (wire: `tag_type`).
    #[serde(default, rename = "tag_type", deserialize_with = "known")]
    pub kind: Option<TagKind>,
}

/// The type of content that a tag refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "i64", into = "i64")]
pub enum TagKind {
    /// 0: one image.
    Image,
    /// 1: an index of images for several platforms.
    Index,
    /// A number that no page documents.
    Other(i64),
}

impl From<i64> for TagKind {
    fn from(number: i64) -> Self {
        match number {
            0 => Self::Image,
            1 => Self::Index,
            other => Self::Other(other),
        }
    }
}

impl From<TagKind> for i64 {
    fn from(kind: TagKind) -> Self {
        match kind {
            TagKind::Image => 0,
            TagKind::Index => 1,
            TagKind::Other(number) => number,
        }
    }
}

/// Writes a tag the way get answers: `tag` in lower case, without `deleted` and `scanned`.
#[derive(Clone, Copy, Debug)]
pub struct ShownTag<'a>(pub &'a Tag);

impl Serialize for ShownTag<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut value = serde_json::to_value(self.0).map_err(S::Error::custom)?;
        if let Some(fields) = value.as_object_mut() {
            if let Some(name) = fields.remove("Tag") {
                fields.insert("tag".to_owned(), name);
            }
            fields.remove("deleted");
            fields.remove("scanned");
        }
        value.serialize(serializer)
    }
}

/// The tags of a repository to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TagQuery {
    /// Only those whose name matches. Whether exactly or in part is not documented.
    pub name: Option<String>,
    /// The sort key; without it, the service's order.
    pub order: Option<(TagOrder, Direction)>,
    /// The part of the list to ask for.
    pub page: PageRequest,
}

/// The sort keys of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TagOrder {
    /// When it was last pushed.
    UpdatedAt,
    /// By name.
    Name,
}

impl TagOrder {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UpdatedAt => "updated_at",
            Self::Name => "tag",
        }
    }
}

impl TagQuery {
    /// Plain parameters only, for the reason that repositories give.
    pub(crate) fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::from(self.page.parameters());
        parameters.extend(optional("tag", self.name.as_ref()));
        if let Some((column, direction)) = self.order {
            parameters.extend(direction.of(column.as_str()));
        }
        parameters
    }
}

impl<T: Transport> Client<T> {
    /// Tags of a repository, page by page.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}/tags`, <https://support.huaweicloud.com/eu/api-swr/swr_02_0035.html>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040010` when there is no such repository.
    pub fn list_tags(
        &self,
        repository: &RepositoryPath,
        query: &TagQuery,
    ) -> impl Future<Output = Result<Page<Tag>, Error>> + use<T> {
        let call = repository_call(Method::GET, repository, &["tags"]).query(query.parameters());
        self.exchange(call, response::page)
    }

    /// One tag. Open Telekom Cloud does not have this call.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}/tags/{tag}`,
    /// <https://support.huaweicloud.com/intl/en-us/api-swr/swr_02_0123.html>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040048` when there is none of that name.
    pub fn get_tag(
        &self,
        repository: &RepositoryPath,
        name: &TagName,
    ) -> impl Future<Output = Result<Tag, Error>> + use<T> {
        let below = ["tags", name.as_str()];
        let call = repository_call(Method::GET, repository, &below);
        self.exchange_named(&call, vec![("tag", name.to_string())])
    }

    /// One tag, also from a service without the call for it: there the list is searched.
    ///
    /// # Errors
    /// Those of [`Client::get_tag`]. Where the list does not have it either, the first refusal.
    pub fn find_tag(
        &self,
        repository: &RepositoryPath,
        name: &TagName,
    ) -> impl Future<Output = Result<Tag, Error>> + use<T> {
        let shown = self.get_tag(repository, name);
        let (client, repository, name) = (self.clone(), repository.clone(), name.clone());
        async move {
            let refusal = match shown.await {
                Err(error) if error.is_no_such_call() => error,
                answer => return answer,
            };
            // Whether the service matches a part of the name or nothing at all is not documented.
            let mut query = TagQuery {
                name: Some(name.to_string()),
                page: PageRequest {
                    offset: 0,
                    limit: PageRequest::MAXIMUM_LIMIT,
                },
                ..TagQuery::default()
            };
            loop {
                let page = client.list_tags(&repository, &query).await?;
                let is_last = page.items.len() < query.page.limit as usize;
                if let Some(tag) = page.items.into_iter().find(|it| it.name == name) {
                    return Ok(tag);
                }
                if is_last {
                    return Err(refusal);
                }
                query.page = query.page.next();
            }
        }
    }

    /// Deletes a tag.
    ///
    /// `DELETE /v2/manage/namespaces/{namespace}/repos/{repository}/tags/{tag}`,
    /// <https://support.huaweicloud.com/eu/api-swr/swr_02_0036.html>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040048` when there is none of that name.
    pub fn delete_tag(
        &self,
        repository: &RepositoryPath,
        name: &TagName,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let below = ["tags", name.as_str()];
        let call = repository_call(Method::DELETE, repository, &below);
        self.exchange(call, response::nothing)
    }
}
