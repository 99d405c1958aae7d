//! On whose behalf a call is made, and the headers that prove it.

use std::fmt;

use http::HeaderName;

use crate::request::Call;
use crate::{Endpoint, Error, Secret, Timestamp, headers, signing};

/// The credentials of a client. `Debug` shows their type and none of their content.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// None: for calls that need none, and behind a proxy that adds its own.
    None,
    /// A token that the identity service issued (header `X-Auth-Token`).
    Token(Secret),
    /// An access key, with which every request is signed.
    AccessKey(AccessKey),
}

/// An access key and the headers sent with its signatures.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessKey {
    /// The public half.
    pub access_key: String,
    /// The secret half, which is never sent.
    pub secret_key: Secret,
    /// The security token of a temporary key (header `X-Security-Token`).
    pub security_token: Option<Secret>,
    /// The project (header `X-Project-Id`); optional if the user has only one.
    pub project_id: Option<String>,
    signer: Signer,
}

/// How requests are signed, brought along by the key: a program, or a part of one, in which no one makes a
/// key has no code for signing.
#[derive(Clone, Copy)]
struct Signer(fn(&AccessKey, &Call, &Endpoint, Timestamp) -> Result<Headers, Error>);

type Headers = Vec<(HeaderName, String)>;

/// The only signature algorithm.
impl PartialEq for Signer {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Signer {}

impl AccessKey {
    /// A permanent key, for the project that the gateway selects.
    #[must_use]
    pub fn new(access_key: String, secret_key: Secret) -> Self {
        Self {
            access_key,
            secret_key,
            security_token: None,
            project_id: None,
            signer: Signer(Self::headers),
        }
    }

    /// The same for one project.
    #[must_use]
    pub fn with_project(self, project_id: Option<String>) -> Self {
        Self { project_id, ..self }
    }

    /// The headers to send, the signature among them.
    fn headers(&self, call: &Call, endpoint: &Endpoint, now: Timestamp) -> Result<Headers, Error> {
        let mut sent = Vec::new();
        if let Some(project_id) = &self.project_id {
            sent.push((headers::PROJECT_ID, project_id.clone()));
        }
        if let Some(token) = &self.security_token {
            sent.push((headers::SECURITY_TOKEN, token.expose().to_owned()));
        }
        let target = endpoint.signed_host()?;
        let mut signed = vec![
            (headers::CONTENT_TYPE.as_str(), CONTENT_TYPE),
            (headers::HOST.as_str(), &target.host),
        ];
        signed.extend(
            sent.iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        );
        let added = signing::sign(
            &signing::Unsigned {
                method: call.method.as_str(),
                path: &format!("{}{}", target.path, call.path),
                query: &call.query,
                headers: &signed,
                body: &call.body,
            },
            &self.access_key,
            &self.secret_key,
            now,
        );
        sent.extend(added);
        Ok(sent)
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AccessKey(…)")
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::None => "Credentials::None",
            Self::Token(_) => "Credentials::Token(…)",
            Self::AccessKey(_) => "Credentials::AccessKey(…)",
        })
    }
}

/// What every call says of its body, and what is signed with it.
pub(crate) const CONTENT_TYPE: &str = "application/json";

impl Credentials {
    /// The headers to send beside the content type, which is signed with them.
    pub(crate) fn headers(
        &self,
        call: &Call,
        endpoint: &Endpoint,
        now: Timestamp,
    ) -> Result<Headers, Error> {
        match self {
            _ if call.is_anonymous => Ok(Vec::new()),
            Self::None => Ok(Vec::new()),
            Self::Token(token) => {
                let mut names = vec![headers::AUTH_TOKEN];
                names.extend(call.is_about_token.then_some(headers::SUBJECT_TOKEN));
                let token = |name| (name, token.expose().to_owned());
                Ok(names.into_iter().map(token).collect())
            }
            Self::AccessKey(key) => (key.signer.0)(key, call, endpoint, now),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AccessKey, Credentials};
    use crate::Secret;

    #[test]
    fn a_debug_print_tells_the_kind_only() {
        let token = Credentials::Token(Secret::new("t0ken"));
        assert_eq!(format!("{token:?}"), "Credentials::Token(…)");
        let key = AccessKey::new("AK".to_owned(), Secret::new("s3cret"));
        assert_eq!(format!("{key:?}"), "AccessKey(…)");
        let key = Credentials::AccessKey(key);
        assert_eq!(format!("{key:?}"), "Credentials::AccessKey(…)");
    }
}
