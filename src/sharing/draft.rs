//! The form of a new or existing share: its input, errors and request. Pure; the caller provides the
//! current date.

use swr_api::{Deadline, NewShare, Permit, Share, ShareUpdate};

use super::lifetime::{day_of, last_day};
use super::texts;
use crate::catalog::DescriptionLimit;
use crate::i18n::Texts;

/// The most characters the service takes.
pub(super) const DESCRIPTION_LIMIT: DescriptionLimit = DescriptionLimit(1_000);

/// The form's content, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ShareDraft {
    pub(super) account: String,
    pub(super) has_end: bool,
    /// The last day; kept when `has_end` is taken back.
    pub(super) day: String,
    pub(super) description: String,
}

impl ShareDraft {
    /// What a known share begins with.
    pub(super) fn of(share: &Share) -> Self {
        let day = match share.deadline {
            Some(Deadline::Until(day)) => day_of(day),
            Some(Deadline::Forever) | None => String::new(),
        };
        Self {
            account: share.account.clone(),
            has_end: !day.is_empty(),
            day,
            description: share.description.clone(),
        }
    }

    /// The share to create, if everything would do.
    pub(super) fn to_new(&self, own_account: Option<&str>, today: &str) -> Option<NewShare> {
        let is_wrong = self.is_account_wrong(own_account)
            || self.is_day_over(None, today)
            || self.is_description_too_long();
        let deadline = self.deadline().filter(|_| !is_wrong)?;
        Some(NewShare {
            account: self.account.trim().to_owned(),
            permit: Permit::Read,
            deadline,
            description: self.description.clone(),
        })
    }

    /// What a known share becomes, if everything would do.
    pub(super) fn to_update(&self, known: &Self, today: &str) -> Option<ShareUpdate> {
        let is_wrong = self.is_day_over(Some(known), today) || self.is_description_too_long();
        Some(ShareUpdate {
            permit: Permit::Read,
            deadline: self.deadline().filter(|_| !is_wrong)?,
            description: self.description.clone(),
        })
    }

    /// What is wrong with the account; a missing one only once the form was tried.
    pub(super) fn account_problem(
        &self,
        texts: Texts,
        own_account: Option<&str>,
        is_tried: bool,
    ) -> Option<String> {
        let problem = match self.account.trim().is_empty() {
            true => is_tried.then_some(texts::ACCOUNT_NEEDED),
            false => (self.is_account_wrong(own_account)).then_some(texts::OWN_ACCOUNT),
        };
        problem.map(|problem| texts.get(problem).to_owned())
    }

    /// What is wrong with the day; a missing one only once the form was tried.
    pub(super) fn day_problem(
        &self,
        texts: Texts,
        known: Option<&Self>,
        today: &str,
        is_tried: bool,
    ) -> Option<String> {
        let problem = match self.deadline() {
            None => is_tried.then_some(texts::DAY_NEEDED),
            Some(_) => (self.is_day_over(known, today)).then_some(texts::DAY_OVER),
        };
        problem.map(|problem| texts.get(problem).to_owned())
    }

    /// What is wrong with the description.
    pub(super) fn description_problem(&self, texts: Texts) -> Option<String> {
        DESCRIPTION_LIMIT.problem(texts, &self.description)
    }

    /// Until when; nothing while there is no such day.
    pub(super) fn deadline(&self) -> Option<Deadline> {
        match self.has_end {
            true => last_day(&self.day).map(Deadline::Until),
            false => Some(Deadline::Forever),
        }
    }

    fn is_account_wrong(&self, own_account: Option<&str>) -> bool {
        let account = self.account.trim();
        account.is_empty() || own_account.is_some_and(|it| it.eq_ignore_ascii_case(account))
    }

    /// A day that is over is no fault in a share that had it: its description may still change.
    fn is_day_over(&self, known: Option<&Self>, today: &str) -> bool {
        let is_known = known.is_some_and(|it| it.has_end && it.day == self.day);
        let day = self.deadline();
        // Days are written so that their order is that of their letters.
        matches!(day, Some(Deadline::Until(day)) if day_of(day).as_str() < today) && !is_known
    }

    fn is_description_too_long(&self) -> bool {
        DESCRIPTION_LIMIT.is_exceeded(&self.description)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2026-10-01";

    fn until(day: &str) -> ShareDraft {
        ShareDraft {
            account: " partner ".to_owned(),
            has_end: true,
            day: day.to_owned(),
            description: "note".to_owned(),
        }
    }

    #[test]
    fn a_share_is_sent_forever_or_until_a_day() {
        let new = until("2026-10-01").to_new(None, TODAY).unwrap();
        let sent = serde_json::to_string(&new).unwrap();
        let expected = r#"{"access_domain":"partner","permit":"read","deadline":"2026-10-01T00:00:00.000Z","description":"note"}"#;
        assert_eq!(sent, expected);
        let forever = ShareDraft {
            has_end: false,
            ..until("2020-01-01")
        };
        let new = forever.to_new(None, TODAY).unwrap();
        assert_eq!(new.deadline, Deadline::Forever);
    }

    #[test]
    fn what_is_not_sent_says_why() {
        let english = Texts::english();
        for (day, problem) in [
            ("", texts::DAY_NEEDED),
            ("2026-02-30", texts::DAY_NEEDED),
            ("2026-09-30", texts::DAY_OVER),
        ] {
            let draft = until(day);
            assert_eq!(draft.to_new(None, TODAY), None, "{day}");
            let said = draft.day_problem(english, None, TODAY, true);
            assert_eq!(said.as_deref(), Some(problem.english), "{day}");
        }
        let own = until("2026-12-31");
        assert_eq!(own.to_new(Some("Partner"), TODAY), None);
        let said = own.account_problem(english, Some("Partner"), false);
        assert_eq!(said.as_deref(), Some(texts::OWN_ACCOUNT.english));
        let nobody = ShareDraft::default();
        assert_eq!(nobody.to_new(None, TODAY), None);
        assert_eq!(nobody.account_problem(english, None, false), None);
        assert!(nobody.account_problem(english, None, true).is_some());
    }

    #[test]
    fn a_description_is_counted_in_characters_up_to_its_limit() {
        let described = |length| ShareDraft {
            description: "é".repeat(length),
            ..until("2026-12-31")
        };
        assert!(described(DESCRIPTION_LIMIT.0).to_new(None, TODAY).is_some());
        let long = described(DESCRIPTION_LIMIT.0 + 1);
        assert_eq!(long.to_new(None, TODAY), None);
        let problem = long.description_problem(Texts::english()).unwrap();
        assert!(problem.contains("1001"), "{problem}");
    }

    #[test]
    fn a_share_that_has_run_out_keeps_its_day_until_another_is_chosen() {
        let known = until("2026-03-01");
        let noted = ShareDraft {
            description: "other".to_owned(),
            ..known.clone()
        };
        assert!(noted.to_update(&known, TODAY).is_some());
        assert_eq!(until("2026-03-02").to_update(&known, TODAY), None);
        assert!(until("2026-10-02").to_update(&known, TODAY).is_some());
    }
}
