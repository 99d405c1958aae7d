//! Data stored for this tab at the user's request: a token, never a password or a secret key. Also the time
//! when another tab was opened from this one.

use super::Store;

const TOKEN: &str = "swr-console.token";
const OPENING: &str = "swr-console.opening";

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

/// Notes that another tab is opened from this one, in milliseconds after 1970.
pub fn note_opening(millis: i64) {
    Store::Session.write(OPENING, &millis.to_string());
}

/// When another tab was last opened from this one; once.
pub fn take_opening() -> Option<i64> {
    let millis = Store::Session.read(OPENING)?.parse().ok();
    Store::Session.remove(OPENING);
    millis
}
