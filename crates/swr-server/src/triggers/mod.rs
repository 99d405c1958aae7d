//! Conditions of triggers, and the operator's webhook. `delivery` calls it.
//!
//! Easy to get wrong: requests never set the address of a call. A trigger names a workload; the only address
//! comes from the command line, and the program at that address knows what to do with the workload.

mod condition;
mod webhook;

pub use condition::Condition;
pub use webhook::{Webhook, WebhookError};
