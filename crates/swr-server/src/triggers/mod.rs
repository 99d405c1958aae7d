//! What triggers are about, and the operator's webhook that they call. `delivery` calls it.
//!
//! What a reader would get wrong: a request never says where a call goes. A trigger names a
//! workload; the one address there is comes from the command line, and who answers there knows
//! what to do with the workload.

mod condition;
mod webhook;

pub use condition::Condition;
pub use webhook::{Webhook, WebhookError};
