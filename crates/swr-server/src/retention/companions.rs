//! Companions: tags of signatures, attestations, lists of contents and referrers, named after the
//! digest of what they are attached to. They go with the last tag of it.

use std::collections::HashMap;

use super::{Rule, Tag};
use crate::image::signature_tag::companion_of;

/// Why a tag goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) rule: usize,
    pub(super) depth: usize,
}

/// The companions of a list of tags, youngest first, and the tags that they are attached to.
pub(super) struct Companions {
    /// `None` for a tag that is none; empty where nothing that it is attached to has a tag.
    holders: Vec<Option<Vec<usize>>>,
}

impl Companions {
    pub(super) fn of(newest_first: &[&Tag]) -> Self {
        let mut of_digest: HashMap<&str, Vec<usize>> = HashMap::new();
        for (position, tag) in newest_first.iter().enumerate() {
            of_digest.entry(&tag.digest).or_default().push(position);
        }
        let holders = newest_first.iter().map(|tag| {
            // A tag that is named after what it names itself is an image's like any other.
            let digest = companion_of(&tag.name).filter(|it| it.as_str() != tag.digest)?;
            Some(of_digest.get(digest.as_str()).cloned().unwrap_or_default())
        });
        Self {
            holders: holders.collect(),
        }
    }

    pub(super) fn is_one(&self, position: usize) -> bool {
        self.holders[position].is_some()
    }

    /// Adds those whose image goes with all its tags: by the rule of the youngest of these, unless it
    /// excepts the companion. A companion may have companions itself.
    pub(super) fn follow(
        &self,
        rules: &[Rule],
        newest_first: &[&Tag],
        verdicts: &mut [Option<Verdict>],
    ) {
        let is_waiting = |position: &usize| self.holders[*position].is_some();
        let mut waiting: Vec<usize> = (0..newest_first.len()).filter(is_waiting).collect();
        loop {
            let before = waiting.len();
            let decided: Vec<(usize, Verdict)> = waiting
                .iter()
                .filter_map(|position| Some((*position, self.inherited(*position, verdicts)?)))
                .collect();
            for (position, verdict) in &decided {
                if !rules[verdict.rule].excepts(&newest_first[*position].name) {
                    verdicts[*position] = Some(*verdict);
                }
            }
            let is_decided =
                |position: &usize| decided.binary_search_by_key(position, |it| it.0).is_ok();
            waiting.retain(|position| !is_decided(position));
            if waiting.len() == before {
                return;
            }
        }
    }

    fn inherited(&self, position: usize, verdicts: &[Option<Verdict>]) -> Option<Verdict> {
        let holders = self.holders[position].as_ref()?;
        let verdicts: Option<Vec<Verdict>> = holders.iter().map(|it| verdicts[*it]).collect();
        let verdicts = verdicts?;
        let rule = verdicts.first()?.rule;
        let depth = verdicts.iter().map(|it| it.depth).max()? + 1;
        Some(Verdict { rule, depth })
    }
}
