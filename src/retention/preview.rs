//! The preview of saving a policy. It requires all tags, because what is kept depends on all of them.

use std::collections::BTreeMap;

use leptos::prelude::*;
use swr_api::{RetentionRule, Tag, TagName};

use super::plan::{Fate, Plan, Reason, Rules, Unplanned};
use super::texts;
use crate::i18n::{Texts, format};
use crate::manifest::{Contents, DeletionPlan};
use crate::reactive::memo;
use crate::remote::{Collection, Progress};
use crate::session::use_session;

/// What is known of what saving does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Preview {
    /// The fields are not right yet.
    Unfinished,
    /// Not all tags are there.
    Partial,
    /// The service did not say when this tag was pushed.
    Untimed(TagName),
    /// An exception came from the service, and the console cannot read it.
    Unreadable,
    /// This happens.
    Known(Forecast),
}

/// The effects of saving.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Forecast {
    /// By these rules.
    pub(super) rules: Vec<RetentionRule>,
    /// The fates of all tags.
    pub(super) plan: Plan,
    /// The tags: the same indices may be others' after a reload.
    names: Vec<TagName>,
}

/// The preview, and what it is made from.
#[derive(Clone, Copy)]
pub(super) struct Previewed {
    pub(super) preview: Memo<Preview>,
    /// Which images go with the tags, and how many bytes at most.
    pub(super) deletion: Memo<DeletionPlan>,
    pub(super) tags: Collection<Tag>,
    /// Someone wants to save without knowing.
    pub(super) is_blind: RwSignal<bool>,
    looks: RwSignal<u32>,
}

impl Previewed {
    /// Follows the rules, none while the fields are not right, and the tags.
    pub(super) fn new(rules: Memo<Option<Vec<RetentionRule>>>, tags: Collection<Tag>) -> Self {
        let (session, rows) = (use_session(), tags.rows());
        let looks = RwSignal::new(0);
        let listing = tags.listing();
        let preview = memo(move || {
            looks.track();
            let Some(rules) = rules.get() else {
                return Preview::Unfinished;
            };
            if !listing.is_whole() {
                return Preview::Partial;
            }
            rows.with(|tags| Preview::of(rules, tags, session.service_now()))
        });
        // Read once for all that is typed: ten thousand take a while.
        let contents = memo(move || rows.with(|tags| Contents::of(tags)));
        let doomed = memo(move || preview.with(|it| it.deleted().to_vec()));
        let deletion = memo(move || {
            let doomed = doomed.get();
            rows.with(|tags| {
                let doomed: Vec<&Tag> = doomed.iter().filter_map(|it| tags.get(*it)).collect();
                match doomed.is_empty() {
                    true => DeletionPlan::default(),
                    false => contents.with(|it| DeletionPlan::with(it, tags, &doomed)),
                }
            })
        });
        Self {
            preview,
            deletion,
            tags,
            is_blind: RwSignal::new(false),
            looks,
        }
    }

    /// Looks again, because tags have grown older in the meantime. Whether it is as it was.
    pub(super) fn still_holds(self) -> bool {
        let before = self.preview.get_untracked();
        self.looks.update(|looks| *looks += 1);
        self.preview.with_untracked(|it| *it == before)
    }

    /// Whether someone goes on without knowing what it does; watched.
    pub(super) fn is_unknown(self) -> bool {
        let is_untold = self
            .preview
            .with(|it| !matches!(it, Preview::Unfinished | Preview::Known(_)));
        is_untold && self.is_blind.get()
    }

    /// Why it cannot be saved before more is known; watched.
    pub(super) fn why_not(self, texts: Texts) -> Option<String> {
        if self.is_unknown() {
            return None;
        }
        let progress = self.tags.progress();
        self.preview
            .with(|preview| untold(texts, preview, &progress))
    }

    /// The tags that go for all that is known; watched.
    pub(super) fn deleted_names(self) -> Vec<TagName> {
        self.preview.with(|it| match it {
            Preview::Known(forecast) => forecast.deleted(),
            _ => Vec::new(),
        })
    }

    /// How many tags there are, once it is known which of them go; watched.
    pub(super) fn total(self) -> Option<u64> {
        self.preview.with(|it| match it {
            Preview::Known(forecast) => Some(forecast.names.len() as u64),
            _ => None,
        })
    }

    /// How many tags go for all that is known; watched.
    pub(super) fn deleted(self) -> u64 {
        self.preview.with(|it| it.deleted().len() as u64)
    }
}

impl Preview {
    fn of(rules: Vec<RetentionRule>, tags: &[Tag], now: swr_api::Timestamp) -> Self {
        let Some(read) = Rules::read(&rules) else {
            return Self::Unreadable;
        };
        match Plan::of(&read, tags, now) {
            Ok(plan) => {
                let names = tags.iter().map(|it| it.name.clone()).collect();
                Self::Known(Forecast { rules, plan, names })
            }
            Err(Unplanned::NoTime(name)) => Self::Untimed(name),
        }
    }

    /// The indices of the tags that go, oldest first.
    pub(super) fn deleted(&self) -> &[usize] {
        match self {
            Self::Known(forecast) => &forecast.plan.deleted,
            _ => &[],
        }
    }
}

