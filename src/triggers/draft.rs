//! The form of a trigger: its input, errors and request. Pure.

use swr_api::{
    ApplicationKind, NewTrigger, TagName, TriggerCluster, TriggerCondition, TriggerName,
};

use super::texts;
use crate::i18n::{Text, Texts, format, names};
use crate::pattern::{Pattern, pattern_problem};

/// The tags that are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Condition {
    #[default]
    All,
    Tags,
    Pattern,
}

/// What was typed. What belongs to another choice stays and is not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TriggerDraft {
    pub(super) name: String,
    pub(super) condition: Condition,
    pub(super) tags: String,
    pub(super) pattern: String,
    pub(super) is_cci: bool,
    pub(super) cluster_id: String,
    pub(super) cluster_name: String,
    pub(super) is_stateful: bool,
    pub(super) application: String,
    pub(super) namespace: String,
    pub(super) container: String,
    pub(super) is_enabled: bool,
}

impl TriggerDraft {
    /// The trigger, if everything would do.
    pub(super) fn to_new(&self) -> Option<NewTrigger> {
        let cluster = match self.is_cci {
            true => TriggerCluster::Cci,
            false => TriggerCluster::Cce {
                id: given(&self.cluster_id)?,
                name: given(&self.cluster_name)?,
            },
        };
        Some(NewTrigger {
            name: TriggerName::new(self.name.trim()).ok()?,
            condition: self.to_condition()?,
            is_enabled: self.is_enabled,
            application: given(&self.application)?,
            application_kind: match self.is_stateful {
                true => ApplicationKind::StatefulSet,
                false => ApplicationKind::Deployment,
            },
            cluster,
            cluster_namespace: given(&self.namespace)?,
            container: self.container.trim().to_owned(),
        })
    }

    fn to_condition(&self) -> Option<TriggerCondition> {
        Some(match self.condition {
            Condition::All => TriggerCondition::All,
            Condition::Tags => {
                let tags = lines(&self.tags).map(|(_, line)| TagName::new(line));
                let tags: Vec<TagName> = tags.collect::<Result<_, _>>().ok()?;
                TriggerCondition::Tags((!tags.is_empty()).then_some(tags)?)
            }
            Condition::Pattern => {
                let pattern = self.pattern.trim();
                Pattern::new(pattern).ok()?;
                TriggerCondition::Matching(pattern.to_owned())
            }
        })
    }

    /// What is wrong with the name. Before a first try an unfinished one is not wrong.
    pub(super) fn name_problem(
        &self,
        texts: Texts,
        taken: &[TriggerName],
        was_tried: bool,
    ) -> Option<String> {
        let is_taken = taken.iter().any(|it| it.as_str() == self.name.trim());
        names::name_problem::<TriggerName>(texts, &self.name, was_tried)
            .or_else(|| is_taken.then(|| texts.get(texts::NAME_TAKEN).to_owned()))
    }

    /// What is wrong with the first wrong tag, or that there is none.
    pub(super) fn tags_problem(&self, texts: Texts, was_tried: bool) -> Option<String> {
        if was_tried && self.tags.trim().is_empty() {
            return Some(texts.get(texts::TAGS_NEEDED).to_owned());
        }
        let problem = |(number, line)| {
            let problem = names::name_problem::<TagName>(texts, line, true)?;
            Some((number, problem))
        };
        let (line, problem) = lines(&self.tags).find_map(problem)?;
        let line = format::number(texts, line as u64);
        Some(texts.fill(texts::LINE, &[("line", &line), ("problem", &problem)]))
    }

    /// What is wrong with the pattern.
    pub(super) fn pattern_problem(&self, texts: Texts, was_tried: bool) -> Option<String> {
        let pattern = self.pattern.trim();
        let is_unfinished = pattern.is_empty() && !was_tried;
        (!is_unfinished)
            .then(|| pattern_problem(texts, pattern))
            .flatten()
    }
}

/// That a text is missing, once it was tried without.
pub(super) fn missing(texts: Texts, text: &str, was_tried: bool) -> Option<String> {
    const NEEDED: &Text = texts::NEEDED;
    (was_tried && text.trim().is_empty()).then(|| texts.get(NEEDED).to_owned())
}

fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The lines that say something, with their numbers. A `;`, as the wire has it, ends one, too.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate();
    numbered
        .flat_map(|(index, line)| line.split(';').map(move |part| (index + 1, part.trim())))
        .filter(|(_, part)| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> TriggerDraft {
        let text = |it: &str| it.to_owned();
        TriggerDraft {
            name: text("deploy"),
            cluster_id: text("c1"),
            cluster_name: text("staging"),
            application: text("api"),
            namespace: text("shop"),
            is_enabled: true,
            ..TriggerDraft::default()
        }
    }

    #[test]
    fn a_cluster_is_named_for_cce_and_not_for_cci() {
        let Some(TriggerCluster::Cce { id, name }) = draft().to_new().map(|it| it.cluster) else {
            panic!("a cluster is named");
        };
        assert_eq!((id.as_str(), name.as_str()), ("c1", "staging"));
        let instances = TriggerDraft {
            is_cci: true,
            ..draft()
        };
        let cluster = instances.to_new().map(|it| it.cluster);
        assert_eq!(cluster, Some(TriggerCluster::Cci));
        let nowhere = TriggerDraft {
            cluster_name: String::new(),
            ..draft()
        };
        assert_eq!(nowhere.to_new(), None);
    }

    #[test]
    fn only_the_chosen_condition_is_sent_and_looked_at() {
        let of = |condition, tags: &str, pattern: &str| {
            let (tags, pattern) = (tags.to_owned(), pattern.to_owned());
            let draft = TriggerDraft {
                condition,
                tags,
                pattern,
                ..draft()
            };
            draft.to_new().map(|it| it.condition)
        };
        assert_eq!(of(Condition::All, "a/b", "*"), Some(TriggerCondition::All));
        let tags = ["1.0", "latest"].map(|it| TagName::new(it).unwrap());
        assert_eq!(
            of(Condition::Tags, " 1.0 ;\nlatest\n", "*"),
            Some(TriggerCondition::Tags(tags.to_vec()))
        );
        assert_eq!(of(Condition::Tags, " \n", ""), None);
        assert_eq!(of(Condition::Tags, "a/b", ""), None);
        assert_eq!(of(Condition::Pattern, "", "*"), None);
        assert_eq!(
            of(Condition::Pattern, "", "v\\d+"),
            Some(TriggerCondition::Matching("v\\d+".to_owned()))
        );
    }

    #[test]
    fn what_is_wrong_is_said_where_it_is() {
        let texts = Texts::english();
        let taken = [TriggerName::existing("deploy").unwrap()];
        let problem = draft().name_problem(texts, &taken, false).unwrap();
        assert!(
            problem.contains("already has a trigger with this name"),
            "{problem}"
        );
        let wrong = TriggerDraft {
            name: "1st".to_owned(),
            tags: "ok\na b".to_owned(),
            ..draft()
        };
        assert!(wrong.name_problem(texts, &[], false).is_some());
        assert!(
            wrong
                .tags_problem(texts, false)
                .unwrap()
                .starts_with("Line 2: ")
        );
        let empty = TriggerDraft::default();
        assert_eq!(empty.name_problem(texts, &[], false), None);
        assert_eq!(empty.tags_problem(texts, false), None);
        assert_eq!(empty.pattern_problem(texts, false), None);
        assert!(empty.pattern_problem(texts, true).is_some());
    }
}
