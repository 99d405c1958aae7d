//! Shares of a private repository with other accounts (wire: access-domains): list, get, create,
//! update, delete.
//!
//! The path says `repositories` here and `repos` everywhere else, and a share that does not exist
//! is no 404.

mod deadline;

use http::{Method, Response};
use serde::{Deserialize, Deserializer, Serialize};

use crate::json::Lenient;
use crate::lenient::{flag, moment, or_default};
use crate::request::Call;
use crate::{
    Client, Error, List, OrganizationName, RepositoryName, RepositoryPath, Timestamp, Transport,
    response,
};

pub use deadline::Deadline;
use deadline::known_deadline;

/// What one kind of service answers (400) when there is no such share, or no such repository.
const NO_SUCH_SHARE: &str = "SVCSTG.SWR.4001090";

/// A repository shared with an account.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Share {
    /// The organization of the repository.
    #[serde(rename = "namespace")]
    pub organization: OrganizationName,
    /// The repository's name, with slashes.
    pub repository: RepositoryName,
    /// The name of the account that may pull (wire: `access_domain`). A service may change its
    /// case: [`Share::is_with`] compares.
    #[serde(rename = "access_domain")]
    pub account: String,
    /// The account's permission.
    #[serde(default)]
    pub permit: Permit,
    /// Until when; unknown when the service does not say.
    #[serde(default, deserialize_with = "known_deadline")]
    pub deadline: Option<Deadline>,
    /// The description of the share.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
    /// The user who shared it.
    #[serde(default, deserialize_with = "or_default")]
    pub creator_id: String,
    /// That user's name.
    #[serde(default, deserialize_with = "or_default")]
    pub creator_name: String,
    /// When it was shared (wire: `created`).
    #[serde(default, rename = "created", deserialize_with = "moment")]
    pub created_at: Option<Timestamp>,
    /// When the share last changed (wire: `updated`).
    #[serde(default, rename = "updated", deserialize_with = "moment")]
    pub updated_at: Option<Timestamp>,
    /// Whether it has not run out (wire: `status`).
    #[serde(
        default,
        rename = "status",
        deserialize_with = "flag",
        skip_serializing_if = "Option::is_none"
    )]
    pub is_valid: Option<bool>,
}

impl Share {
    /// Whether this is the share with an account of that name, in whatever case.
    #[must_use]
    pub fn is_with(&self, account: &str) -> bool {
        self.account.eq_ignore_ascii_case(account)
    }
}

/// The permission of an account on a shared repository.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "String")]
pub enum Permit {
    /// `read`: pull. The only value so far.
    #[default]
    Read,
    /// A word that no page documents; empty where the service garbled it.
    Other(String),
}

/// Null is the only right there is, and what is no text is unknown.
impl<'de> Deserialize<'de> for Permit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(
            match Option::<Lenient<String>>::deserialize(deserializer)? {
                Some(Lenient(Some(word))) => Self::from(word),
                Some(Lenient(None)) => Self::Other(String::new()),
                None => Self::default(),
            },
        )
    }
}

impl From<String> for Permit {
    fn from(word: String) -> Self {
        match word.as_str() {
            "read" | "" => Self::Read,
            _ => Self::Other(word),
        }
    }
}

impl From<Permit> for String {
    fn from(permit: Permit) -> Self {
        match permit {
            Permit::Read => "read".to_owned(),
            Permit::Other(word) => word,
        }
    }
}

/// A share to create.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NewShare {
    /// The name of the account that may pull (wire: `access_domain`).
    #[serde(rename = "access_domain")]
    pub account: String,
    /// The account's permission.
    pub permit: Permit,
    /// Until when.
    pub deadline: Deadline,
    /// A note, at most 1,000 characters.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
}

/// What a share is to be. A description that is not sent would be cleared, so it always is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ShareUpdate {
    /// The account's permission.
    pub permit: Permit,
    /// Until when.
    pub deadline: Deadline,
    /// A note, at most 1,000 characters.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
}

