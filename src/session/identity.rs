//! The signed-in user, the credentials and their expiry; and the format in which a tab keeps a token.

use serde::{Deserialize, Serialize};
use swr_api::{AccessKey, Credentials, IssuedToken, Secret, Timestamp};

use crate::configuration::Connection;

/// The credentials of the signed-in user, with what is known of the person.
#[derive(Clone)]
pub struct SignedIn {
    /// The credentials that are sent.
    pub credentials: Credentials,
    /// The person who signed in.
    pub identity: Identity,
    /// When it ends, where that is known.
    pub expires_at: Option<Timestamp>,
    /// Whether the person asked to keep it for this tab.
    pub is_kept: bool,
    /// Whether the console had the token issued, so that no one else uses it and signing out ends it.
    pub is_issued: bool,
}

/// Who is signed in, as far as the way of signing in tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The user's name, or what stands for it.
    pub name: String,
    /// The user's id, which others need to grant access.
    pub user_id: Option<String>,
    /// The account's name.
    pub account: Option<String>,
    /// The project's id.
    pub project_id: Option<String>,
}

/// What is kept for a tab.
#[derive(Serialize, Deserialize)]
struct Record {
    connection: String,
    token: String,
    identity: Identity,
    expires_at: Option<Timestamp>,
    #[serde(default)]
    is_issued: bool,
}

impl SignedIn {
    /// By user and password.
    pub fn by_password(issued: IssuedToken, is_kept: bool) -> Self {
        let identity = Identity {
            name: issued.user.name,
            user_id: said(issued.user.id),
            account: said(issued.user.account.name),
            project_id: issued.project.map(|project| project.id),
        };
        Self {
            credentials: Credentials::Token(issued.token),
            identity,
            expires_at: issued.expires_at,
            is_kept,
            is_issued: true,
        }
    }

    /// By a token that was pasted: it does not say whose it is.
    pub fn by_token(token: Secret, name: String, is_kept: bool) -> Self {
        Self {
            credentials: Credentials::Token(token),
            identity: Identity {
                name,
                ..Identity::default()
            },
            expires_at: None,
            is_kept,
            is_issued: false,
        }
    }

    /// By an access key, which is never kept.
    pub fn by_access_key(
        access_key: String,
        secret_key: Secret,
        project_id: Option<String>,
    ) -> Self {
        Self {
            identity: Identity {
                name: access_key.clone(),
                project_id: project_id.clone(),
                ..Identity::default()
            },
            credentials: Credentials::AccessKey(
                AccessKey::new(access_key, secret_key).with_project(project_id),
            ),
            expires_at: None,
            is_kept: false,
            is_issued: false,
        }
    }

    /// The same once the project's id is known; a signature names it.
    pub fn with_project(mut self, project_id: Option<String>) -> Self {
        if let Credentials::AccessKey(key) = &mut self.credentials {
            key.project_id.clone_from(&project_id);
        }
        self.identity.project_id = project_id;
        self
    }

    /// By something in front of the service.
    pub fn by_proxy(connection: &Connection) -> Self {
        Self {
            credentials: Credentials::None,
            identity: Identity {
                name: connection.name.clone(),
                ..Identity::default()
            },
            expires_at: None,
            is_kept: false,
            is_issued: false,
        }
    }

    /// What was kept, if it is for this connection and has not ended.
    pub(super) fn kept(record: &str, connection: &Connection, now: Timestamp) -> Option<Self> {
        let record: Record = swr_api::json::read(record.as_bytes()).ok()?;
        let has_ended = record.expires_at.is_some_and(|end| end <= now);
        (record.connection == connection.id && !has_ended).then(|| Self {
            credentials: Credentials::Token(Secret::new(record.token)),
            identity: record.identity,
            expires_at: record.expires_at,
            is_kept: false,
            is_issued: record.is_issued,
        })
    }

    /// Whether there is a token, which is good for anyone who has it.
    pub(super) fn has_token(&self) -> bool {
        matches!(self.credentials, Credentials::Token(_))
    }

    /// A token in the form in which it is kept for a tab and handed to others. A secret key has none.
    pub fn record(&self, connection: &Connection) -> Option<String> {
        let Credentials::Token(token) = &self.credentials else {
            return None;
        };
        let record = Record {
            connection: connection.id.clone(),
            token: token.expose().to_owned(),
            identity: self.identity.clone(),
            expires_at: self.expires_at,
            is_issued: self.is_issued,
        };
        serde_json::to_string(&record).ok()
    }
}

/// A text that the service did not leave out.
fn said(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connection(id: &str) -> Connection {
        Connection {
            id: id.to_owned(),
            ..Connection::same_origin()
        }
    }

    fn signed_in() -> SignedIn {
        let mut signed_in = SignedIn::by_token(Secret::new("t0ken"), "somebody".to_owned(), true);
        signed_in.expires_at = Some(Timestamp::from_unix_millis(1_000));
        signed_in
    }

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_unix_millis(millis)
    }

    #[test]
    fn a_token_comes_back_for_its_connection_until_it_ends() {
        let record = signed_in().record(&connection("a")).unwrap();
        let kept = SignedIn::kept(&record, &connection("a"), at(999)).unwrap();
        assert_eq!(kept.identity.name, "somebody");
        assert!(SignedIn::kept(&record, &connection("a"), at(1_000)).is_none());
        assert!(SignedIn::kept(&record, &connection("b"), at(0)).is_none());
        assert!(SignedIn::kept("{", &connection("a"), at(0)).is_none());
    }

    #[test]
    fn a_secret_key_is_never_kept() {
        let by_key = SignedIn::by_access_key("AK".to_owned(), Secret::new("SK"), None);
        assert_eq!(by_key.record(&connection("a")), None);
    }
}
