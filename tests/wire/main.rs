//! The client against documented JSON, independently of any server of ours: both could agree on the
//! same mistake.
//!
//! `examples/` holds requests and responses that official pages print or that others recorded on the
//! live service; each file names its source. The flag `raw` marks bodies that are no valid JSON as
//! printed.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod agency;
mod errors;
mod example;
mod features;
mod iam;
mod lenient;
mod login;
mod markers;
mod organizations;
mod overview;
mod permissions;
mod quotas;
mod readers;
mod repositories;
mod retention;
mod shared_repositories;
mod sharing;
mod signing;
mod synchronization;
mod tags;
mod triggers;
mod versions;
