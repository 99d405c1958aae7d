//! Credentials that a user signs in with, tried on the services.

use std::pin::Pin;

use swr_api::{Credentials, Error, ErrorKind, OrganizationQuery, PasswordSignIn, Secret};

use super::identity::SignedIn;
use super::state::Session;
use crate::remote::now;
use crate::transport::Client;

/// More than this apart, and clocks explain a refused signature.
const SKEW_MILLIS: i64 = 60_000;

/// The credentials that someone signs in with.
#[derive(Clone)]
pub enum SignInRequest {
    /// User and password, and whether to keep the token for this tab.
    Password(PasswordSignIn, bool),
    /// An access key; requests are signed with its secret key.
    AccessKey {
        /// Names the key.
        access_key: String,
        /// Signs, and is never sent.
        secret_key: Secret,
        /// The project's name.
        project: String,
    },
    /// A token that the person has.
    Token {
        /// The token itself, as it is sent.
        token: Secret,
        /// The project's name.
        project: String,
        /// What stands for the user's name, which a token does not say.
        name: String,
        /// Whether to keep it for this tab.
        keep: bool,
    },
}

/// Tries what someone signs in with. A password gives a token; a key or a token that was typed is
/// tried on the service itself, since a wrong one would fail on every page otherwise.
pub fn try_sign_in(
    session: Session,
    request: &SignInRequest,
) -> Pin<Box<dyn Future<Output = Result<SignedIn, Error>>>> {
    match request.clone() {
        SignInRequest::Password(sign_in, keep) => {
            let issued = session.iam_client(Credentials::None).create_token(&sign_in);
            Box::pin(async move { Ok(SignedIn::by_password(issued.await?, keep)) })
        }
        SignInRequest::AccessKey {
            access_key,
            secret_key,
            project,
        } => Box::pin(async move {
            let key = SignedIn::by_access_key(access_key, secret_key, None);
            let id = checked_project(session, &key.credentials, &project).await?;
            Ok(key.with_project(id))
        }),
        SignInRequest::Token {
            token,
            project,
            name,
            keep,
        } => Box::pin(async move {
            let token = SignedIn::by_token(token, name, keep);
            let id = checked_project(session, &token.credentials, &project).await?;
            Ok(token.with_project(id))
        }),
    }
}

/// The names of the projects of anyone who signs in like this, for a project that was not found.
pub fn project_names(
    session: Session,
    typed: &PasswordSignIn,
) -> Pin<Box<dyn Future<Output = Result<Vec<String>, Error>>>> {
    let of_the_account = PasswordSignIn {
        project: String::new(),
        ..typed.clone()
    };
    let issued = (session.iam_client(Credentials::None)).create_token(&of_the_account);
    Box::pin(async move {
        let credentials = Credentials::Token(issued.await?.token);
        let projects = session.iam_client(credentials).list_projects(None).await?;
        Ok(projects.into_iter().map(|it| it.name).collect())
    })
}

/// Tries credentials and finds the project's id, which only the quotas need: an identity service
/// that does not tell it is no reason to refuse.
async fn checked_project(
    session: Session,
    credentials: &Credentials,
    project: &str,
) -> Result<Option<String>, Error> {
    let check = |client: Client| client.list_organizations(&OrganizationQuery::default());
    if let Err(error) = check(session.client_with(credentials.clone())).await {
        if !corrects_clock(session, &error) {
            return Err(error);
        }
        check(session.client_with(credentials.clone())).await?;
    }
    let projects = session
        .iam_client(credentials.clone())
        .list_projects(Some(project))
        .await;
    let found = projects
        .ok()
        .and_then(|projects| projects.into_iter().find(|it| it.name == project));
    Ok(found.map(|project| project.id))
}

/// A signature is refused when the clocks are too far apart; the response tells the service's time.
fn corrects_clock(session: Session, error: &Error) -> bool {
    let Error::Api(answer) = error else {
        return false;
    };
    let Some(service_time) = answer.server_date else {
        return false;
    };
    let skew = service_time.unix_millis() - now().unix_millis();
    let explains = error.kind() == ErrorKind::Unauthenticated && skew.abs() > SKEW_MILLIS;
    if explains {
        session.set_service_time(service_time);
    }
    explains
}
