//! All tags of a repository: for the list, and for predicting what a deletion or a retention rule
//! removes.

use leptos::prelude::*;
use swr_api::{Direction, Error, List, PageRequest, RepositoryPath, Tag, TagOrder, TagQuery};

use crate::remote::{Collection, Topic, collection, use_revisions};
use crate::session::use_client;
use crate::transport::Client;

/// Loads every tag, newest first, as the table shows them, so that the rows seen first are the first
/// to come; again when one of these has changed.
pub fn tags_of(path: RepositoryPath, changes: &'static [Topic]) -> Collection<Tag> {
    let (client, revisions) = (use_client(), use_revisions());
    let fetch = move |page: PageRequest| {
        changes.iter().for_each(|topic| revisions.watch(*topic));
        let query = TagQuery {
            order: Some((TagOrder::UpdatedAt, Direction::Descending)),
            page,
            ..TagQuery::default()
        };
        client.get().list_tags(&path, &query)
    };
    collection(|tag: &Tag| tag.name.clone(), fetch)
}

/// The same in one answer, for anyone who shows no row of it.
pub async fn every_tag(client: Client, path: RepositoryPath) -> Result<List<Tag>, Error> {
    let mut all = List::default();
    let mut page = PageRequest {
        offset: 0,
        limit: PageRequest::MAXIMUM_LIMIT,
    };
    loop {
        let query = TagQuery {
            page,
            ..TagQuery::default()
        };
        let answer = client.list_tags(&path, &query).await?;
        let arrived = answer.received();
        page.offset += arrived;
        all.unreadable += answer.unreadable;
        all.items.extend(answer.items);
        let is_last = match answer.total {
            Some(total) => arrived == 0 || page.offset >= total,
            None => arrived < u64::from(page.limit),
        };
        if is_last {
            return Ok(all);
        }
    }
}
