//! Registry login, for pushing and pulling images.
//!
//! A temporary login comes twice, as a command in a header and as a piece of Docker's configuration
//! in the body. The body counts: published commands stop before the registry.

use std::fmt::Write as _;

use http::{HeaderName, Method, Response};
use serde_json::Value;

use crate::request::{Call, optional};
use crate::{Client, Error, Secret, Timestamp, Transport, base64, headers, response, signing};

/// User and password for `docker login` that hold as long as the access key does. Computed here;
/// no call is made.
///
/// `project` is the region's own project, not a sub-project.
#[must_use]
pub fn long_term_login(project: &str, access_key: &str, secret_key: &Secret) -> (String, Secret) {
    let user = format!("{project}@{access_key}");
    // The password is derived, never the secret key itself:
    // https://github.com/koderover/zadig/pull/929 had to learn it.
    let password = signing::hmac_hex(secret_key, access_key);
    (user, Secret::new(password))
}

/// User and password for `docker login`, and until when they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistryLogin {
    /// The host to sign in to.
    pub registry: String,
    /// `{project}@{temporary access key}`, or `bearertoken@…`.
    pub user: String,
    /// The password.
    pub password: Secret,
    /// When it ends. Pages name 6, 12 and 24 hours; only the service knows. Absent where it does
    /// not say.
    pub expires_at: Option<Timestamp>,
}

impl RegistryLogin {
    /// The complete command, which contains the password. What a shell would not take as one word is
    /// quoted: the parts come from a service.
    #[must_use]
    pub fn command(&self) -> Secret {
        let mut command = "docker login".to_owned();
        for (option, value) in [
            ("-u ", self.user.as_str()),
            ("-p ", self.password.expose()),
            ("", &self.registry),
        ] {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"@%+=:,./-_".contains(&byte);
            let written = if !value.is_empty() && value.bytes().all(is_plain) {
                write!(command, " {option}{value}")
            } else {
                write!(command, " {option}'{}'", value.replace('\'', r"'\''"))
            };
            written.expect("a text takes everything");
        }
        Secret::new(command)
    }

    /// User and password in one, as Docker's `config.json` keeps them (`auth`) and as a request
    /// carries them (`Basic`). It hides nothing.
    #[must_use]
    pub fn basic(&self) -> Secret {
        let pair = format!("{}:{}", self.user, self.password.expose());
        Secret::new(base64::encode(pair.as_bytes()))
    }
}

/// The parameters of a temporary login.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TemporaryLoginQuery {
    /// The project's name (wire: `projectname`); without it the region's own.
    pub project: Option<String>,
    /// How long it holds, in seconds: 900 to 86,400. Not every service takes it; see
    /// [`FeatureGates::may_choose_validity`](crate::FeatureGates::may_choose_validity).
    pub duration_seconds: Option<u32>,
}

impl<T: Transport> Client<T> {
    /// A login to the registry that ends by itself.
    ///
    /// `POST /v2/manage/utils/secret`, <https://support.huaweicloud.com/api-swr/swr_02_0052.html>
    ///
    /// # Errors
    /// 400 for a duration out of its bounds.
    pub fn create_temporary_login(
        &self,
        query: &TemporaryLoginQuery,
    ) -> impl Future<Output = Result<RegistryLogin, Error>> + use<T> {
        let mut parameters = Vec::new();
        parameters.extend(optional("projectname", query.project.as_ref()));
        parameters.extend(optional("duration_seconds", query.duration_seconds));
        let path = ["v2", "manage", "utils", "secret"];
        let call = Call::new(Method::POST, &path).query(parameters);
        self.exchange(call, registry_login)
    }

    /// The enhanced login, whose user is `bearertoken@…`.
    ///
    /// `POST /v2/manage/utils/authorizationtoken`,
    /// <https://support.huaweicloud.com/api-swr/swr_02_0058.html>
    ///
    /// # Errors
    /// `SVCSTG.SWR.4030170` without the right to it; 404 `APIGW.0101` from a service that does not
    /// have the call.
    pub fn create_authorization_token(
        &self,
    ) -> impl Future<Output = Result<RegistryLogin, Error>> + use<T> {
        let path = ["v2", "manage", "utils", "authorizationtoken"];
        self.exchange(Call::new(Method::POST, &path), registry_login)
    }
}

/// Read as plain values and refused in words of our own: a decoder's message would quote what it
/// found, and that is a password.
fn registry_login(answer: &Response<Vec<u8>>) -> Result<RegistryLogin, Error> {
    let body: Value = response::json(answer)?;
    let registries = body.get("auths").and_then(Value::as_object);
    let Some((registry, login)) = registries.and_then(|all| all.iter().next()) else {
        return Err(refused("auths", "no registry", answer));
    };
    let header = |name: HeaderName| headers::text(answer.headers(), &name);
    let from_body = login.get("auth").and_then(Value::as_str).and_then(decoded);
    let from_command = || header(headers::DOCKER_LOGIN).and_then(from_command);
    let Some((user, password)) = from_body.or_else(from_command) else {
        let field = format!("auths.{registry}.auth");
        return Err(refused(&field, "no user and password in base64", answer));
    };
    Ok(RegistryLogin {
        registry: registry.clone(),
        user,
        password: Secret::new(password),
        expires_at: header(headers::EXPIRE_AT)
            .and_then(|text| Timestamp::parse(text.trim()).ok())
            .filter(|it| !it.is_zero()),
    })
}

