//! Enabling, disabling and deleting several triggers, with a result for each.
//!
//! Success is verified: the list is loaded again, and the dialog closes only when it shows the expected
//! state.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{List, RepositoryPath, Trigger, TriggerName};

use super::texts;
use crate::catalog::{BulkDialog, BulkNames, BulkQuestion, bulk_change};
use crate::i18n::use_texts;
use crate::remote::{Bulk, BulkWords, Query, Topic};
use crate::ui::Consequence;

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    Enable,
    Disable,
    Delete,
}

/// A change of several triggers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TriggerChange {
    pub(super) work: Work,
    pub(super) names: Vec<TriggerName>,
}

impl Work {
    fn words(self) -> BulkWords {
        let (running, ended, done) = match self {
            Self::Enable => (texts::ENABLING, texts::ENABLING_ENDED, texts::ENABLED_MANY),
            Self::Disable => (
                texts::DISABLING,
                texts::DISABLING_ENDED,
                texts::DISABLED_MANY,
            ),
            Self::Delete => (texts::DELETING, texts::DELETION_ENDED, texts::DELETED_MANY),
        };
        BulkWords {
            running,
            ended,
            so_far: texts::DONE_SO_FAR,
            rest: texts::TRY_REST,
            unchanged: texts::NOT_AS_SAID,
            done,
            is_danger: self == Self::Delete,
        }
    }

    /// Whether a list shows that it was done.
    fn is_done(self, name: &TriggerName, listed: &[Trigger]) -> bool {
        let found = listed.iter().find(|it| it.name == *name);
        match self {
            Self::Enable => found.is_some_and(|it| it.is_enabled == Some(true)),
            Self::Disable => found.is_some_and(|it| it.is_enabled == Some(false)),
            Self::Delete => found.is_none(),
        }
    }
}

/// Does it and shows how far that is; asks before something is deleted.
#[component]
pub(super) fn ChangeTriggers(
    /// The repository of the triggers.
    path: RepositoryPath,
    /// The change, and of which triggers.
    change: TriggerChange,
    /// The triggers, loaded again when some change.
    list: Query<List<Trigger>>,
    /// Closed: unmount it.
    #[prop(into)]
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let TriggerChange { work, names } = change;
    let rows = list.rows();
    let not_shown = move |mut done: Vec<TriggerName>| {
        rows.with(|rows| done.retain(|name| !work.is_done(name, rows)));
        done
    };
    let (count, repository) = (names.len() as u64, path.to_string());
    let question = (work == Work::Delete).then(|| {
        BulkQuestion::plain(
            texts.count_with(texts::DELETE_MANY_QUESTION, count, &[("path", &repository)]),
            texts.count(texts::DELETE_COUNT, count),
        )
        .with_consequence(Consequence::danger(texts.get(texts::DELETE_SENTENCE)))
    });
    let called: Vec<String> = names.iter().map(TriggerName::to_string).collect();
    view! {
        <BulkDialog
            bulk=changing(path, work)
            items=names
            name=TriggerName::to_string
            words=work.words()
            question
            listing=list.listing()
            unchanged=not_shown
            on_close
        >
            <BulkNames names=called.clone()/>
        </BulkDialog>
    }
}

fn changing(path: RepositoryPath, work: Work) -> Bulk<TriggerName> {
    type Answer = std::pin::Pin<Box<dyn Future<Output = Result<(), swr_api::Error>>>>;
    bulk_change(&[Topic::Triggers], move |client, name| -> Answer {
        match work {
            Work::Delete => Box::pin(client.delete_trigger(&path, name)),
            Work::Enable | Work::Disable => {
                Box::pin(client.update_trigger(&path, name, work == Work::Enable))
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_decides_what_is_done() {
        let name = TriggerName::existing("deploy").unwrap();
        let listed = |enable: &str| -> Vec<Trigger> {
            let json = format!(r#"[{{"name":"deploy","enable":"{enable}"}}]"#);
            serde_json::from_str(&json).unwrap()
        };
        let (on, off) = (listed("true"), listed("false"));
        assert!(Work::Enable.is_done(&name, &on) && !Work::Enable.is_done(&name, &off));
        assert!(Work::Disable.is_done(&name, &off) && !Work::Disable.is_done(&name, &on));
        assert!(Work::Delete.is_done(&name, &[]) && !Work::Delete.is_done(&name, &off));
        // What is gone was neither switched on nor off.
        assert!(!Work::Enable.is_done(&name, &[]) && !Work::Disable.is_done(&name, &[]));
    }
}
