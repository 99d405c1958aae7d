//! What infrastructure tools send, replayed call by call with the statuses and fields that each of them
//! needs, so that no change of the service breaks a `plan`. Read from the tools' sources, which the modules
//! name; no tool runs here.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod ansible_collection;
#[path = "../in_memory/mod.rs"]
mod in_memory;
mod terraform_huaweicloud;
mod terraform_opentelekomcloud;
mod tool;
#[path = "../http/world.rs"]
#[allow(
    dead_code,
    unused_imports,
    reason = "the other suite has uses for the rest"
)]
mod world;
