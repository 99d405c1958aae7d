//! What only shows on the wire: shapes, headers, status codes that the typed client folds away.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod accounts;
mod agency;
mod base;
mod console;
mod cross_origin;
mod directory;
mod discovery;
mod disk;
mod failures;
mod gateway;
mod generated;
mod identity;
mod images;
#[path = "../in_memory/mod.rs"]
mod in_memory;
#[path = "../../../../tests/fuzz/input.rs"]
mod input;
mod logins;
mod markers;
mod order_of_checks;
mod permissions;
mod pressure;
mod recorder;
mod references;
mod regions;
mod relay;
mod relay_refusals;
mod reports;
mod repository_permissions;
mod requests;
mod retention;
mod shared_lists;
mod shares;
mod shelf;
#[path = "../soak/mod.rs"]
mod soak;
mod synchronization;
mod tags;
mod triggers;
mod webhook;
mod world;
