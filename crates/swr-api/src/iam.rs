//! Signing in: a token for a password, and the projects of an account.
//!
//! This is another service on another host, so it takes a [`Client`](crate::Client) of its own.
//! The token itself comes in a header; the body only describes it.

mod wire;

use crate::{Secret, Timestamp};

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
    /// The project's name, which is the region's unless a sub-project is meant.
    pub project: String,
}

/// A token and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedToken {
    /// What to sign in with: `Credentials::Token(issued.token)`.
    pub token: Secret,
    /// When it stops to count: 24 hours after it was issued, or earlier when the user changes.
    pub expires_at: Timestamp,
    /// Whose it is.
    pub user: TokenUser,
    /// What it is for; absent for a token that is for the whole account.
    pub project: Option<TokenProject>,
    /// What the user may do, in the words of the identity service.
    pub roles: Vec<Role>,
}
