//! A typed client for the SWR management API.
#![warn(missing_docs)]

mod access;
mod category;
mod error;
pub mod iam;
mod lenient;
mod name;
pub mod organizations;
mod page;
pub mod quotas;
pub mod repositories;
mod secret;
pub mod tags;
mod timestamp;
pub mod versions;

pub use access::Access;
pub use category::Category;
pub use error::{ApiError, Error, ErrorKind, TransportError};
pub use iam::{IamProject, IssuedToken, PasswordSignIn};
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
pub use versions::{ApiVersion, ApiVersionLink, ApiVersionList, ShownApiVersion};
