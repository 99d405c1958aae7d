//! Pushing and pulling: the protocol in-process, the built program killed in the middle, and a
//! client that other people wrote.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod artifacts;
mod challenges;
mod crash;
mod damage;
mod http;
#[path = "../in_memory/mod.rs"]
mod in_memory;
mod indexes;
mod layout;
mod login;
mod manifests;
mod registry;
mod resume;
mod schema1;
mod server;
mod shares;
mod skopeo;
#[path = "../soak/mod.rs"]
mod soak;
mod uploads;
mod waiting;
