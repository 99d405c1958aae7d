//! Verification of credentials: passwords, signatures, and the limit of attempts.
//!
//! This module does not know their owners: `auth` looks them up.

pub mod attempts;
pub mod password;
pub mod signature;
