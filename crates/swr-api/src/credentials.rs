//! On whose behalf a call is made, and the headers that prove it.

use std::fmt;

use crate::request::Call;
use crate::{Endpoint, Error, Secret, Timestamp, signing};

/// What a client signs in with. `Debug` tells which kind, and nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// Nothing: for the calls that need none, and where a proxy adds its own.
    None,
    /// A token that the identity service issued (header `X-Auth-Token`).
    Token(Secret),
    /// An access key, with which every request is signed.
    AccessKey {
        /// The public half.
        access_key: String,
        /// The secret half, which is never sent.
        secret_key: Secret,
        /// What comes beside a key that is for a while only (header `X-Security-Token`).
        security_token: Option<Secret>,
        /// The project (header `X-Project-Id`); the gateway finds it by itself when there is one.
        project_id: Option<String>,
    },
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::None => "Credentials::None",
            Self::Token(_) => "Credentials::Token(…)",
            Self::AccessKey { .. } => "Credentials::AccessKey(…)",
        })
    }
}

pub(crate) const CONTENT_TYPE: (&str, &str) = ("content-type", "application/json");

impl Credentials {
    /// The headers to send beside the content type, which is signed with them.
    pub(crate) fn headers(
        &self,
        call: &Call,
        endpoint: &Endpoint,
        now: Timestamp,
    ) -> Result<Vec<(&'static str, String)>, Error> {
        match self {
            _ if call.is_anonymous => Ok(Vec::new()),
            Self::None => Ok(Vec::new()),
            Self::Token(token) => Ok(vec![("x-auth-token", token.expose().to_owned())]),
            Self::AccessKey {
                access_key,
                secret_key,
                security_token,
                project_id,
            } => {
                let mut sent = Vec::new();
                if let Some(project_id) = project_id {
                    sent.push(("x-project-id", project_id.clone()));
                }
                if let Some(token) = security_token {
                    sent.push(("x-security-token", token.expose().to_owned()));
                }
                let place = endpoint.signed_place()?;
                let mut signed: Vec<(&str, &str)> = vec![CONTENT_TYPE, ("host", &place.host)];
                signed.extend(sent.iter().map(|(name, value)| (*name, value.as_str())));
                let added = signing::sign(
                    &signing::Unsigned {
                        method: call.method.as_str(),
                        path: &format!("{}{}", place.path, call.path),
                        query: &call.query,
                        headers: &signed,
                        body: &call.body,
                    },
                    access_key,
                    secret_key,
                    now,
                );
                sent.extend(added);
                Ok(sent)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Credentials;
    use crate::Secret;

    #[test]
    fn a_debug_print_tells_the_kind_only() {
        let token = Credentials::Token(Secret::new("t0ken"));
        assert_eq!(format!("{token:?}"), "Credentials::Token(…)");
        let key = Credentials::AccessKey {
            access_key: "AK".to_owned(),
            secret_key: Secret::new("s3cret"),
            security_token: None,
            project_id: None,
        };
        assert_eq!(format!("{key:?}"), "Credentials::AccessKey(…)");
    }
}
