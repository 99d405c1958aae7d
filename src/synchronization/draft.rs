//! The target of copies, as entered. Pure.

use swr_api::{NewAutomaticSynchronization, OrganizationName, SynchronizationTarget};

use crate::i18n::{Texts, names};

/// The target, as it was chosen and typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TargetDraft {
    /// The region's id; empty while none is chosen.
    pub(super) region: String,
    pub(super) organization: String,
    pub(super) overwrites: bool,
}

impl TargetDraft {
    /// Where copies go, when both are right.
    pub(super) fn to_target(&self) -> Option<SynchronizationTarget> {
        let remote_organization = OrganizationName::new(self.organization.trim()).ok()?;
        (!self.region.is_empty()).then(|| SynchronizationTarget {
            remote_region_id: self.region.clone(),
            remote_organization,
        })
    }

    /// The automatic synchronization to create.
    pub(super) fn to_new(&self) -> Option<NewAutomaticSynchronization> {
        Some(NewAutomaticSynchronization {
            target: self.to_target()?,
            overwrites: self.overwrites,
        })
    }

    /// What is wrong with the organization. Before a first try an unfinished name is not wrong.
    pub(super) fn organization_problem(&self, texts: Texts, was_tried: bool) -> Option<String> {
        names::name_problem::<OrganizationName>(texts, &self.organization, was_tried)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(region: &str, organization: &str) -> TargetDraft {
        TargetDraft {
            region: region.to_owned(),
            organization: organization.to_owned(),
            overwrites: true,
        }
    }

    #[test]
    fn nothing_is_sent_without_a_region_and_a_name_that_would_do() {
        for (region, organization) in [("", "team"), ("local-2", ""), ("local-2", "Team")] {
            assert_eq!(draft(region, organization).to_new(), None);
        }
        let new = draft("local-2", " team ").to_new().unwrap();
        assert_eq!(new.target.remote_region_id, "local-2");
        assert_eq!(new.target.remote_organization.as_str(), "team");
        assert!(new.overwrites);
    }
}
