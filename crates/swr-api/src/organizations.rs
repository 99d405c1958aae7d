//! Organizations (wire: namespaces): list, get, create, delete. There is no update.

use serde::{Deserialize, Serialize};

use crate::lenient::or_default;
use crate::{Access, OrganizationName};

/// An organization as list and get return it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Organization {
    /// The service's number for it.
    #[serde(default, deserialize_with = "or_default")]
    pub id: i64,
    /// Its name.
    pub name: OrganizationName,
    /// The user who created it.
    #[serde(default, deserialize_with = "or_default")]
    pub creator_name: String,
    /// What the caller may do with it (wire: `auth`); unknown when the service does not say.
    #[serde(default, rename = "auth", skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// How many users have a right on it (wire: `access_user_count`). Only the list carries it,
    /// undocumented, and not in every region.
    #[serde(
        default,
        rename = "access_user_count",
        skip_serializing_if = "Option::is_none"
    )]
    pub member_count: Option<u64>,
    /// How many repositories it holds (wire: `repo_count`); as undocumented as `member_count`.
    #[serde(
        default,
        rename = "repo_count",
        skip_serializing_if = "Option::is_none"
    )]
    pub repository_count: Option<u64>,
}

/// The body of the list's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationList {
    /// All of them: this list has no pages.
    #[serde(rename = "namespaces", deserialize_with = "or_default")]
    pub organizations: Vec<Organization>,
}

/// An organization to create.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NewOrganization {
    /// Its name.
    #[serde(rename = "namespace")]
    pub name: OrganizationName,
}

/// Which organizations to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct OrganizationQuery {
    /// Only those whose name matches. Whether exactly or in part is not documented, so a caller
    /// who needs to know compares again.
    pub name: Option<String>,
    /// Also those in which the caller has a right on a repository only.
    pub include_visible: bool,
}

impl OrganizationQuery {
    /// `filter` cannot carry a value with its own separators in it: such a name goes into the
    /// plain parameter. Beside a filter the service may ignore that one and return more, never less.
    pub(crate) fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut filter = Vec::new();
        let mut parameters = Vec::new();
        match &self.name {
            Some(name) if name.contains(['|', ':']) => parameters.push(("namespace", name.clone())),
            Some(name) => filter.push(format!("namespace::{name}")),
            None => {}
        }
        if self.include_visible {
            filter.push("mode::visible".to_owned());
        }
        if !filter.is_empty() {
            parameters.push(("filter", filter.join("|")));
        }
        parameters
    }
}
