//! Switching triggers on or off, and deleting several, with an outcome for each. The dialog has no
//! address, because a selection has none.
//!
//! Being done is not believed: the list is loaded again, and only when it shows what was wanted does
//! the dialog close by itself.

use leptos::prelude::*;
use swr_api::{Trigger, TriggerName};

use super::outcomes::{Outcomes, ReadBack, Tally};
use super::texts;
use crate::derive::{effect, memo};
use crate::i18n::{Text, use_texts};
use crate::remote::{Bulk, Outcome, Query, Topic, bulk, now, use_revisions};
use crate::route::RepositoryPath;
use crate::session::use_client;
use crate::ui::{Confirm, use_toasts};

/// What is done.
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
    /// What it is called while it is under way.
    pub(super) fn title(self) -> &'static Text {
        match self {
            Self::Enable => texts::ENABLING,
            Self::Disable => texts::DISABLING,
            Self::Delete => texts::DELETING,
        }
    }

    fn done(self) -> &'static Text {
        match self {
            Self::Enable => texts::ENABLED_MANY,
            Self::Disable => texts::DISABLED_MANY,
            Self::Delete => texts::DELETED_MANY,
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
    /// Where they are.
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
    let ended_at = RwSignal::new(None);
    let change = changing(path.clone(), work, ended_at);
    let tally = memo(move || change.outcomes().with(|it| Tally::of(it)));
    let read_back = memo(move || {
        let is_over = !change.is_running();
        let ended_at = ended_at.get().filter(|_| is_over);
        list.with(|it| match (ended_at, &it.value) {
            (Some(ended_at), Some(rows)) if !it.is_loading && it.loaded_at >= Some(ended_at) => {
                ReadBack::NotShown(not_shown(work, change, rows))
            }
            (Some(_), _) if !it.is_loading && it.error.is_some() => ReadBack::Unknown,
            _ => ReadBack::Pending,
        })
    });
    close_when_shown(work, tally, read_back, on_close);
    let has_begun = memo(move || tally.with(|it| it.total > 0));
    if work != Work::Delete {
        change.run(names.clone());
    }
    move || match has_begun.get() {
        false => {
            let (path, names) = (path.clone(), names.clone());
            view! { <Question path names change on_close/> }.into_any()
        }
        true => view! { <Outcomes work change tally read_back on_close/> }.into_any(),
    }
}

fn changing(
    path: RepositoryPath,
    work: Work,
    ended_at: RwSignal<Option<swr_api::Timestamp>>,
) -> Bulk<TriggerName> {
    let (client, revisions) = (use_client(), use_revisions());
    type Answer = std::pin::Pin<Box<dyn Future<Output = Result<(), swr_api::Error>>>>;
    bulk(
        move |name: &TriggerName| -> Answer {
            let client = client.get_untracked();
            let RepositoryPath {
                organization,
                repository,
            } = &path;
            match work {
                Work::Delete => Box::pin(client.delete_trigger(organization, repository, name)),
                Work::Enable | Work::Disable => {
                    let is_enabled = work == Work::Enable;
                    Box::pin(client.update_trigger(organization, repository, name, is_enabled))
                }
            }
        },
        move || {
            ended_at.try_set(Some(now()));
            revisions.bump(Topic::Triggers);
        },
    )
}

fn not_shown(work: Work, change: Bulk<TriggerName>, rows: &[Trigger]) -> Vec<TriggerName> {
    change.outcomes().with(|outcomes| {
        let done = outcomes.iter().filter(|(_, it)| *it == Outcome::Done);
        let names = done.map(|(name, _)| name);
        names
            .filter(|name| !work.is_done(name, rows))
            .cloned()
            .collect()
    })
}

fn close_when_shown(
    work: Work,
    tally: Memo<Tally>,
    read_back: Memo<ReadBack>,
    on_close: UnsyncCallback<()>,
) {
    let (texts, toasts) = (use_texts(), use_toasts());
    effect(move || {
        let Tally { total, done, .. } = tally.get();
        let is_shown = read_back.with(|it| *it == ReadBack::NotShown(Vec::new()));
        if total > 0 && done == total && is_shown {
            toasts.success(texts.count(work.done(), total));
            on_close.run(());
        }
    });
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
    let listed: Vec<_> = names
        .iter()
        .map(|it| view! { <li>{it.to_string()}</li> })
        .collect();
    view! {
        <Confirm
            title
            confirm_label=texts.count(texts::DELETE_COUNT, count)
            on_confirm=move || change.run(names.clone())
            on_close
        >
            <ul>{listed}</ul>
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
