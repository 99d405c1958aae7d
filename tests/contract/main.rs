//! The typed client against the service, in one process and without a socket.
//!
//! Both were written from the reference and share no wire types: where one of them misread it,
//! they disagree here. All that goes between them is held to the OpenAPI description, too.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod agency;
mod configurations;
mod copies;
mod counts;
mod credentials;
mod deletion_plan;
mod features;
mod limits;
mod logins;
mod lookups;
mod markers;
mod names;
mod openapi;
mod operations;
mod organization_permissions;
mod organizations;
mod overview;
mod quotas;
mod repositories;
mod repository_permissions;
mod retention;
mod rights;
mod shared_repositories;
mod sharing;
mod shelf;
mod signatures;
mod synchronization;
mod tags;
mod triggers;
mod versions;
mod wire;
mod world;
