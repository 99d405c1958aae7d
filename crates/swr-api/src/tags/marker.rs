//! Tags as the list by marker returns them.
//!
//! The name is `tag` here and `Tag` in the list by offset, and the manifest comes only when it is
//! asked for.

use http::Response;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Tag, TagOrder};
use crate::lenient::{flag, known};
use crate::request::{Call, optional};
use crate::{
    Client, Direction, Error, List, MarkerPage, MarkerRequest, PageRequest, RepositoryPath,
    Transport, response,
};

/// The body of the response, for tags and for references, which are names alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "I: DeserializeOwned"))]
pub struct TagMarkerList<I> {
    /// One part of them.
    pub tags: List<I>,
    /// The marker of the next page (wire: `nextMarker`).
    #[serde(
        default,
        rename = "nextMarker",
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub next: Option<String>,
    /// The same in the other spelling, which some clients look for.
    #[serde(
        default,
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub next_marker: Option<String>,
    /// Whether there is a next page.
    #[serde(
        default,
        deserialize_with = "flag",
        skip_serializing_if = "Option::is_none"
    )]
    pub has_more: Option<bool>,
}

/// The tags of a repository to list by marker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TagMarkerQuery {
    /// Only those whose name matches. Whether exactly or in part is not documented.
    pub name: Option<String>,
    /// The sort key; without it, the service's order.
    pub order: Option<(TagOrder, Direction)>,
    /// Whether each tag comes with its manifest.
    pub with_manifest: bool,
    /// The part of the list to ask for.
    pub page: MarkerRequest<String>,
}

impl TagMarkerQuery {
    fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = self.page.parameters(PageRequest::MAXIMUM_LIMIT);
        parameters.push(("with_manifest", self.with_manifest.to_string()));
        parameters.extend(optional("tag", self.name.as_ref()));
        if let Some((column, direction)) = self.order {
            parameters.extend(direction.of(column.as_str()));
        }
        parameters
    }
}

impl<T: Transport> Client<T> {
    /// Tags of a repository, page by page, by marker. Open Telekom Cloud does not have this call.
    ///
    /// `GET /v3/manage/namespaces/{namespace}/repos/{repository}/tags`,
    /// <https://support.huaweicloud.com/api-swr/swr_02_0061.html>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040010` when there is no such repository, `APIGW.0101` where the service
    /// does not have this call.
    pub fn list_tags_v3(
        &self,
        repository: &RepositoryPath,
        query: &TagMarkerQuery,
    ) -> impl Future<Output = Result<MarkerPage<Tag, String>, Error>> + use<T> {
        let [organization, name] = repository.segments();
        let mut path = vec!["v3", "manage", "namespaces", &organization];
        path.extend(["repos", &name, "tags"]);
        self.exchange(Call::get(&path).query(query.parameters()), marker_page)
    }
}

pub(super) fn marker_page<I: DeserializeOwned>(
    answer: &Response<Vec<u8>>,
) -> Result<MarkerPage<I, String>, Error> {
    let list: TagMarkerList<I> = response::json(answer)?;
    let markers = [list.next, list.next_marker];
    Ok(MarkerPage::new(list.tags, markers, list.has_more))
}
