//! A typed client for the management API of SWR, the container image service of Huawei Cloud, Open
//! Telekom Cloud and Flexible Engine.
//!
//! # Terms
//!
//! The API grew over many years and has several terms for the same thing. This crate uses one; the
//! terms of the wire appear only in serde attributes and paths.
//!
//! | Here | On the wire |
//! |---|---|
//! | organization | `namespace`, `namespaces`, `ns_id` |
//! | repository | `repo`, `repos`, `repository`, and *image* in messages |
//! | [`RepositoryPath`] | the segments `{namespace}` and `{repository}`, which only together name one |
//! | tag | `Tag` in lists, `tag` elsewhere, and *image version* in messages |
//! | account | `domain` |
//! | access | `auth`: 7, 3 or 1 |
//! | permissions, grant | the path's `access`; `self_auth`, `others_auths`, *UserAuth* |
//! | share | `access-domains` |
//! | `size_bytes` | `size` |
//! | `tag_count`, `download_count` | `num_images`, `num_download` |
//! | `created_at`, `updated_at` | the same in the list of repositories, `created`, `updated` elsewhere |
//!
//! # Resources
//!
//! | Resource | Module | Calls of [`Client`] |
//! |---|---|---|
//! | API versions | [`versions`] | `list_api_versions`, `get_api_version` |
//! | Organizations | [`organizations`] | `list_…`, `get_…`, `create_…`, `delete_organization` |
//! | Organization permissions | [`organization_permissions`] | `get_…`, `grant_…`, `update_…`, `revoke_organization_permissions` |
//! | Repositories | [`repositories`] | `list_…`, `get_…`, `create_…`, `update_…`, `delete_repository`, `list_repositories_v3` |
//! | Repository permissions | [`repository_permissions`] | `get_…`, `grant_…`, `update_…`, `revoke_repository_permissions` |
//! | Shares | [`sharing`] | `list_…`, `get_…`, `create_…`, `update_…`, `delete_share` |
//! | Shared repositories | [`shared_repositories`] | `list_shared_repositories`, `list_shared_repositories_v3` |
//! | Tags | [`tags`] | `list_tags`, `list_tags_v3`, `get_tag`, `create_tag`, `delete_tag`, `list_references`, `list_accessories`, `list_image_configurations` |
//! | Synchronization | [`synchronization`] | `list_regions`, `…_automatic_synchronization`, `synchronize_tags`, `list_synchronization_jobs` |
//! | Triggers | [`triggers`] | `list_…`, `get_…`, `create_…`, `update_…`, `delete_trigger` |
//! | Retention | [`retention`] | `list_…`, `get_…`, `create_…`, `update_…`, `delete_retention`, `list_retention_records` |
//! | Overview and reports | [`overview`] | `get_overview`, `list_daily_report` |
//! | Feature gates | [`features`] | `get_feature_gates` |
//! | Agency | [`agency`] | `get_agency`, `create_agency` |
//! | Quotas | [`quotas`] | `list_quotas` |
//! | Sign-in and projects | [`iam`] | `create_token`, `list_projects` |
//! | Registry login | [`login`] | `create_temporary_login`, `create_authorization_token`; [`long_term_login`] makes no call |
//!
//! # How calls work
//!
//! A method builds and signs its request at once, without I/O, and returns a future that owns all it
//! requires. The [`Transport`] sends it: the browser's `fetch` (feature `fetch`), HTTP over tokio
//! (feature `native`), or any function ([`InProcess`]). There is no clock and no global in this
//! crate, so the time comes from the caller.
//!
//! ```
//! use std::sync::Arc;
//! use http::{Request, Response};
//! use swr_api::{
//!     Client, Credentials, Endpoint, Error, InProcess, Organization, OrganizationQuery, Secret,
//!     Timestamp,
//! };
//!
//! /// A service in the same process; this one knows a single organization.
//! async fn service(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, swr_api::TransportError> {
//!     assert_eq!(request.uri(), "/v2/manage/namespaces");
//!     let body = r#"{"namespaces": [{"id": 1, "name": "team", "creator_name": "me", "auth": 7}]}"#;
//!     Ok(Response::new(body.into()))
//! }
//!
//! async fn deletable() -> Result<Vec<Organization>, Error> {
//!     let client = Client::new(
//!         Endpoint::new(""),
//!         Credentials::Token(Secret::new("a token")),
//!         InProcess(service),
//!         Arc::new(|| Timestamp::from_unix_millis(1_704_164_645_000)),
//!     );
//!     let organizations = client.list_organizations(&OrganizationQuery::default()).await?;
//!     let may_delete = |it: &Organization| it.access.is_some_and(|access| access.may_delete());
//!     Ok(organizations.into_iter().filter(may_delete).collect())
//! }
//! # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
//! # assert_eq!(runtime.block_on(deletable()).unwrap()[0].name.as_str(), "team");
//! ```
//!
//! `examples/list_repositories.rs` does the same against a real service.
//!
//! # Errors
//!
//! [`Error`] contains the stage that failed; [`Error::kind`] reduces it, the status and the service's own
//! code to the kind of error that a program handles. Three surprises:
//!
//! - 406 means that an organization or a repository is not empty: [`ErrorKind::Conflict`].
//! - Throttling may come as 403, a missing thing and a used-up quota as 400. The code decides.
//! - A field that is missing, null or garbled costs that field: it is `None`. A row without a name
//!   costs that row, and [`List::unreadable`] counts it.

