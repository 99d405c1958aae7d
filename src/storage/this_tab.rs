//! What a person asked to keep for this tab: a token, never a password and never a secret key.

use super::Store;

const TOKEN: &str = "swr-console.token";

/// The token kept for this tab, as the session wrote it.
pub fn token() -> Option<String> {
    Store::Session.read(TOKEN)
}

/// Keeps a token until the tab is closed.
pub fn keep_token(record: &str) {
    Store::Session.write(TOKEN, record);
}

/// Forgets the token.
pub fn forget_token() {
    Store::Session.remove(TOKEN);
}
