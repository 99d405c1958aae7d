//! A local service that speaks the SWR management API and takes docker push.
//!
//! `app` is everything, without a socket: a test calls it as a function. `relay::app` is the same
//! for a server that keeps nothing and hands calls on.

mod answer;
pub mod auth;
pub mod base;
mod body;
pub mod cross_origin;
pub mod demo;
pub mod error;
pub mod faults;
pub mod host;
mod idle;
pub mod image;
mod names;
mod paging;
pub mod pattern;
pub mod random;
pub mod region;
mod registry;
pub mod relay;
pub mod retention;
mod router;
mod routes;
pub mod schedule;
pub mod service;
pub mod store;
pub mod synchronization;
mod time;
pub mod triggers;

pub use router::app;
pub use service::{Service, Settings};
