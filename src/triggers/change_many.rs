//! Switching triggers on or off, and deleting several, with an outcome for each. The dialog has no
//! address, because a selection has none.
//!
//! Being done is not believed: the list is loaded again, and only when it shows what was wanted does
//! the dialog close by itself.

use leptos::prelude::*;
use swr_api::{RepositoryPath, Trigger, TriggerName};

use super::texts;
use crate::i18n::use_texts;
use crate::reactive::memo;
use crate::remote::{Bulk, BulkOutcomes, BulkWords, Query, Topic, bulk, read_back, use_revisions};
use crate::session::use_client;
use crate::ui::{Confirm, NameList};

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    Enable,
    Disable,
    Delete,
}

/// What is done with which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
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
            Self::Enable => found.is_some_and(|it| it.is_enabled),
            Self::Disable => found.is_some_and(|it| !it.is_enabled),
            Self::Delete => found.is_none(),
        }
    }
}

/// Does it and shows how far that is; asks before something is deleted.
#[component]
pub(super) fn ChangeTriggers(
    /// The repository of the triggers.
    path: RepositoryPath,
    /// What with which.
    asked: Asked,
    /// The triggers, loaded again when some change.
    list: Query<Vec<Trigger>>,
    /// Closed: unmount it.
    #[prop(into)]
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let Asked { work, names } = asked;
    let change = changing(path.clone(), work);
    let rows = list.rows();
    let not_shown = move |mut done: Vec<TriggerName>| {
        rows.with(|rows| done.retain(|name| !work.is_done(name, rows)));
        done
    };
    let name = TriggerName::to_string;
    let read_back = read_back(change, list.listing(), name, not_shown);
    let has_begun = memo(move || change.has_begun());
    if work != Work::Delete {
        change.run(names.clone());
    }
    move || match has_begun.get() {
        false => {
            let (path, names) = (path.clone(), names.clone());
            view! { <Question path names change on_close/> }.into_any()
        }
        true => {
            let words = work.words();
            view! { <BulkOutcomes bulk=change name words read_back on_close/> }.into_any()
        }
    }
}

fn changing(path: RepositoryPath, work: Work) -> Bulk<TriggerName> {
    let (client, revisions) = (use_client(), use_revisions());
    type Answer = std::pin::Pin<Box<dyn Future<Output = Result<(), swr_api::Error>>>>;
    bulk(
        move |name: &TriggerName| -> Answer {
            let client = client.get_untracked();
            match work {
                Work::Delete => Box::pin(client.delete_trigger(&path, name)),
                Work::Enable | Work::Disable => {
                    let is_enabled = work == Work::Enable;
                    Box::pin(client.update_trigger(&path, name, is_enabled))
                }
            }
        },
        move || revisions.bump(Topic::Triggers),
    )
}

#[component]
fn Question(
    path: RepositoryPath,
    names: Vec<TriggerName>,
    change: Bulk<TriggerName>,
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let count = names.len() as u64;
    let values = [("path", path.to_string())];
    let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
    let title = texts.count_with(texts::DELETE_MANY_QUESTION, count, &values);
    let lines = names.iter().map(|it| (it.to_string(), None)).collect();
    view! {
        <Confirm
            title
            confirm_label=texts.count(texts::DELETE_COUNT, count)
            on_confirm=move || change.run(names.clone())
            on_close
        >
            <NameList lines/>
            <p>{texts.get(texts::DELETE_SENTENCE)}</p>
        </Confirm>
    }
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
