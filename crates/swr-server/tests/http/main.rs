//! What only shows on the wire: shapes, headers, status codes that the typed client folds away.

mod console;
mod failures;
mod gateway;
mod identity;
mod requests;
mod world;
