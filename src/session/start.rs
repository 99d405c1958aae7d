//! The part of a session that the first page needs: signing in by password and listing organizations. It
//! must not use the framework's runtime, which would then load with the first page; `docs/decisions/0014`.

use swr_api::{Credentials, Error, PasswordSignIn};

use super::identity::SignedIn;
use crate::configuration::{Connection, SignInWay};
use crate::remote::now;
use crate::storage::this_tab;
use crate::transport::{Client, client, identity_client};

/// What was typed to sign in before the whole program was there, to be gone on with.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The way that was chosen.
    pub way: SignInWay,
    /// The fields as they were typed.
    pub typed: PasswordSignIn,
    /// Whether to keep the token for this tab.
    pub keep: bool,
    /// Whether the person has tried.
    pub was_tried: bool,
    /// Why the service did not take it.
    pub refused: Option<Error>,
}

/// What can be had without asking: nothing is needed behind a proxy, and a token may be kept. What
/// was kept and is of no use any longer is forgotten.
pub fn held(connection: &Connection) -> Option<SignedIn> {
    if connection.is_proxied() {
        return Some(SignedIn::by_proxy(connection));
    }
    let held = SignedIn::kept(&this_tab::token()?, connection, now());
    if held.is_none() {
        this_tab::forget_token();
    }
    held
}

/// A token that another tab handed over.
pub fn handed_over(record: &str, connection: &Connection) -> Option<SignedIn> {
    SignedIn::kept(record, connection, now())
}

/// Keeps a token for this tab, if the person asked for it.
pub fn keep(signed_in: &SignedIn, connection: &Connection) {
    if let Some(record) = signed_in.record(connection).filter(|_| signed_in.is_kept) {
        this_tab::keep_token(&record);
    }
}

/// The client of the signed-in user.
pub fn client_of(signed_in: &SignedIn, connection: &Connection) -> Client {
    client(connection, signed_in.credentials.clone(), 0, None)
}

/// Signs in by password.
pub fn sign_in_by_password(
    connection: &Connection,
    typed: &PasswordSignIn,
    keep: bool,
) -> impl Future<Output = Result<SignedIn, Error>> + use<> {
    let issued = identity_client(connection, Credentials::None, 0, None).create_token(typed);
    async move { Ok(SignedIn::by_password(issued.await?, keep)) }
}
