//! The bodies of the identity service, both ways.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::PasswordSignIn;
use crate::lenient::{known, moment, or_default, rows};
use crate::{List, Secret, Timestamp};

/// The body of `POST /v3/auth/tokens`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRequest {
    /// Everything there is.
    pub auth: TokenRequestBody,
}

/// Who asks, and for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRequestBody {
    /// Who asks.
    pub identity: Identity,
    /// For what; without it the token is for the whole account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
}

/// Who asks, and how it is proved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// `password` is the only one here.
    #[serde(default, deserialize_with = "or_default")]
    pub methods: Vec<String>,
    /// The proof by password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<PasswordMethod>,
}

/// The proof by password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordMethod {
    /// The user and the password.
    pub user: PasswordUser,
}

/// A user and the password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordUser {
    /// The user's name within the account.
    pub name: String,
    /// The password.
    #[serde(serialize_with = "write_secret", deserialize_with = "read_secret")]
    pub password: Secret,
    /// The account (wire: `domain`).
    #[serde(rename = "domain")]
    pub account: NamedAccount,
}

/// An account by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedAccount {
    /// The name.
    pub name: String,
}

/// What a token is for. The project wins where both are given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// A project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ScopeReference>,
    /// A whole account (wire: `domain`).
    #[serde(default, rename = "domain", skip_serializing_if = "Option::is_none")]
    pub account: Option<ScopeReference>,
}

/// A project or an account, by one of the two.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeReference {
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl From<&PasswordSignIn> for TokenRequest {
    fn from(sign_in: &PasswordSignIn) -> Self {
        let user = PasswordUser {
            name: sign_in.user.clone(),
            password: sign_in.password.clone(),
            account: NamedAccount {
                name: sign_in.account.clone(),
            },
        };
        let named = |name: &String| {
            Some(ScopeReference {
                id: None,
                name: Some(name.clone()),
            })
        };
        let scope = match sign_in.project.is_empty() {
            true => Scope {
                project: None,
                account: named(&sign_in.account),
            },
            false => Scope {
                project: named(&sign_in.project),
                account: None,
            },
        };
        Self {
            auth: TokenRequestBody {
                identity: Identity {
                    methods: vec!["password".to_owned()],
                    password: Some(PasswordMethod { user }),
                },
                scope: Some(scope),
            },
        }
    }
}

/// The body of the response; the token itself is in the header `X-Subject-Token`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenResponse {
    /// What the token stands for.
    pub token: TokenDetails,
}

/// What a token stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenDetails {
    /// When it stops to count; unknown when the service does not say.
    #[serde(default, deserialize_with = "moment")]
    pub expires_at: Option<Timestamp>,
    /// When it was made.
    #[serde(default, deserialize_with = "moment")]
    pub issued_at: Option<Timestamp>,
    /// How the user proved to be the user.
    #[serde(default, deserialize_with = "or_default")]
    pub methods: Vec<String>,
    /// The user who is signed in with it.
    #[serde(default, deserialize_with = "or_default")]
    pub user: TokenUser,
    /// What it is for.
    #[serde(
        default,
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub project: Option<TokenProject>,
    /// What the user may do.
    #[serde(default, deserialize_with = "rows")]
    pub roles: List<Role>,
}

/// The user a token belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenUser {
    /// The user's number.
    #[serde(default, deserialize_with = "or_default")]
    pub id: String,
    /// The user's name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// The account (wire: `domain`).
    #[serde(default, rename = "domain", deserialize_with = "or_default")]
    pub account: Account,
}

/// An account, by number and name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its number.
    #[serde(default, deserialize_with = "or_default")]
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
}

/// The project a token is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenProject {
    /// Its number, which quotas are requested with.
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// The account it belongs to (wire: `domain`).
    #[serde(default, rename = "domain", deserialize_with = "or_default")]
    pub account: Account,
}

/// One thing a user may do, in the words of the identity service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// `0` for every role.
    #[serde(default, deserialize_with = "or_default")]
    pub id: String,
    /// Its name, such as `te_admin`.
    pub name: String,
}

/// A project of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IamProject {
    /// Its number.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The account it belongs to.
    #[serde(default, deserialize_with = "or_default")]
    pub domain_id: String,
}

/// The body of the projects' answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectList {
    /// All of them.
    pub projects: List<IamProject>,
}

/// The one place where a secret is written out. `Secret` itself cannot be serialized, so that none
/// slips into a journal or a storage by way of a larger type.
fn write_secret<S: Serializer>(secret: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose())
}

fn read_secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
    String::deserialize(deserializer).map(Secret::new)
}
