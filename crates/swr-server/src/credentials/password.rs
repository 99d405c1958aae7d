//! Passwords: argon2 in a small pool, because one check takes 19 MiB and a core for a moment.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use argon2::PasswordHasher as _;
use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::sync::Semaphore;

use crate::error::Failure;

/// Checks under way at a time, and those that may wait for their turn.
const WORKERS: usize = 2;
const WAITING: usize = 64;

/// What is compared when the user is unknown, so that the response takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody"));

/// The pool; clones share it.
#[derive(Clone)]
pub struct Passwords {
    workers: Arc<Semaphore>,
    /// Checks that are under way or wait.
    slots: Arc<Semaphore>,
    memories: Memories,
}

/// Memory of checks that ended, for the next ones. Allocated anew on whichever thread runs a check, it
/// would stay with every one of these threads.
type Memories = Arc<Mutex<Vec<Vec<Block>>>>;

impl Default for Passwords {
    fn default() -> Self {
        Self {
            workers: Arc::new(Semaphore::new(WORKERS)),
            slots: Arc::new(Semaphore::new(WORKERS + WAITING)),
            memories: Memories::default(),
        }
    }
}

impl Passwords {
    /// Whether the password belongs to the hash; never to `None`, which takes as long to say.
    pub async fn verify(&self, hash: Option<String>, password: String) -> Result<bool, Failure> {
        let Ok(slot) = Arc::clone(&self.slots).try_acquire_owned() else {
            return Err(Failure::TooManyRequests);
        };
        let acquired = Arc::clone(&self.workers).acquire_owned().await;
        let worker = acquired.expect("it is never closed");
        let memories = self.memories.clone();
        let check = tokio::task::spawn_blocking(move || {
            // They go with the work: it goes on when the one who asked has gone away.
            let _held = (slot, worker);
            let idle = || memories.lock().unwrap_or_else(PoisonError::into_inner);
            let mut memory = idle().pop().unwrap_or_default();
            let is_right = matches(hash.as_deref(), &password, &mut memory);
            idle().push(memory);
            is_right
        });
        check
            .await
            .map_err(|error| Failure::Internal(error.to_string()))
    }
}

/// In argon2's own text form, with a new salt.
pub fn hash(password: &str) -> String {
    let salt = crate::random::bytes::<16>();
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hash.expect("parameters and salt are argon2's own")
        .to_string()
}

fn matches(hash: Option<&str>, password: &str, memory: &mut Vec<Block>) -> bool {
    let parsed = PasswordHash::new(hash.unwrap_or(&NOBODY));
    let is_equal = parsed.is_ok_and(|parsed| is_of(&parsed, password, memory).unwrap_or(false));
    is_equal && hash.is_some()
}

/// As argon2 verifies it, in memory that was there before; `None` for a hash that cannot be read.
fn is_of(hash: &PasswordHash, password: &str, memory: &mut Vec<Block>) -> Option<bool> {
    let params = Params::try_from(hash).ok()?;
    let algorithm = Algorithm::try_from(hash.algorithm.as_str()).ok()?;
    let version = hash
        .version
        .map_or(Ok(Version::default()), Version::try_from);
    let salt = hash.salt?;
    let expected = hash.hash?;
    memory.resize(params.block_count(), Block::default());
    let mut output = [0; Output::MAX_LENGTH];
    let output = &mut output[..expected.len()];
    let argon2 = Argon2::new(algorithm, version.ok()?, params);
    let hashed = argon2.hash_password_into_with_memory(password.as_bytes(), &salt, output, memory);
    hashed.ok()?;
    // Compared in constant time.
    Some(Output::new(output).ok()? == expected)
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Poll};

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

    #[tokio::test]
    async fn checks_one_after_the_other_use_the_same_memory() {
        let passwords = Passwords::default();
        let stored = hash("right");
        for password in ["right", "wrong", "right"] {
            let is_right = passwords
                .verify(Some(stored.clone()), password.into())
                .await;
            assert_eq!(is_right, Ok(password == "right"));
        }
        assert_eq!(passwords.memories.lock().unwrap().len(), 1);
    }

    #[test]
    fn a_hash_that_cannot_be_read_belongs_to_no_password() {
        for hash in [
            "",
            "$argon2id$",
            "$argon2id$v=19$m=19456,t=2,p=1$dNJvtpCwjApbGhYKh4gfnw",
        ] {
            assert!(!matches(Some(hash), "", &mut Vec::new()), "{hash}");
        }
    }

    #[test]
    fn a_check_whose_client_went_away_keeps_its_place_until_it_ends() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .max_blocking_threads(1)
            .build()
            .unwrap();
        runtime.block_on(async {
            // The only thread is taken, so the check cannot end before this does.
            let (release, wait) = std::sync::mpsc::channel::<()>();
            let taken = tokio::task::spawn_blocking(move || wait.recv());
            let passwords = Passwords::default();
            {
                let mut check = std::pin::pin!(passwords.verify(None, "x".into()));
                let once = |context: &mut Context<'_>| Poll::Ready(check.as_mut().poll(context));
                assert!(std::future::poll_fn(once).await.is_pending());
            }
            assert_eq!(passwords.workers.available_permits(), WORKERS - 1);
            assert_eq!(passwords.slots.available_permits(), WORKERS + WAITING - 1);
            release.send(()).unwrap();
            taken.await.unwrap().unwrap();
            let both = passwords.workers.acquire_many(2).await;
            assert!(both.is_ok(), "it ended and let go");
        });
    }
}
