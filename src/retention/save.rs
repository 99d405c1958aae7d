//! Saving a policy, which runs it.

use leptos::prelude::*;
use swr_api::{RepositoryPath, RetentionRule};

use super::texts;
use crate::i18n::{Texts, use_texts};
use crate::navigation::use_navigation;
use crate::remote::{Mutation, Topic, mutation, use_revisions};
use crate::session::use_client;
use crate::ui::{Submission, use_toasts};

/// Making a policy or changing it; one answers with a number and the other with nothing.
#[derive(Clone, Copy)]
pub(super) enum Saving {
    New(Mutation<Vec<RetentionRule>>),
    Known(Mutation<Vec<RetentionRule>>),
}

impl Saving {
    /// For a repository's first policy, or the one of this number.
    pub(super) fn of(path: RepositoryPath, id: Option<i64>) -> Self {
        let (client, navigation) = (use_client(), use_navigation());
        let saved = saved(&path);
        match id {
            None => Self::New(mutation(
                move |rules: &Vec<RetentionRule>| {
                    let client = client.get_untracked();
                    client.create_retention(&path, rules)
                },
                move |_, _| saved(),
                move |_, _| navigation.close_dialog(),
            )),
            Some(id) => Self::Known(mutation(
                move |rules: &Vec<RetentionRule>| {
                    let client = client.get_untracked();
                    client.update_retention(&path, id, rules)
                },
                move |_, ()| saved(),
                move |_, ()| navigation.close_dialog(),
            )),
        }
    }

    fn mutation(self) -> Mutation<Vec<RetentionRule>> {
        match self {
            Self::New(mutation) | Self::Known(mutation) => mutation,
        }
    }

    /// Saves, unless it is being saved.
    pub(super) fn run(self, rules: Vec<RetentionRule>) {
        self.mutation().run(rules);
    }

    pub(super) fn submission(self, texts: Texts) -> Submission {
        self.mutation().submission(texts)
    }
}

/// The tags are gone when the service answers, and the repository has another size.
fn saved(path: &RepositoryPath) -> impl Fn() + 'static {
    let (texts, revisions, toasts) = (use_texts(), use_revisions(), use_toasts());
    let sentence = texts.fill(texts::SAVED, &[("path", &path.to_string())]);
    move || {
        for topic in [Topic::Retention, Topic::Tags, Topic::Repositories] {
            revisions.bump(topic);
        }
        toasts.success(sentence.clone());
    }
}
