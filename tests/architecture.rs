//! The repository's own rules, as a test: what `docs/architecture.md` calls an invariant is checked
//! here, so that it stays one. A failure names the file and the line.
//!
//! Only text is read, no program: a rule must be seen in the source to be a rule.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

#[path = "architecture/capabilities.rs"]
mod capabilities;
#[path = "architecture/client.rs"]
mod client;
#[path = "architecture/commands.rs"]
mod commands;
#[path = "architecture/files.rs"]
mod files;
#[path = "architecture/floor_examples.rs"]
mod floor_examples;
#[path = "architecture/floors.rs"]
mod floors;
#[path = "architecture/imports.rs"]
mod imports;
#[path = "architecture/looks.rs"]
mod looks;
#[path = "architecture/owners.rs"]
mod owners;
#[path = "architecture/rights.rs"]
mod rights;
#[path = "architecture/tokens.rs"]
mod tokens;
#[path = "architecture/tree.rs"]
mod tree;
