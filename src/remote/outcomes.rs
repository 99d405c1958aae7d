//! The progress of bulk changes, their failures and the retry: one dialog for all of them, with the texts
//! of each.

use crate::markup::{reactive, view};
use crate::reactive::{effect, memo};
use leptos::prelude::*;
use swr_api::{Error, ErrorKind};

use super::read_back::ReadBack;
use super::{Bulk, Outcome, problem, texts};
use crate::i18n::names::several;
use crate::i18n::{Text, Texts, format, use_texts};
use crate::ui::{
    Button, ButtonVariant, Dialog, DialogFooter, FactList, NamedFact, Notice, Tone, keep_focus,
    use_toasts,
};

/// How many failures are shown one by one.
const SHOWN: usize = 50;

/// What is said of a kind of change.
#[derive(Clone, Copy)]
pub struct BulkWords {
    /// The title while it is made, with a `count`: `Deleting {count} tags`
    pub running: &'static Text,
    /// The title after it, with a `count`.
    pub ended: &'static Text,
    /// `{done} of {total} deleted, {failed} failed.`
    pub so_far: &'static Text,
    /// On the button that tries again: `Delete remaining`
    pub rest: &'static Text,
    /// The service said so and still lists them, with a place for `names`.
    pub unchanged: &'static Text,
    /// That all are done, with a `count`.
    pub done: &'static Text,
    /// Whether it destroys something.
    pub is_danger: bool,
}

impl BulkWords {
    /// Those of a deletion: only the titles and the end name what is deleted.
    pub const fn of_deletion(
        running: &'static Text,
        ended: &'static Text,
        done: &'static Text,
    ) -> Self {
        Self {
            running,
            ended,
            so_far: texts::DELETED_SO_FAR,
            rest: texts::DELETE_REST,
            unchanged: texts::STILL_LISTS,
            done,
            is_danger: true,
        }
    }
}

/// What became of all, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    total: u64,
    done: u64,
    failed: u64,
}

/// Many changes, whatever is changed.
#[derive(Clone, Copy)]
struct Changes {
    words: BulkWords,
    done: StoredValue<Option<String>>,
    is_running: Memo<bool>,
    tally: Memo<Tally>,
    failures: Memo<Vec<(String, Error)>>,
    read_back: Memo<ReadBack>,
    interruption: Memo<Option<Error>>,
    wait_seconds: Memo<Option<u32>>,
    cancel: UnsyncCallback<()>,
    retry: UnsyncCallback<()>,
    on_close: UnsyncCallback<()>,
}

/// The dialog while changes are made and after. When all are done and the list says so, too, it
/// tells so and closes.
#[component]
pub fn BulkOutcomes<I>(
    /// The changes.
    bulk: Bulk<I>,
    /// The name of one, as people know it.
    name: fn(&I) -> String,
    /// The words for them.
    words: BulkWords,
    /// What is said when all are done, where that is more than how many.
    #[prop(optional_no_strip)]
    done: Option<String>,
    /// The comparison with the list.
    read_back: Memo<ReadBack>,
    /// Closed: unmount it. What has not begun is given up.
    on_close: UnsyncCallback<()>,
) -> impl IntoView
where
    I: Clone + Send + Sync + 'static,
{
    let failures = move || {
        let failed = |(item, outcome): &(I, Outcome)| match outcome {
            Outcome::Failed(error) => Some((name(item), error.clone())),
            _ => None,
        };
        let outcomes = bulk.outcomes();
        outcomes.with(|it| it.iter().filter_map(failed).take(SHOWN).collect())
    };
    let tally = move || {
        let outcomes = bulk.outcomes();
        outcomes.with(|it| Tally::of(it.iter().map(|(_, outcome)| outcome)))
    };
    dialog_view(Changes {
        words,
        done: StoredValue::new(done),
        is_running: memo(move || bulk.is_running()),
        tally: memo(tally),
        failures: memo(failures),
        read_back,
        interruption: memo(move || bulk.interruption()),
        wait_seconds: memo(move || bulk.wait_seconds()),
        cancel: UnsyncCallback::new(move |()| bulk.cancel()),
        retry: UnsyncCallback::new(move |()| bulk.retry()),
        on_close,
    })
}

impl Tally {
    fn of<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> Self {
        let mut tally = Self::default();
        for outcome in outcomes {
            tally.total += 1;
            match outcome {
                Outcome::Waiting => {}
                Outcome::Done => tally.done += 1,
                Outcome::Failed(_) => tally.failed += 1,
            }
        }
        tally
    }
}

