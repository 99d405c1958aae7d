//! Whether changes are possible: the console may be read-only, and the service under maintenance.

use leptos::prelude::*;

use super::state::Session;
use super::texts;
use crate::i18n::Texts;
use crate::remote::Outage;

impl Session {
    /// Whether nothing may be changed here; the reason is in the texts.
    pub fn is_read_only(self) -> bool {
        self.configuration
            .with_value(|configuration| configuration.read_only)
    }

    /// Why nothing may be changed here now; `None` when things may. Watched: maintenance passes.
    pub fn read_only_reason(self, texts: Texts) -> Option<String> {
        let reason = match self.health().outage() {
            _ if self.is_read_only() => texts::READ_ONLY,
            Some(Outage::Maintenance) => texts::MAINTENANCE,
            Some(Outage::Throttling) => texts::THROTTLED,
            None => return None,
        };
        Some(texts.get(reason).to_owned())
    }
}
