//! The names in a path, decoded.
//!
//! A repository's slash travels as `$`. A slash that was percent-encoded is as unknown to the
//! gateway as a raw one, and so it is here.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use crate::error::Failure;

/// `{namespace}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OrganizationSegment(pub String);

/// `{namespace}` and `{repository}`, the latter with its slashes
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RepositorySegments {
    pub organization: String,
    pub repository: String,
}

/// `{namespace}`, `{repository}` and `{tag}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TagSegments {
    pub repository: RepositorySegments,
    pub tag: String,
}

/// `{namespace}`, `{repository}` and `{trigger}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TriggerSegments {
    pub repository: RepositorySegments,
    pub trigger: String,
}

/// `{namespace}`, `{repository}` and `{retention}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RetentionSegments {
    pub repository: RepositorySegments,
    /// No number names nothing.
    pub id: Option<i64>,
}

/// `{namespace}`, `{repository}` and the `{account}` it is shared with
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShareSegments {
    pub repository: RepositorySegments,
    pub account: String,
}

/// `{project}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProjectSegment(pub String);

/// `{resource_type}` and `{frequency}`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportSegments {
    pub resource: String,
    pub frequency: String,
}

async fn segment<S: Send + Sync>(
    parts: &mut Parts,
    state: &S,
    wanted: &'static str,
) -> Result<String, Failure> {
    let parameters = RawPathParams::from_request_parts(parts, state).await;
    // Escapes that are no UTF-8 name nothing.
    let parameters = parameters.map_err(|_| Failure::unknown_route())?;
    let mut parameters = parameters.iter();
    let found = parameters.find(|(name, _)| *name == wanted);
    let value = found.map(|(_, value)| value.to_owned()).unwrap_or_default();
    if value.is_empty() || value.contains('/') {
        return Err(Failure::unknown_route());
    }
    Ok(value)
}

impl<S: Send + Sync> FromRequestParts<S> for OrganizationSegment {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        Ok(Self(segment(parts, state, "namespace").await?))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RepositorySegments {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let repository = segment(parts, state, "repository").await?;
        Ok(Self {
            organization: segment(parts, state, "namespace").await?,
            repository: repository.replace('$', "/"),
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for TagSegments {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        Ok(Self {
            repository: RepositorySegments::from_request_parts(parts, state).await?,
            tag: segment(parts, state, "tag").await?,
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for TriggerSegments {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        Ok(Self {
            repository: RepositorySegments::from_request_parts(parts, state).await?,
            trigger: segment(parts, state, "trigger").await?,
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RetentionSegments {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        Ok(Self {
            repository: RepositorySegments::from_request_parts(parts, state).await?,
            id: segment(parts, state, "retention").await?.parse().ok(),
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ShareSegments {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        Ok(Self {
            repository: RepositorySegments::from_request_parts(parts, state).await?,
            account: segment(parts, state, "account").await?,
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ProjectSegment {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        Ok(Self(segment(parts, state, "project").await?))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ReportSegments {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        Ok(Self {
            resource: segment(parts, state, "resource_type").await?,
            frequency: segment(parts, state, "frequency").await?,
        })
    }
}
