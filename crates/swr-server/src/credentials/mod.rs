//! Credentials and how they are checked: passwords, signatures, and how often a name may be tried.
//!
//! Nothing here knows whose they are: `auth` looks that up.

pub mod attempts;
pub mod password;
pub mod signature;
