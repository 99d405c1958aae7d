//! The description of a rule in text.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{RetentionRule, RetentionTemplate, TagSelector, TagSelectorKind};

use super::texts;
use crate::i18n::{Texts, use_texts};

/// Which tags a rule deletes: `Deletes tags older than 30 days.`
pub(super) fn limit(texts: Texts, rule: &RetentionRule) -> String {
    match &rule.template {
        RetentionTemplate::Days(days) => texts.count(texts::DAYS_RULE, u64::from(*days)),
        RetentionTemplate::Count(count) => texts.count(texts::COUNT_RULE, u64::from(*count)),
        RetentionTemplate::Other { template, .. } => {
            texts.fill(texts::OTHER_RULE, &[("template", template)])
        }
    }
}

/// A rule with its exceptions.
#[component]
pub(super) fn RuleWords(rule: RetentionRule) -> impl IntoView {
    let texts = use_texts();
    let limit = limit(texts, &rule);
    if rule.selectors.is_empty() {
        return view! {
            <p>{limit}</p>
            <p class="secondary">{texts.get(texts::NO_EXCEPTION)}</p>
        }
        .into_any();
    }
    let line = move |selector: TagSelector| {
        let TagSelector { kind, pattern } = selector;
        let meaning = match kind {
            TagSelectorKind::Label => texts.get(texts::EXCEPTED_TAG).to_owned(),
            TagSelectorKind::Pattern => texts.get(texts::EXCEPTED_PATTERN).to_owned(),
            TagSelectorKind::Other(kind) => texts.fill(texts::EXCEPTED_OTHER, &[("kind", &kind)]),
        };
        view! { <li>{meaning}" "<code class="monospace">{pattern}</code></li> }
    };
    let exceptions: Vec<_> = rule.selectors.into_iter().map(line).collect();
    view! {
        <p>{limit}</p>
        <p>{texts.get(texts::EXCEPTED)}</p>
        <ul>{exceptions}</ul>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_a_sentence() {
        let sentence = |template| {
            let selectors = Vec::new();
            limit(
                Texts::english(),
                &RetentionRule {
                    template,
                    selectors,
                },
            )
        };
        assert_eq!(
            sentence(RetentionTemplate::Days(1)),
            "Deletes tags older than 1 day."
        );
        assert_eq!(
            sentence(RetentionTemplate::Count(14)),
            "Keeps only the newest 14 tags."
        );
        let other = RetentionTemplate::Other {
            template: "size_rule".to_owned(),
            params: serde_json::Map::new(),
        };
        assert!(sentence(other).contains("size_rule"));
    }
}
