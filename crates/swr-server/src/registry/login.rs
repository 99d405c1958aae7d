//! Logins: the long-term one, which clients compute from their access key, and temporary ones.
//!
//! Both have an access key after an `@`, and the same error if they are wrong, so neither can be probed.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::refusal::Refusal;
use crate::auth::Caller;
use crate::service::Service;
use crate::store::temporary_logins::{self, Shown};
use crate::store::users::{self, UserRow};

/// Someone who showed credentials, and when these end if they do.
pub(super) struct LoggedIn {
    pub caller: Caller,
    pub expires_at: Option<i64>,
}

/// Checks a login of either kind; `None` when it is wrong or has ended.
pub(super) async fn log_in(
    service: &Service,
    user: &str,
    password: &str,
) -> Result<Option<LoggedIn>, Refusal> {
    let Some((prefix, access_key)) = user.split_once('@') else {
        return Ok(None);
    };
    let attempts = &service.registry_attempts;
    let begun = attempts.begin(access_key, || service.uptime());
    let Ok(attempt) = begun.await else {
        let why = "too many failed logins with this access key; wait a few minutes";
        return Err(Refusal::TooManyRequests(why.into()));
    };
    let found = match long_term(service, prefix, access_key, password).await? {
        Some(user) => Some((user, None)),
        None => temporary(service, prefix, access_key, password).await?,
    };
    let Some((user, expires_at)) = found else {
        attempt.failed();
        return Ok(None);
    };
    attempt.succeeded();
    Ok(Some(LoggedIn {
        caller: Caller::new(user, &service.region, service.now()),
        expires_at,
    }))
}

/// `{project}@{access key}` and the hexadecimal HMAC of the access key under its secret.
async fn long_term(
    service: &Service,
    project: &str,
    access_key: &str,
    password: &str,
) -> Result<Option<UserRow>, Refusal> {
    let key = access_key.to_owned();
    let find = move |connection: &_| users::by_access_key(connection, &key);
    let found = service.store.look_up(find).await?;
    let user = found.filter(|(user, secret_key)| {
        let is_right = is_login_key(access_key, secret_key, password);
        is_right && !user.is_disabled && project == service.region.name
    });
    Ok(user.map(|(user, _)| user))
}

/// One that was handed out for some hours.
async fn temporary(
    service: &Service,
    prefix: &str,
    access_key: &str,
    password: &str,
) -> Result<Option<(UserRow, Option<i64>)>, Refusal> {
    let (region, now) = (service.region.clone(), service.now());
    let [prefix, access_key, password] = [prefix, access_key, password].map(str::to_owned);
    let find = move |connection: &_| {
        let shown = Shown {
            region: &region.name,
            prefix: &prefix,
            access_key: &access_key,
            password: &password,
        };
        temporary_logins::find(connection, &shown, now)
    };
    let found = service.store.look_up(find).await?;
    Ok(found.map(|(user, expires_at)| (user, Some(expires_at))))
}

/// Compares in constant time.
fn is_login_key(access_key: &str, secret_key: &str, password: &str) -> bool {
    let mac = Hmac::<Sha256>::new_from_slice(secret_key.as_bytes());
    let mac = mac.expect("a key of any length").chain_update(access_key);
    // Lower case only: the reference says so, and one spelling is enough.
    let is_lower = !password.bytes().any(|byte| byte.is_ascii_uppercase());
    let digits = from_hex(password).filter(|_| is_lower);
    digits.is_some_and(|digits| mac.verify_slice(&digits).is_ok())
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| {
            let pair = std::str::from_utf8(pair)
                .ok()
                .filter(|pair| pair.len() == 2)?;
            u8::from_str_radix(pair, 16).ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_login_key_is_the_one_that_the_cloud_computes() {
        let key = "25be947addb1741143223ab2063cfa20ffb078672aa67d18076180d8232789f8";
        let check = |password: &str| {
            let secret_key = "exampleSecretKey0000000000000000000TEST";
            is_login_key("EXAMPLEAK0000000TEST", secret_key, password)
        };
        assert!(check(key));
        assert!(!check(&key.to_uppercase()));
        assert!(!check("exampleSecretKey0000000000000000000TEST"));
        assert!(!check(&key[..62]));
        assert!(!check(""));
        assert!(!check("é"));
    }
}