impl Forecast {
    /// The tags that go, oldest first.
    fn deleted(&self) -> Vec<TagName> {
        let indices = self.plan.deleted.iter();
        indices.map(|index| self.names[*index].clone()).collect()
    }

    /// The indices of the tags that stay, by their reasons.
    pub(super) fn staying(&self) -> BTreeMap<&[Reason], Vec<usize>> {
        let mut staying: BTreeMap<&[Reason], Vec<usize>> = BTreeMap::new();
        for (index, fate) in self.plan.fates.iter().enumerate() {
            if let Fate::Stays(reasons) = fate {
                staying.entry(reasons).or_default().push(index);
            }
        }
        staying
    }

    /// The exceptions that mean no tag at all, by their text. One that another one came before of is
    /// not meant by this.
    pub(super) fn idle_exceptions(&self) -> Vec<String> {
        let selectors = self.rules.iter().flat_map(|it| &it.selectors);
        let is_idle = |selector: &&swr_api::TagSelector| {
            super::plan::excepted(selector, self.names.iter()) == 0
        };
        selectors
            .filter(is_idle)
            .map(|it| it.pattern.clone())
            .collect()
    }
}

/// What is said while it cannot be told which tags go. Wrong fields say so themselves.
pub(super) fn untold(texts: Texts, preview: &Preview, progress: &Progress) -> Option<String> {
    match preview {
        Preview::Unfinished | Preview::Known(_) => None,
        Preview::Unreadable => Some(texts.get(texts::PREVIEW_UNREADABLE).to_owned()),
        Preview::Untimed(name) => {
            Some(texts.fill(texts::PREVIEW_UNTIMED, &[("name", name.as_str())]))
        }
        Preview::Partial => {
            let Some(total) = progress.total else {
                return Some(texts.get(texts::PREVIEW_NEEDED).to_owned());
            };
            let number = |count| format::number(texts, count);
            let (loaded, total) = (number(progress.loaded), number(total));
            let text = match progress.is_loading {
                true => texts::PREVIEW_LOADING,
                false => texts::PREVIEW_STOPPED,
            };
            Some(texts.fill(text, &[("loaded", &loaded), ("total", &total)]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::Timestamp;

    const NOW: &str = "2024-03-31T12:00:00Z";

    fn tag(id: i64, name: &str, pushed: &str) -> Tag {
        let json = format!(r#"{{"Tag":"{name}","id":{id},"updated":"{pushed}"}}"#);
        serde_json::from_str(&json).unwrap()
    }

    fn preview(rules: &str, tags: &[Tag]) -> Preview {
        let rules = serde_json::from_str(rules).unwrap();
        Preview::of(rules, tags, Timestamp::parse(NOW).unwrap())
    }

    const NEWEST: &str = r#"[{"template": "tag_rule", "params": {"num": "1"}, "tag_selectors": [
        {"kind": "label", "pattern": "latest"}, {"kind": "label", "pattern": "latset"}]}]"#;

    #[test]
    fn what_stays_is_told_with_its_reason_and_what_excepts_nothing_is_named() {
        let tags = [
            tag(1, "latest", "2024-01-01T00:00:00Z"),
            tag(2, "old", "2024-01-02T00:00:00Z"),
            tag(3, "new", "2024-01-03T00:00:00Z"),
        ];
        let Preview::Known(forecast) = preview(NEWEST, &tags) else {
            panic!("everything is known");
        };
        assert_eq!(forecast.plan.deleted, [1]);
        let staying: Vec<_> = forecast.staying().into_iter().collect();
        let expected: [(&[Reason], _); 2] = [
            (&[Reason::Excepted(0)], vec![0]),
            (&[Reason::Newest], vec![2]),
        ];
        assert_eq!(staying, expected);
        assert_eq!(forecast.idle_exceptions(), ["latset"]);
    }

    #[test]
    fn what_is_not_known_is_said_with_how_much_has_come() {
        let progress = |loaded, is_loading| Progress {
            loaded,
            total: Some(2000),
            is_loading,
            ..Progress::default()
        };
        let said = |preview, progress| untold(Texts::english(), &preview, &progress);
        let loading = said(Preview::Partial, progress(100, true)).unwrap();
        assert!(loading.contains(": 100 of 2000"), "{loading}");
        let stopped = said(Preview::Partial, progress(100, false)).unwrap();
        assert!(stopped.contains("only 100 of 2000"), "{stopped}");
        assert_eq!(said(Preview::Unfinished, progress(100, true)), None);
    }

    #[test]
    fn an_exception_of_another_dialect_leaves_the_preview_open() {
        let rules = NEWEST.replace("label", "glob");
        assert_eq!(preview(&rules, &[]), Preview::Unreadable);
        let said = untold(Texts::english(), &Preview::Unreadable, &Progress::default());
        assert!(said.is_some());
    }

    #[test]
    fn a_tag_without_a_time_leaves_the_preview_open() {
        let untimed: Tag = serde_json::from_str(r#"{"Tag":"lost"}"#).unwrap();
        let name = untimed.name.clone();
        assert_eq!(preview(NEWEST, &[untimed]), Preview::Untimed(name));
    }
}