fn dialog_view(changes: Changes) -> AnyView {
    let texts = use_texts();
    let Changes {
        words,
        is_running,
        tally,
        on_close,
        ..
    } = changes;
    close_when_done(changes);
    let title = move || {
        let title = if is_running.get() {
            words.running
        } else {
            words.ended
        };
        texts.count(title, tally.get().total)
    };
    let so_far = move || {
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
        texts.fill(words.so_far, &values)
    };
    view! {
        <Dialog title on_close>
            <div class="dialog-body">
                <p role="status">{so_far}</p>
                <WaitNotice changes/>
                <Failures changes/>
                {move || (!is_running.get()).then(|| view! { <ReadBackNotice changes/> })}
            </div>
            <DialogFooter>
                {move || match is_running.get() {
                    true => {
                        keep_focus();
                        view! { <Button on_click=changes.cancel>{texts.get(texts::STOP)}</Button> }
                            .into_any()
                    }
                    false => view! { <Ended changes/> }.into_any(),
                }}
            </DialogFooter>
        </Dialog>
    }
    .into_any()
}

fn close_when_done(changes: Changes) {
    let (texts, toasts) = (use_texts(), use_toasts());
    effect(move || {
        let Tally { total, done, .. } = changes.tally.get();
        let is_so = (changes.read_back).with(|it| *it == ReadBack::Unchanged(Vec::new()));
        if done == total && is_so {
            let counted = || texts.count(changes.words.done, total);
            toasts.success(changes.done.get_value().unwrap_or_else(counted));
            changes.on_close.run(());
        }
    });
}

#[component]
fn Ended(changes: Changes) -> impl IntoView {
    let texts = use_texts();
    let is_all_done = memo(move || changes.tally.with(|it| it.done == it.total));
    let variant = match changes.words.is_danger {
        true => ButtonVariant::Danger,
        false => ButtonVariant::Primary,
    };
    let again = move || {
        view! {
            <Button variant on_click=changes.retry>{texts.get(changes.words.rest)}</Button>
        }
    };
    view! {
        <Button on_click=changes.on_close>{texts.get(texts::CLOSE)}</Button>
        {move || (!is_all_done.get()).then(again)}
    }
}

/// Why it goes slowly at the moment.
#[component]
fn WaitNotice(changes: Changes) -> impl IntoView {
    let texts = use_texts();
    move || {
        let seconds = changes.wait_seconds.get()?;
        let sentence = texts.count(texts::WAITING, u64::from(seconds));
        Some(view! { <Notice tone=Tone::Warning>{sentence}</Notice> })
    }
}

/// Why it ended before its end, once and not for each that is left; and each that failed, with the
/// reason.
#[component]
fn Failures(changes: Changes) -> impl IntoView {
    let texts = use_texts();
    let line = move |(name, error): &(String, Error)| {
        let (said, technical) = said_of(texts, error);
        let name = name.clone();
        let end = Some(technical.into_any());
        view! { <NamedFact name said=Some(said) end/> }
    };
    let interruption = move |error: Error| {
        let (said, technical) = said_of(texts, &error);
        let rest = texts.get(match error.kind() {
            ErrorKind::Unauthenticated => texts::REST_AFTER_SIGN_IN,
            _ => texts::REST_NOT_TRIED,
        });
        view! {
            <Notice tone=Tone::Warning>
                <p>{said}" "{rest}</p>
                <p class="secondary">{technical}</p>
            </Notice>
        }
    };
    reactive(move || {
        // While it runs the list would move under the reader.
        if changes.is_running.get() {
            return None;
        }
        let reason = changes.interruption.get();
        let lines: Vec<_> = changes.failures.with(|it| it.iter().map(line).collect());
        (reason.is_some() || !lines.is_empty()).then(|| {
            view! {
                <div role="alert">
                    {reason.map(interruption)}
                    {(!lines.is_empty()).then(|| view! { <FactList>{lines}</FactList> })}
                </div>
            }
        })
    })
}

/// What is said of an error in a line, and its facts for anyone who is asked.
fn said_of(texts: Texts, error: &Error) -> (String, String) {
    let problem = problem(texts, error);
    let said = [Some(problem.sentence), problem.hint].into_iter().flatten();
    let said = said.collect::<Vec<_>>().join(" ");
    (said, problem.technical.unwrap_or_default())
}

#[component]
fn ReadBackNotice(changes: Changes) -> impl IntoView {
    let texts = use_texts();
    reactive(move || match changes.read_back.get() {
        ReadBack::Pending => {
            view! { <p class="secondary">{texts.get(texts::READING_BACK)}</p> }.into_any()
        }
        ReadBack::Unknown => {
            let sentence = texts.get(texts::LIST_NOT_READ_BACK);
            view! { <Notice tone=Tone::Warning>{sentence}</Notice> }.into_any()
        }
        ReadBack::Unchanged(names) if names.is_empty() => ().into_any(),
        ReadBack::Unchanged(names) => {
            let names = several(texts, &names);
            let sentence = texts.fill(changes.words.unchanged, &[("names", &names)]);
            view! { <Notice tone=Tone::Warning>{sentence}</Notice> }.into_any()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::TransportError;

    #[test]
    fn what_waits_is_neither_done_nor_failed() {
        let failed = Outcome::Failed(Error::Transport(TransportError::Aborted));
        let outcomes = [Outcome::Done, failed, Outcome::Waiting, Outcome::Done];
        let expected = Tally {
            total: 4,
            done: 2,
            failed: 1,
        };
        assert_eq!(Tally::of(outcomes.iter()), expected);
    }
}
