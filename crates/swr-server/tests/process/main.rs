//! The program itself: starting, refusing to start, being killed, its users and its accounts.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod accounts;
mod backup;
mod lasting;
mod relay;
mod server;
#[path = "../soak/mod.rs"]
mod soak;
mod starting;
mod synchronization;
mod triggers;
mod users;
