//! Organizations (wire: namespaces): list, get, create, delete. There is no update.

use http::Method;
use serde::{Deserialize, Serialize};

use crate::lenient::{count, known, or_default};
use crate::request::Call;
use crate::{Access, Client, Error, List, OrganizationName, Transport, response};

const ORGANIZATIONS: [&str; 3] = ["v2", "manage", "namespaces"];

/// An organization as list and get return it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Organization {
    /// The service's number for it.
    #[serde(default, deserialize_with = "known")]
    pub id: Option<i64>,
    /// Its name.
    pub name: OrganizationName,
    /// The user who created it.
    #[serde(default, deserialize_with = "or_default")]
    pub creator_name: String,
    /// The caller's role (wire: `auth`); unknown if the service does not report it.
    #[serde(
        default,
        rename = "auth",
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub access: Option<Access>,
    /// How many users have a role on it (wire: `access_user_count`). Only the list carries it,
    /// undocumented, and not in every region.
    #[serde(
        default,
        rename = "access_user_count",
        deserialize_with = "count",
        skip_serializing_if = "Option::is_none"
    )]
    pub member_count: Option<u64>,
    /// How many repositories it holds (wire: `repo_count`); as undocumented as `member_count`.
    #[serde(
        default,
        rename = "repo_count",
        deserialize_with = "count",
        skip_serializing_if = "Option::is_none"
    )]
    pub repository_count: Option<u64>,
}

/// The body of the list's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationList {
    /// All of them: this list has no pages.
    #[serde(rename = "namespaces")]
    pub organizations: List<Organization>,
}

/// An organization to create.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NewOrganization {
    /// Its name.
    #[serde(rename = "namespace")]
    pub name: OrganizationName,
}

/// The organizations to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct OrganizationQuery {
    /// Only those whose name matches. Whether exactly or in part is not documented, so a caller
    /// who needs to know compares again.
    pub name: Option<String>,
    /// Also those in which the caller has a role on a repository only.
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

impl<T: Transport> Client<T> {
    /// The organizations on which the caller has a right, all at once.
    ///
    /// `GET /v2/manage/namespaces`, <https://support.huaweicloud.com/eu/api-swr/swr_02_0028.html>
    pub fn list_organizations(
        &self,
        query: &OrganizationQuery,
    ) -> impl Future<Output = Result<List<Organization>, Error>> + use<T> {
        let call = Call::get(&ORGANIZATIONS).query(query.parameters());
        self.exchange(call, |answer| {
            response::json::<OrganizationList>(answer).map(|list| list.organizations)
        })
    }

    /// One organization.
    ///
    /// `GET /v2/manage/namespaces/{namespace}`, <https://support.huaweicloud.com/eu/api-swr/swr_02_0029.html>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040058` when there is none of that name.
    pub fn get_organization(
        &self,
        name: &OrganizationName,
    ) -> impl Future<Output = Result<Organization, Error>> + use<T> {
        let asked = vec![("name", name.to_string())];
        self.exchange_named(&Call::get(&organization_path(name)), asked)
    }

    /// Creates an organization.
    ///
    /// `POST /v2/manage/namespaces`, <https://support.huaweicloud.com/eu/api-swr/swr_02_0026.html>
    ///
    /// # Errors
    /// 409 `SVCSTG.SWR.4090060` when any account of the region has the name; 400
    /// `SVCSTG.SWR.4000097` when the quota is used up.
    pub fn create_organization(
        &self,
        organization: &NewOrganization,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let call = Call::new(Method::POST, &ORGANIZATIONS).json(organization);
        self.exchange(call, response::nothing)
    }

    /// Deletes an organization.
    ///
    /// `DELETE /v2/manage/namespaces/{namespace}`, <https://support.huaweicloud.com/eu/api-swr/swr_02_0027.html>
    ///
    /// # Errors
    /// 406 `SVCSTG.SWR.4060074` while it holds anything; 404 when there is none of that name.
    pub fn delete_organization(
        &self,
        name: &OrganizationName,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        self.exchange(Call::delete(&organization_path(name)), response::nothing)
    }
}

fn organization_path(name: &OrganizationName) -> [&str; 4] {
    let [version, manage, namespaces] = ORGANIZATIONS;
    [version, manage, namespaces, name.as_str()]
}

#[cfg(test)]
mod tests {
    use super::OrganizationQuery;

    fn parameters(name: Option<&str>, include_visible: bool) -> Vec<(&'static str, String)> {
        let query = OrganizationQuery {
            name: name.map(str::to_owned),
            include_visible,
        };
        query.parameters()
    }

    #[test]
    fn a_filter_is_used_as_far_as_it_can_carry_the_value() {
        let pair = |name, value: &str| (name, value.to_owned());
        assert_eq!(parameters(None, false), []);
        assert_eq!(
            parameters(Some("group"), false),
            [pair("filter", "namespace::group")]
        );
        assert_eq!(parameters(None, true), [pair("filter", "mode::visible")]);
        assert_eq!(
            parameters(Some("group"), true),
            [pair("filter", "namespace::group|mode::visible")]
        );
    }

    #[test]
    fn a_name_with_separators_of_the_filter_is_not_lost() {
        let pair = |name, value: &str| (name, value.to_owned());
        assert_eq!(parameters(Some("a|b"), false), [pair("namespace", "a|b")]);
        assert_eq!(
            parameters(Some("a::b"), true),
            [pair("namespace", "a::b"), pair("filter", "mode::visible")]
        );
    }
}
