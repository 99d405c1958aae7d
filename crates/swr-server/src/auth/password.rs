//! Passwords: argon2 in a small pool, because one check takes 19 MiB and a core for a moment.

use std::sync::{Arc, LazyLock};

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use tokio::sync::Semaphore;

use crate::error::Failure;

/// Checks under way at a time, and those that may wait for their turn.
const WORKERS: usize = 2;
const WAITING: usize = 64;

/// What is compared when the user is unknown, so that the answer takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody"));

/// The pool; clones share it.
#[derive(Clone)]
pub struct Passwords {
    workers: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            workers: Arc::new(Semaphore::new(WORKERS)),
            places: Arc::new(Semaphore::new(WORKERS + WAITING)),
        }
    }
}

impl Passwords {
    /// Whether the password belongs to the hash; never to `None`, which takes as long to say.
    pub async fn verify(&self, hash: Option<String>, password: String) -> Result<bool, Failure> {
        let Ok(_place) = self.places.try_acquire() else {
            return Err(Failure::TooManyRequests);
        };
        let _worker = self.workers.acquire().await.expect("it is never closed");
        let check = tokio::task::spawn_blocking(move || matches(hash.as_deref(), &password));
        check
            .await
            .map_err(|error| Failure::Internal(error.to_string()))
    }
}

/// In argon2's own text form, with a new salt.
pub fn hash(password: &str) -> String {
    let salt = SaltString::encode_b64(&crate::random::bytes::<16>());
    let salt = salt.expect("16 bytes are a salt");
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
    hash.expect("parameters and salt are argon2's own")
        .to_string()
}

fn matches(hash: Option<&str>, password: &str) -> bool {
    let parsed = PasswordHash::new(hash.unwrap_or(&NOBODY));
    let is_equal = parsed.is_ok_and(|parsed| {
        let verified = Argon2::default().verify_password(password.as_bytes(), &parsed);
        verified.is_ok()
    });
    is_equal && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_matches() {
        let passwords = Passwords::default();
        let stored = hash("right");
        assert_ne!(stored, hash("right"), "the salt is new each time");
        let check = |hash: Option<&String>, password: &str| {
            passwords.verify(hash.cloned(), password.to_owned())
        };
        assert_eq!(check(Some(&stored), "right").await, Ok(true));
        assert_eq!(check(Some(&stored), "wrong").await, Ok(false));
        assert_eq!(check(None, "nobody").await, Ok(false));
    }
}
