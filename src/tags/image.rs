//! The address of what a tag names, as registries and their tools write it. Pure.

use swr_api::{RepositoryPath, Tag};

use crate::configuration::Connection;

/// An image, as a tool needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Image {
    pub(super) host: String,
    path: RepositoryPath,
    /// `:{tag}` or `@{digest}`.
    version: String,
}

impl Image {
    /// What a tag names now and may not name tomorrow.
    pub(super) fn by_tag(connection: &Connection, path: &RepositoryPath, tag: &Tag) -> Self {
        Self {
            host: connection.registry_host(&tag.path),
            path: path.clone(),
            version: format!(":{}", tag.name),
        }
    }

    /// What it names now, for ever; `None` where the service does not say the digest.
    pub(super) fn by_digest(
        connection: &Connection,
        path: &RepositoryPath,
        tag: &Tag,
    ) -> Option<Self> {
        (!tag.digest.is_empty()).then(|| Self {
            version: format!("@{}", tag.digest),
            ..Self::by_tag(connection, path, tag)
        })
    }

    /// Another image of the same repository.
    pub(super) fn at_digest(&self, digest: &str) -> Self {
        Self {
            version: format!("@{digest}"),
            ..self.clone()
        }
    }

    /// `{host}/{organization}/{repository}:{tag}`
    pub(super) fn reference(&self) -> String {
        format!("{}{}", self.address(), self.version)
    }

    /// `{host}/{organization}/{repository}`
    pub(super) fn address(&self) -> String {
        format!("{}/{}", self.host, self.path)
    }

    /// The version of a chart under a tag: a tag has no `+`, so Helm pushes `_` in its place.
    pub(super) fn chart_version(&self) -> String {
        self.version.trim_start_matches(':').replace('_', "+")
    }

    /// The last part of the repository's name, which a copy or a container may have as its own.
    pub(super) fn short_name(&self) -> &str {
        let name = self.path.repository.as_str();
        name.rsplit('/').next().unwrap_or(name)
    }
}

/// What stands for the person's own image.
const IMAGE: &str = "IMAGE";
/// A tag that is as good as any for the first push.
const TAG: &str = "latest";

/// The first push into a repository. `address` is what the service says of where it is.
pub(super) fn first_push(connection: &Connection, path: &RepositoryPath, address: &str) -> String {
    let host = connection.registry_host(address);
    format!("docker tag {IMAGE} {host}/{path}:{TAG}\ndocker push {host}/{path}:{TAG}")
}
