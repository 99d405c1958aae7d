//! Telling the operator's webhook that a tag was pushed.
//!
//! What a reader would get wrong: a request never says where a call goes. A trigger names a
//! workload; the one address there is comes from the command line, and who answers there knows
//! what to do with the workload.

mod condition;
mod delivery;
mod webhook;

pub use condition::Condition;
pub use delivery::deliver;
pub use webhook::{Webhook, WebhookError};
