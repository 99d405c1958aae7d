//! How far a change of several triggers is, what failed, and what can be done about it.

use leptos::prelude::*;
use swr_api::{Error, TriggerName};

use super::change_many::Work;
use super::texts;
use crate::derive::memo;
use crate::i18n::{format, use_texts};
use crate::remote::{Bulk, Outcome, problem};
use crate::ui::{Button, Dialog, DialogFooter, Fact, FactList, Notice, Tone};

/// How many failures are shown one by one.
const SHOWN: usize = 50;

/// What became of all, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) total: u64,
    pub(super) done: u64,
    pub(super) failed: u64,
}

/// What the list says of triggers that the service said it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ReadBack {
    /// It was not loaded again yet.
    Pending,
    /// It could not be loaded again.
    Unknown,
    /// It does not show it for these.
    NotShown(Vec<TriggerName>),
}

impl Tally {
    pub(super) fn of(outcomes: &[(TriggerName, Outcome)]) -> Self {
        let mut tally = Self {
            total: outcomes.len() as u64,
            ..Self::default()
        };
        for (_, outcome) in outcomes {
            match outcome {
                Outcome::Waiting => {}
                Outcome::Done => tally.done += 1,
                Outcome::Failed(_) => tally.failed += 1,
            }
        }
        tally
    }
}

/// The dialog while triggers are changed and after.
#[component]
pub(super) fn Outcomes(
    /// What is done.
    work: Work,
    /// The change.
    change: Bulk<TriggerName>,
    /// Its numbers.
    tally: Memo<Tally>,
    /// What the list says.
    read_back: Memo<ReadBack>,
    /// Closed: unmount it. What has not begun is given up.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let is_running = memo(move || change.is_running());
    let title = move || texts.count(work.title(), tally.get().total);
    let progress = move || {
        let Tally {
            total,
            done,
            failed,
        } = tally.get();
        let number = |count| format::number(texts, count);
        let values = [
            ("done", number(done)),
            ("total", number(total)),
            ("failed", number(failed)),
        ];
        let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
        texts.fill(texts::DONE_SO_FAR, &values)
    };
    let is_all_done = Signal::derive(move || tally.with(|it| it.done == it.total));
    view! {
        <Dialog title on_close>
            <div class="dialog-body">
                <p role="status">{progress}</p>
                <Failures change is_running/>
                {move || (!is_running.get()).then(|| view! { <ReadBackNotice read_back/> })}
            </div>
            <DialogFooter>
                {move || match is_running.get() {
                    true => view! { <Button on_click=move || change.cancel()>{texts.get(texts::STOP)}</Button> }
                        .into_any(),
                    false => view! { <Ended change is_all_done on_close/> }
                        .into_any(),
                }}
            </DialogFooter>
        </Dialog>
    }
}

#[component]
fn Ended(
    change: Bulk<TriggerName>,
    is_all_done: Signal<bool>,
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let again = move || {
        view! {
            <Button on_click=move || change.retry()>{texts.get(texts::TRY_REST)}</Button>
        }
    };
    view! {
        <Button on_click=on_close>{texts.get(texts::CLOSE)}</Button>
        {move || (!is_all_done.get()).then(again)}
    }
}

/// Each trigger that could not be changed, with the reason.
#[component]
fn Failures(change: Bulk<TriggerName>, is_running: Memo<bool>) -> impl IntoView {
    let texts = use_texts();
    let line = move |name: &TriggerName, error: &Error| {
        let problem = problem(texts, error);
        let said = [Some(problem.sentence), problem.hint].into_iter().flatten();
        let said = said.collect::<Vec<_>>().join(" ");
        let name = name.to_string();
        view! {
            <Fact end=problem.technical.unwrap_or_default().into_any()>
                <strong class="monospace">{name}</strong>
                " "
                <span class="secondary">{said}</span>
            </Fact>
        }
    };
    let lines = move || {
        // While it runs the list would move under the reader.
        if is_running.get() {
            return None;
        }
        let outcomes = change.outcomes();
        let lines: Vec<_> = outcomes.with(|outcomes| {
            let failed = outcomes.iter().filter_map(|(name, it)| match it {
                Outcome::Failed(error) => Some(line(name, error)),
                _ => None,
            });
            failed.take(SHOWN).collect()
        });
        (!lines.is_empty()).then(|| view! { <div role="alert"><FactList>{lines}</FactList></div> })
    };
    view! { {lines} }
}

#[component]
fn ReadBackNotice(read_back: Memo<ReadBack>) -> impl IntoView {
    let texts = use_texts();
    move || match read_back.get() {
        ReadBack::Pending => {
            view! { <p class="secondary">{texts.get(texts::READING_BACK)}</p> }.into_any()
        }
        ReadBack::Unknown => {
            view! { <Notice tone=Tone::Warning>{texts.get(texts::NOT_READ_BACK)}</Notice> }
                .into_any()
        }
        ReadBack::NotShown(names) if names.is_empty() => ().into_any(),
        ReadBack::NotShown(names) => {
            let names: Vec<&str> = names.iter().map(TriggerName::as_str).collect();
            let sentence = texts.fill(texts::NOT_AS_SAID, &[("names", &names.join(", "))]);
            view! { <Notice tone=Tone::Warning>{sentence}</Notice> }.into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::TransportError;

    #[test]
    fn what_waits_is_neither_done_nor_failed() {
        let name = |it: &str| TriggerName::existing(it).unwrap();
        let failed = Outcome::Failed(Error::Transport(TransportError::Aborted));
        let outcomes = [
            (name("a"), Outcome::Done),
            (name("b"), failed),
            (name("c"), Outcome::Waiting),
            (name("d"), Outcome::Done),
        ];
        let expected = Tally {
            total: 4,
            done: 2,
            failed: 1,
        };
        assert_eq!(Tally::of(&outcomes), expected);
    }
}
