//! What only shows on the wire: shapes, headers, status codes that the typed client folds away.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod agency;
mod console;
mod disk;
mod failures;
mod gateway;
mod identity;
mod references;
mod requests;
mod tags;
mod retention;
mod shelf;
mod triggers;
mod webhook;
mod world;