#![warn(missing_docs)]

// From the ground up, a group a floor: tests/architecture/floors.rs.
pub mod json;

mod list;

mod access;
mod base64;
mod category;
mod headers;
mod name;
mod page;
mod request;
mod secret;
mod timestamp;
mod words;

mod error;
mod lenient;
mod repository_path;
pub mod signing;

mod endpoint;
mod grant;
mod response;
pub mod transport;
mod untagged;

mod credentials;

mod client;

pub mod agency;
pub mod features;
pub mod iam;
pub mod login;
pub mod organization_permissions;
pub mod organizations;
pub mod overview;
mod probe;
pub mod quotas;
pub mod repositories;
pub mod sharing;
pub mod versions;

pub mod repository_permissions;
pub mod retention;
pub mod shared_repositories;
pub mod synchronization;
pub mod tags;
pub mod triggers;

pub use access::Access;
pub use agency::Agency;
pub use category::Category;
pub use client::{Client, Clock};
pub use credentials::{AccessKey, Credentials};
pub use endpoint::Endpoint;
pub use error::{ApiError, Error, ErrorKind, TransportError};
pub use features::{FeatureGate, FeatureGates};
pub use grant::Grant;
pub use iam::{IamProject, IssuedToken, PasswordSignIn};
pub use list::List;
pub use login::{RegistryLogin, TemporaryLoginQuery, long_term_login};
pub use name::{NameError, OrganizationName, RepositoryName, TagName, TriggerName};
pub use organization_permissions::OrganizationPermissions;
pub use organizations::{NewOrganization, Organization, OrganizationList, OrganizationQuery};
pub use overview::{DailyValue, Overview, ReportKind};
pub use page::{ContentRange, MarkerPage, MarkerRequest, Page, PageRequest};
pub use probe::ProbeAnswer;
pub use quotas::{Quota, QuotaList};
pub use repositories::{
    Direction, NewRepository, Repository, RepositoryDetails, RepositoryMarkerQuery,
    RepositoryOrder, RepositoryQuery, RepositorySummary, RepositoryUpdate,
};
pub use repository_path::RepositoryPath;
pub use repository_permissions::RepositoryPermissions;
pub use retention::{
    RetentionPolicy, RetentionRecord, RetentionRule, RetentionTemplate, TagSelector,
    TagSelectorKind,
};
pub use secret::Secret;
pub use shared_repositories::{
    SharedBy, SharedRepositoryMarkerQuery, SharedRepositoryOrder, SharedRepositoryQuery,
};
pub use sharing::{Deadline, NewShare, Permit, Share, ShareUpdate};
pub use synchronization::{
    AutomaticSynchronization, ManualSynchronization, NewAutomaticSynchronization, Region,
    SynchronizationJob, SynchronizationStatus, SynchronizationTarget,
};
pub use tags::{
    Accessory, ImageConfiguration, ImagePlatform, NewTag, ShownTag, Tag, TagKind, TagMarkerQuery,
    TagOrder, TagQuery,
};
pub use timestamp::{Timestamp, TimestampError};
#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
pub use transport::FetchTransport;
#[cfg(all(feature = "native", not(target_arch = "wasm32")))]
pub use transport::NativeTransport;
pub use transport::{InProcess, Transport};
pub use triggers::{
    ApplicationKind, NewTrigger, Trigger, TriggerAction, TriggerCluster, TriggerCondition,
    TriggerMode, TriggerRecord, TriggerResult,
};
pub use untagged::Untagged;
pub use versions::{ApiVersion, ApiVersionLink, ApiVersionList, ShownApiVersion};

/// Compiles what README.md shows.
#[cfg(all(doctest, feature = "native"))]
#[doc = include_str!("../README.md")]
struct Readme;