impl<T: Transport> Client<T> {
    /// The accounts with which a repository is shared, all at once: there are no pages, and some
    /// services stop at a hundred.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repositories/{repository}/access-domains`,
    /// <https://support.huaweicloud.com/api-swr/swr_02_0074.html>
    pub fn list_shares(
        &self,
        repository: &RepositoryPath,
    ) -> impl Future<Output = Result<List<Share>, Error>> + use<T> {
        let call = share_call(Method::GET, repository, &[]);
        self.exchange(call, response::json)
    }

    /// Gets the share with one account, if it exists.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repositories/{repository}/access-domains/{access_domain}`,
    /// <https://support.huaweicloud.com/api-swr/swr_02_0073.html>
    ///
    /// # Errors
    /// None for a missing share: services say `"exist": false` or 400 `SVCSTG.SWR.4001090`, the
    /// latter for a missing repository as well, and both are read as `None`.
    pub fn get_share(
        &self,
        repository: &RepositoryPath,
        account: &str,
    ) -> impl Future<Output = Result<Option<Share>, Error>> + use<T> {
        let call = share_call(Method::GET, repository, &[account]);
        let asked = vec![
            ("namespace", repository.organization.to_string()),
            ("repository", repository.repository.to_string()),
            ("access_domain", account.to_owned()),
        ];
        let answer = self.answer(&call);
        async move {
            let answer = answer.await?;
            match response::accepted(&answer) {
                Err(error) if error.code() == Some(NO_SUCH_SHARE) => Ok(None),
                accepted => accepted.and_then(|()| existing_share(&answer, &asked)),
            }
        }
    }

    /// Shares a private repository with an account.
    ///
    /// `POST /v2/manage/namespaces/{namespace}/repositories/{repository}/access-domains`,
    /// <https://support.huaweicloud.com/api-swr/swr_02_0070.html>
    ///
    /// # Errors
    /// 409 when it is shared with that account already; 400 when there is no such account, or the
    /// repository is public.
    pub fn create_share(
        &self,
        repository: &RepositoryPath,
        share: &NewShare,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let call = share_call(Method::POST, repository, &[]).json(share);
        self.exchange(call, response::nothing)
    }

    /// Changes deadline and description of a share.
    ///
    /// `PATCH /v2/manage/namespaces/{namespace}/repositories/{repository}/access-domains/{access_domain}`,
    /// <https://support.huaweicloud.com/api-swr/swr_02_0072.html>
    ///
    /// # Errors
    /// 400 `SVCSTG.SWR.4001090` when there is no such share.
    pub fn update_share(
        &self,
        repository: &RepositoryPath,
        account: &str,
        update: &ShareUpdate,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let call = share_call(Method::PATCH, repository, &[account]).json(update);
        self.exchange(call, response::nothing)
    }

    /// Ends a share.
    ///
    /// `DELETE /v2/manage/namespaces/{namespace}/repositories/{repository}/access-domains/{access_domain}`,
    /// <https://support.huaweicloud.com/api-swr/swr_02_0071.html>
    ///
    /// # Errors
    /// 400 `SVCSTG.SWR.4001090` when there is no such share.
    pub fn delete_share(
        &self,
        repository: &RepositoryPath,
        account: &str,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let call = share_call(Method::DELETE, repository, &[account]);
        self.exchange(call, response::nothing)
    }
}

fn share_call(method: Method, repository: &RepositoryPath, below: &[&str]) -> Call {
    let [organization, name] = repository.segments();
    let mut path = vec!["v2", "manage", "namespaces", &organization];
    path.extend(["repositories", &name, "access-domains"]);
    path.extend(below);
    Call::new(method, &path)
}

#[derive(Deserialize)]
struct Existence {
    #[serde(default, deserialize_with = "flag")]
    exist: Option<bool>,
}

/// A response about nothing has no names in it, or empty ones, and would be no share.
fn existing_share(
    answer: &Response<Vec<u8>>,
    asked: &[(&'static str, String)],
) -> Result<Option<Share>, Error> {
    let Existence { exist } = response::json(answer)?;
    if exist == Some(false) {
        return Ok(None);
    }
    response::named(answer, asked).map(Some)
}
