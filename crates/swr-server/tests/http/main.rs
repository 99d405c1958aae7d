//! What only shows on the wire: shapes, headers, status codes that the typed client folds away.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

<<<<<<< HEAD
mod agency;
=======
mod accounts;
>>>>>>> 961103c (Rights, shares and several accounts are told over the wire)
mod console;
mod disk;
mod failures;
mod gateway;
mod identity;
<<<<<<< HEAD
mod references;
mod requests;
mod tags;
mod retention;
mod shelf;
mod triggers;
mod webhook;
=======
mod markers;
mod permissions;
mod repository_permissions;
mod requests;
mod shared_lists;
mod shares;
>>>>>>> 961103c (Rights, shares and several accounts are told over the wire)
mod world;
