//! The typed client against the service, in one process and without a socket.
//!
//! Both were written from the reference and share no wire types: where one of them misread it,
//! they disagree here.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod credentials;
mod limits;
mod lookups;
mod names;
mod organizations;
mod quotas;
mod repositories;
mod rights;
mod tags;
mod versions;
mod world;
