//! What is read of manifests, configurations and statements as registries hold them, and that damage
//! to one field costs that field only.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod corpus;
mod damage;
mod forms;
mod kinds;
mod layers;
mod statements;
