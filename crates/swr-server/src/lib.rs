//! A local service that implements the SWR management API and accepts docker push.
//!
//! `app` is the whole service without a socket: tests call it as a function. `relay::app` is the same for a
//! server that stores nothing and forwards calls.

// From the ground up, a group a floor: tests/architecture/floors.rs.
pub mod base;
pub mod connections;
mod idle;
mod names;
mod paths;
pub mod pattern;
pub mod places;
pub mod random;
pub mod stalled;
pub mod time;

pub mod host;
pub mod image;
pub mod region;

pub mod retention;
pub mod triggers;

pub mod store;

pub mod error;

mod answer;
mod body;
pub mod credentials;
mod paging;

pub mod counts;
pub mod cross_origin;
pub mod faults;

pub mod service;

pub mod auth;
pub mod delivery;
pub mod schedule;
pub mod scrub;
pub mod synchronization;
mod versions;

mod console;
pub mod demo;
mod registry;
mod routes;

pub mod relay;
mod router;

pub use router::app;
pub use service::{Service, Settings};
