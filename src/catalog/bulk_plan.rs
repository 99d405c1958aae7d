//! The plan of a bulk change: which items are changed, and why the others are skipped. Pure.

use super::bulk_dialog::BulkQuestion;
use super::texts;
use crate::i18n::{Text, Texts, format};
use crate::ui::Consequence;

/// What becomes of each of those that were selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkPlan<I> {
    /// Those that are changed.
    pub changed: Vec<I>,
    /// Those that stay as they are, each with the reason in words.
    pub kept: Vec<(I, String)>,
}

/// What is shown before many things are deleted of which some may have to stay.
#[derive(Clone, Copy)]
pub struct BulkDeletionWords {
    /// The title, with the `count` of those that were selected.
    pub question: &'static Text,
    /// On the button, with the `count` of those that are deleted.
    pub button: &'static Text,
    /// The reason why the button does nothing.
    pub none_can_go: &'static Text,
}

impl<I> BulkPlan<I> {
    /// The plan for things of which some have a reason to stay as they are.
    pub fn of(judged: impl IntoIterator<Item = (I, Option<String>)>) -> Self {
        let mut plan = Self {
            changed: Vec::new(),
            kept: Vec::new(),
        };
        for (item, reason) in judged {
            match reason {
                Some(reason) => plan.kept.push((item, reason)),
                None => plan.changed.push(item),
            }
        }
        plan
    }

    /// The number of those that were selected.
    pub fn selected(&self) -> u64 {
        (self.changed.len() + self.kept.len()) as u64
    }

    /// Why nothing can be done, if that is so.
    pub fn why_nothing(&self, texts: Texts, sentence: &Text) -> Option<String> {
        (self.changed.is_empty()).then(|| texts.get(sentence).to_owned())
    }

    /// What is typed before more than one is deleted and they have no name in common: how many.
    pub fn count_to_type(&self, texts: Texts) -> Option<String> {
        let count = self.changed.len();
        (count > 1).then(|| format::number(texts, count as u64))
    }

    /// The question before those that can go are deleted. `type_name` is typed first.
    pub fn deletion_question(
        &self,
        texts: Texts,
        words: BulkDeletionWords,
        type_name: Option<String>,
    ) -> BulkQuestion {
        // A button that can do nothing says what was requested.
        let count = match self.changed.len() as u64 {
            0 => self.selected(),
            count => count,
        };
        BulkQuestion {
            title: texts.count(words.question, self.selected()),
            submit_label: texts.count(words.button, count),
            refusal: self.why_nothing(texts, words.none_can_go),
            type_name,
            consequence: (!self.changed.is_empty())
                .then(|| Consequence::danger(texts.get(texts::NO_UNDO))),
        }
    }

    /// Each by its name, with what becomes of it; of those that change that is `change`. Those that
    /// stay come first: that is what anyone who selected them did not know.
    pub fn into_lines(self, name: fn(&I) -> String, change: &str) -> Vec<(String, Option<String>)> {
        let kept = self.kept.into_iter();
        let kept = kept.map(|(item, reason)| (name(&item), Some(reason)));
        let changed = self.changed.into_iter();
        let changed = changed.map(|item| (name(&item), Some(change.to_owned())));
        kept.chain(changed).collect()
    }
}

/// The reason of one that stays because no one may change it.
pub fn kept_because(texts: Texts, refusal: &str) -> String {
    texts.fill(texts::STAYS, &[("reason", refusal)])
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: BulkDeletionWords = BulkDeletionWords {
        question: &Text {
            key: "TEST.QUESTION",
            english: "Delete {count} thing?",
            english_other: Some("Delete {count} things?"),
        },
        button: &Text {
            key: "TEST.BUTTON",
            english: "Delete {count} thing",
            english_other: Some("Delete {count} things"),
        },
        none_can_go: &Text {
            key: "TEST.NONE",
            english: "None can go.",
            english_other: None,
        },
    };

    /// Even numbers are changed, odd ones stay.
    fn plan(things: &[u32]) -> BulkPlan<u32> {
        let reason = |it: u32| (it % 2 == 1).then(|| "odd".to_owned());
        BulkPlan::of(things.iter().map(|it| (*it, reason(*it))))
    }

    #[test]
    fn those_that_stay_are_listed_first_with_their_reason() {
        let lines = plan(&[2, 3, 4]).into_lines(u32::to_string, "goes");
        let line = |name: &str, fate: &str| (name.to_owned(), Some(fate.to_owned()));
        assert_eq!(
            lines,
            [line("3", "odd"), line("2", "goes"), line("4", "goes")]
        );
    }

    #[test]
    fn the_question_counts_the_selected_and_its_button_those_that_go() {
        let question = |things: &[u32]| {
            let question = plan(things).deletion_question(Texts::english(), WORDS, None);
            (question.title, question.submit_label, question.refusal)
        };
        let some = question(&[1, 2, 3]);
        assert_eq!(some.0, "Delete 3 things?");
        assert_eq!((some.1.as_str(), some.2), ("Delete 1 thing", None));
        let none = question(&[1, 3]);
        assert_eq!(none.1, "Delete 2 things");
        assert_eq!(none.2.as_deref(), Some("None can go."));
    }

    #[test]
    fn several_are_confirmed_by_how_many_go() {
        let word = |things: &[u32]| plan(things).count_to_type(Texts::english());
        assert_eq!(word(&[2, 3, 5]), None);
        assert_eq!(word(&[2, 4, 5]).as_deref(), Some("2"));
    }
}
