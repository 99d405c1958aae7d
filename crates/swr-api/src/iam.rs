//! Signing in: a token for a password, and the projects of an account.
//!
//! This is another service on another host, so it takes a [`Client`] of its own.
//! The token itself comes in a header; the body only describes it.

mod wire;

use http::{Method, Response};

use crate::request::Call;
use crate::{Client, Error, List, Secret, Timestamp, Transport, headers, response};

pub use wire::{
    Account, IamProject, Identity, NamedAccount, PasswordMethod, PasswordUser, ProjectList, Role,
    Scope, ScopeReference, TokenDetails, TokenProject, TokenRequest, TokenRequestBody,
    TokenResponse, TokenUser,
};

/// A user of an account and the project the token is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordSignIn {
    /// The account's name (wire: `domain`).
    pub account: String,
    /// The user's name within the account.
    pub user: String,
    /// The password.
    pub password: Secret,
    /// The project's name, which is the region's unless a sub-project is meant. Empty for a token of the
    /// whole account, which lists its projects and is refused by the management API.
    pub project: String,
}

/// A token and its details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedToken {
    /// The token to sign in with: `Credentials::Token(issued.token)`.
    pub token: Secret,
    /// Its expiry: 24 hours after it was issued, or earlier if the user changes.
    pub expires_at: Option<Timestamp>,
    /// The user it was issued for.
    pub user: TokenUser,
    /// The project it is for; absent for a token of the whole account.
    pub project: Option<TokenProject>,
    /// The user's roles, as the identity service names them.
    pub roles: List<Role>,
}

impl<T: Transport> Client<T> {
    /// Signs in with a password. The client needs no credentials, and sends none.
    ///
    /// `POST /v3/auth/tokens?nocatalog=true`,
    /// <https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html>
    ///
    /// # Errors
    /// 401 for a wrong name or password; accounts of the type HUAWEI ID cannot sign in like this. 404 for a
    /// project that the account does not have.
    pub fn create_token(
        &self,
        sign_in: &PasswordSignIn,
    ) -> impl Future<Output = Result<IssuedToken, Error>> + use<T> {
        let call = Call::new(Method::POST, &["v3", "auth", "tokens"])
            .query(vec![("nocatalog", "true".to_owned())])
            .json(&TokenRequest::from(sign_in))
            .anonymous();
        self.exchange(call, issued_token)
    }

    /// Ends the token that the client signs in with, so that it can no longer be used. Not every identity
    /// service has the call, and few let pages of other origins make it.
    ///
    /// `DELETE /v3/auth/tokens`, <https://docs.openstack.org/api-ref/identity/v3/#revoke-token>
    ///
    /// # Errors
    /// 401 for a token that has ended already.
    pub fn delete_token(&self) -> impl Future<Output = Result<(), Error>> + use<T> {
        let call = Call::delete(&["v3", "auth", "tokens"]).about_token();
        self.exchange(call, response::nothing)
    }

    /// Lists the caller's projects, or the one with a name: a region's project has the region's
    /// name.
    ///
    /// `GET /v3/projects`, <https://support.huaweicloud.com/intl/en-us/api-iam/iam_06_0001.html>
    pub fn list_projects(
        &self,
        name: Option<&str>,
    ) -> impl Future<Output = Result<List<IamProject>, Error>> + use<T> {
        let name = name.map(|name| ("name", name.to_owned()));
        let call = Call::get(&["v3", "projects"]).query(Vec::from_iter(name));
        self.exchange(call, |answer| {
            response::json::<ProjectList>(answer).map(|list| list.projects)
        })
    }
}

fn issued_token(answer: &Response<Vec<u8>>) -> Result<IssuedToken, Error> {
    let token = response::header(answer, &headers::SUBJECT_TOKEN)?;
    let details = response::json::<TokenResponse>(answer)?.token;
    Ok(IssuedToken {
        token: Secret::new(token),
        expires_at: details.expires_at,
        user: details.user,
        project: details.project,
        roles: details.roles,
    })
}
