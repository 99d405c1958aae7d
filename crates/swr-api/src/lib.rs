//! A typed client for the SWR management API.
#![warn(missing_docs)]

mod access;
mod category;
mod client;
mod credentials;
mod endpoint;
mod error;
pub mod iam;
mod lenient;
mod login;
mod name;
pub mod organizations;
mod page;
pub mod quotas;
pub mod repositories;
mod request;
mod response;
mod secret;
pub mod signing;
pub mod tags;
mod timestamp;
pub mod transport;
pub mod versions;

pub use access::Access;
pub use category::Category;
pub use client::{Client, Clock};
pub use credentials::Credentials;
pub use endpoint::Endpoint;
pub use error::{ApiError, Error, ErrorKind, TransportError};
pub use iam::{IamProject, IssuedToken, PasswordSignIn};
pub use login::long_term_login;
pub use name::{NameError, OrganizationName, RepositoryName, TagName};
pub use organizations::{NewOrganization, Organization, OrganizationList, OrganizationQuery};
pub use page::{ContentRange, Page, PageRequest};
pub use quotas::{Quota, QuotaList};
pub use repositories::{
    Direction, NewRepository, Repository, RepositoryDetails, RepositoryOrder, RepositoryQuery,
    RepositoryUpdate,
};
pub use secret::Secret;
pub use tags::{ShownTag, Tag, TagKind, TagOrder, TagQuery};
pub use timestamp::{Timestamp, TimestampError};
#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
pub use transport::FetchTransport;
#[cfg(all(feature = "native", not(target_arch = "wasm32")))]
pub use transport::NativeTransport;
pub use transport::{InProcess, Transport};
pub use versions::{ApiVersion, ApiVersionLink, ApiVersionList, ShownApiVersion};