fn refused(field: &str, detail: &str, answer: &Response<Vec<u8>>) -> Error {
    response::decode_error(field.to_owned(), detail.to_owned(), answer)
}

/// `user:password` in base64.
fn decoded(text: &str) -> Option<(String, String)> {
    let text = String::from_utf8(base64::decode(text)?).ok()?;
    let (user, password) = text.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}

/// `docker login -u {user} -p {password} {registry}`, of which the last may be missing.
fn from_command(command: &str) -> Option<(String, String)> {
    let (_, rest) = command.split_once(" -u ")?;
    let (user, rest) = rest.trim_start().split_once(" -p ")?;
    let password = rest.split_ascii_whitespace().next()?;
    Some((user.trim_end().to_owned(), password.to_owned()))
}

#[cfg(test)]
mod tests {
    use http::Response;

    use super::{RegistryLogin, from_command, registry_login};
    use crate::{Error, Secret, Timestamp};

    fn read(headers: &[(&str, &str)], body: &str) -> Result<RegistryLogin, Error> {
        let mut answer = Response::builder();
        for (name, value) in headers {
            answer = answer.header(*name, *value);
        }
        registry_login(&answer.body(body.as_bytes().to_vec()).unwrap())
    }

    /// `local-1@AK:pass:word`
    const BODY: &str = r#"{"auths": {"swr.example": {"auth": "bG9jYWwtMUBBSzpwYXNzOndvcmQ="}}}"#;

    #[test]
    fn the_body_counts_and_headers_may_be_written_in_any_case() {
        let command = "docker login -u other@AK -p else swr.example";
        for expiry in ["X-Swr-Expireat", "x-swr-expireat", "X-SWR-EXPIREAT"] {
            let headers = [
                (expiry, "2025-11-01T12:18:44.382000Z"),
                ("X-Swr-Dockerlogin", command),
            ];
            let login = read(&headers, BODY).unwrap();
            assert_eq!(login.registry, "swr.example");
            assert_eq!(login.user, "local-1@AK");
            assert_eq!(login.password.expose(), "pass:word");
            let expected = Timestamp::parse("2025-11-01T12:18:44.382Z").unwrap();
            assert_eq!(login.expires_at, Some(expected));
        }
        let login = read(&[("X-Swr-Expireat", "soon")], BODY).unwrap();
        assert_eq!(login.expires_at, None);
    }

    #[test]
    fn the_command_is_complete_and_one_word_stays_one_word() {
        let mut login = read(&[], BODY).unwrap();
        assert_eq!(
            login.command().expose(),
            "docker login -u local-1@AK -p pass:word swr.example"
        );
        login.password = Secret::new("a'b; rm -rf $HOME");
        assert_eq!(
            login.command().expose(),
            r"docker login -u local-1@AK -p 'a'\''b; rm -rf $HOME' swr.example"
        );
    }

    #[test]
    fn what_was_read_is_written_as_it_came() {
        let login = read(&[], BODY).unwrap();
        assert_eq!(login.basic().expose(), "bG9jYWwtMUBBSzpwYXNzOndvcmQ=");
    }

    #[test]
    fn a_command_without_registry_still_has_user_and_password() {
        let expected = Some(("cn@AK".to_owned(), "secret".to_owned()));
        for command in [
            "docker login -u cn@AK -p secret",
            "docker login -u cn@AK -p secret swr.example",
        ] {
            assert_eq!(from_command(command), expected);
        }
        for bad in [
            "",
            "docker login",
            "docker login -u a",
            "docker login -u a -p ",
        ] {
            assert_eq!(from_command(bad), None, "{bad}");
        }
    }

    #[test]
    fn no_secret_shows_in_a_debug_print_or_in_an_error() {
        let login = read(&[], BODY).unwrap();
        assert!(!format!("{login:?} {:?}", login.command()).contains("pass:word"));
        for (body, expected) in [
            (r#"{"auths": {}}"#, "auths"),
            (r#"{"auths": "hunter2"}"#, "auths"),
            (r#"{"auths": {"r": "hunter2"}}"#, "auths.r.auth"),
            (r#"{"auths": {"r": {"auth": "hunter2**"}}}"#, "auths.r.auth"),
            (
                r#"{"auths": {"r": {"auth": "aHVudGVyMg=="}}}"#,
                "auths.r.auth",
            ),
            ("null", "auths"),
        ] {
            let error = read(&[], body).unwrap_err();
            assert!(!format!("{error:?} {error}").contains("hunter2"), "{body}");
            let Error::Decode { field, .. } = error else {
                panic!("another error");
            };
            assert_eq!(field, expected);
        }
    }
}
