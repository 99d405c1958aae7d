//! Saves a policy, which runs it.

use swr_api::{RepositoryPath, RetentionRule};

use super::texts;
use crate::catalog::dialog_mutation;
use crate::i18n::use_texts;
use crate::remote::{Mutation, Topic};

/// The tags are gone when the service answers, and the repository has another size.
const TOPICS: &[Topic] = &[Topic::Retention, Topic::Tags, Topic::Repositories];

/// Saves the rules of a repository's first policy, or of the one of this number.
pub(super) fn saving(path: RepositoryPath, id: Option<i64>) -> Mutation<Vec<RetentionRule>> {
    let texts = use_texts();
    let sentence = texts.fill(texts::SAVED, &[("path", &path.to_string())]);
    let done = move |_: &Vec<RetentionRule>| sentence.clone();
    match id {
        None => dialog_mutation(
            TOPICS,
            move |client, rules: &Vec<RetentionRule>| client.create_retention(&path, rules),
            done,
        ),
        Some(id) => dialog_mutation(
            TOPICS,
            move |client, rules: &Vec<RetentionRule>| client.update_retention(&path, id, rules),
            done,
        ),
    }
}
