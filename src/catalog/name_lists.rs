//! Lists of names only: by marker and without manifests where the service has version 3 lists, otherwise
//! from the version 2 lists.
//!
//! Version 3 is used only if a feature gate reports it. If the gate is wrong, this is remembered, and the
//! version 2 list is requested automatically.

use leptos::prelude::*;
use swr_api::{
    Direction, Error, MarkerRequest, OrganizationName, PageRequest, RepositoryMarkerQuery,
    RepositoryPath, RepositoryQuery, Tag, TagMarkerQuery, TagOrder, TagQuery,
};

use crate::configuration::Capability;
use crate::reactive::memo;
use crate::remote::{Query, Topic, query, use_revisions};
use crate::session::{use_capabilities, use_client};
use crate::transport::Client;

/// How many parts of a list are requested: more names than this are of no use to a suggestion.
const PARTS: u64 = 20;

/// A list of names and the little that comes with them.
#[derive(Clone, Debug, PartialEq)]
pub struct PartialList<T> {
    /// The items that arrived.
    pub items: Vec<T>,
    /// Whether that is all there is.
    pub is_whole: bool,
}

/// The tags of a repository with their digests, newest first; most come without their manifest.
pub fn tag_names(path: RepositoryPath) -> Query<PartialList<Tag>> {
    let (client, revisions) = (use_client(), use_revisions());
    light(move |is_light| {
        revisions.watch(Topic::Tags);
        tags(client.get(), path.clone(), is_light)
    })
}

/// The repositories of an organization.
pub fn repository_names(organization: OrganizationName) -> Query<PartialList<RepositoryPath>> {
    let (client, revisions) = (use_client(), use_revisions());
    light(move |is_light| {
        revisions.watch(Topic::Repositories);
        repositories(client.get(), organization.clone(), is_light)
    })
}

/// The same for one of many organizations.
pub async fn every_repository_name(
    client: Client,
    organization: OrganizationName,
) -> Result<PartialList<RepositoryPath>, Error> {
    repositories(client, organization, false).await
}

/// Loads with the light list where there is one.
fn light<T, F>(fetch: impl Fn(bool) -> F + 'static) -> Query<T>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, Error>> + 'static,
{
    let capabilities = use_capabilities();
    // Nothing is asked before the gates have answered, or most lists would be requested twice.
    let is_light = memo(move || {
        let has = || capabilities.has(Capability::ListV3) == Some(true);
        capabilities.are_settled().then(has)
    });
    let listed = query(move || {
        let asked = is_light.get().map(&fetch);
        async move {
            match asked {
                Some(answer) => answer.await,
                None => std::future::pending().await,
            }
        }
    });
    capabilities.learn_from(
        Capability::ListV3,
        Signal::derive(move || {
            listed
                .error()
                .filter(|_| is_light.get_untracked() == Some(true))
        }),
    );
    listed
}

async fn tags(
    client: Client,
    path: RepositoryPath,
    is_light: bool,
) -> Result<PartialList<Tag>, Error> {
    let order = Some((TagOrder::UpdatedAt, Direction::Descending));
    let mut items: Vec<Tag> = Vec::new();
    let (mut marker, mut is_whole) = (None, false);
    let (mut offset, mut unreadable) = (0, 0);
    for _ in 0..PARTS {
        let limit = PageRequest::MAXIMUM_LIMIT;
        if is_light {
            let query = TagMarkerQuery {
                order,
                page: MarkerRequest { marker, limit },
                ..TagMarkerQuery::default()
            };
            let page = client.list_tags_v3(&path, &query);
            let page = page.await?;
            unreadable += page.unreadable;
            items.extend(page.items);
            marker = page.next;
            is_whole = marker.is_none();
        } else {
            let query = TagQuery {
                order,
                page: PageRequest { offset, limit },
                ..TagQuery::default()
            };
            let page = client.list_tags(&path, &query).await?;
            let arrived = page.received();
            unreadable += page.unreadable;
            items.extend(page.items);
            offset += arrived;
            is_whole = match page.total {
                Some(total) => arrived == 0 || offset >= total,
                None => arrived < u64::from(limit),
            };
        }
        if is_whole {
            break;
        }
    }
    // One that could not be read may be the one that is looked for.
    let is_whole = is_whole && unreadable == 0;
    Ok(PartialList { items, is_whole })
}

async fn repositories(
    client: Client,
    organization: OrganizationName,
    is_light: bool,
) -> Result<PartialList<RepositoryPath>, Error> {
    let mut items: Vec<RepositoryPath> = Vec::new();
    let (mut marker, mut is_whole) = (None, false);
    let (mut offset, mut unreadable) = (0, 0);
    for _ in 0..PARTS {
        let limit = PageRequest::MAXIMUM_LIMIT;
        let wanted = Some(organization.clone());
        if is_light {
            let query = RepositoryMarkerQuery {
                organization: wanted,
                page: MarkerRequest { marker, limit },
                ..RepositoryMarkerQuery::default()
            };
            let page = client.list_repositories_v3(&query).await?;
            unreadable += page.unreadable;
            items.extend(page.items.iter().map(RepositoryPath::from));
            marker = page.next;
            is_whole = marker.is_none();
        } else {
            let query = RepositoryQuery {
                organization: wanted,
                page: PageRequest { offset, limit },
                ..RepositoryQuery::default()
            };
            let page = client.list_repositories(&query).await?;
            let arrived = page.received();
            unreadable += page.unreadable;
            items.extend(page.items.iter().map(RepositoryPath::from));
            offset += arrived;
            is_whole = match page.total {
                Some(total) => arrived == 0 || offset >= total,
                None => arrived < u64::from(limit),
            };
        }
        if is_whole {
            break;
        }
    }
    // The service matches a part of the name of an organization, too.
    items.retain(|it| it.organization == organization);
    let is_whole = is_whole && unreadable == 0;
    Ok(PartialList { items, is_whole })
}
