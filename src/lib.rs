//! SWR Console: a browser console for container image repositories on the SWR management API.
//!
//! The modules in reading order; each may use those above it. `docs/architecture.md` describes the layers.

#![allow(
    unreachable_pub,
    reason = "the component macro puts `pub` on a private twin of each component"
)]

pub mod host;
pub mod i18n;
pub mod manifest;
pub mod markdown;
pub mod markup;
pub mod reactive;
pub mod route;

pub mod configuration;
pub mod pattern;
pub mod storage;

pub mod navigation;
pub mod ui;

pub mod remote;
pub mod transport;

pub mod session;

pub mod catalog;

pub mod doctor;
pub mod login_command;
pub mod organizations;
pub mod overview;
pub mod permissions;
pub mod repositories;
pub mod retention;
pub mod settings;
pub mod sharing;
pub mod sign_in;
pub mod synchronization;
pub mod tags;
pub mod triggers;
pub mod usage;

pub mod shell;

pub mod app;

pub mod first;

pub mod embed;
