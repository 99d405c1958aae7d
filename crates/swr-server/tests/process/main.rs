//! The program itself: starting, refusing to start, being killed, and its users.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod lasting;
mod server;
mod starting;
mod users;
