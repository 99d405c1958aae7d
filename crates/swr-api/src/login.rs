//! Signing in to the registry, where images are pushed and pulled.

use crate::{Secret, signing};

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
