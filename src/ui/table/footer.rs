//! The footer of the table: how much has loaded, and how much of it is shown in which order.

use crate::markup::view;
use crate::reactive::memo;
use leptos::prelude::*;

use super::super::button::{Button, ButtonVariant};
use super::super::focus::keep_focus;
use super::super::texts;
use super::controls::{LoadState, TableControls, TableProgress};
use super::state::TableState;
use crate::i18n::{Texts, format, use_texts};

/// The line below the rows.
#[component]
pub(super) fn Footer(
    state: TableState,
    progress: Signal<TableProgress>,
    controls: TableControls,
) -> impl IntoView {
    let texts = use_texts();
    let TableControls {
        on_stop, on_resume, ..
    } = controls;
    let rows = memo(move || state.keys.with(|keys| keys.len()) as u64);
    let progress = memo(move || counted(progress.get(), rows.get()));
    let bar = move || {
        let TableProgress {
            loaded,
            total,
            state,
        } = progress.get();
        (state == LoadState::Loading).then(|| {
            // Without a value the bar says only that something is going on.
            let value = total.map(|_| loaded.to_string());
            let most = total.map(|total| total.max(1).to_string());
            view! { <progress aria-label=texts.get(texts::LOADED_SO_FAR).replace("{x}", "") value=value max=most></progress> }
        })
    };
    let act = move || match progress.get().state {
        LoadState::Loading => Some((texts::STOP, on_stop?)),
        LoadState::Stopped | LoadState::Failed => Some((texts::CONTINUE, on_resume?)),
        LoadState::Complete => None,
    };
    let has_act = memo(move || act().is_some());
    // One button for both, so that the focus stays on it when one becomes the other.
    let button = move || {
        keep_focus();
        let label = move || act().map(|(label, _)| texts.get(label));
        let run = move || {
            if let Some((_, act)) = untrack(act) {
                act.run(());
            }
        };
        view! { <Button variant=ButtonVariant::Quiet on_click=run>{label}</Button> }
    };
    // Once everything is there, the sentence beside it has the same number.
    let loaded_class =
        move || (progress.get().state == LoadState::Complete).then_some("visually-hidden");
    view! {
        <div class="table-footer">
            <span role="status" class=loaded_class>{move || loaded_sentence(texts, progress.get())}</span>
            {bar}
            {move || has_act.get().then(button)}
            <span>{move || shown_sentence(texts, state, rows.get())}</span>
        </div>
    }
}

/// Once everything is there, what the table was given is what counts: the service may have sent
/// rows that are not of this list.
fn counted(progress: TableProgress, rows: u64) -> TableProgress {
    match progress.state {
        LoadState::Complete => TableProgress {
            loaded: rows,
            total: Some(rows),
            ..progress
        },
        _ => progress,
    }
}

fn loaded_sentence(texts: Texts, progress: TableProgress) -> String {
    let number = |it| format::number(texts, it);
    let TableProgress {
        loaded,
        total,
        state,
    } = progress;
    let mut sentence = match total {
        Some(total) => texts.fill(
            texts::LOADED,
            &[("x", &number(loaded)), ("y", &number(total))],
        ),
        None => texts.fill(texts::LOADED_SO_FAR, &[("x", &number(loaded))]),
    };
    let ending = match state {
        LoadState::Stopped => texts.get(texts::STOPPED),
        LoadState::Failed => texts.get(texts::INCOMPLETE),
        LoadState::Loading | LoadState::Complete => return sentence,
    };
    sentence.push_str(", ");
    sentence.push_str(ending);
    sentence
}

fn shown_sentence(texts: Texts, state: TableState, rows: u64) -> String {
    let shown = state.order.with(|it| it.len()) as u64;
    let total = format::number(texts, rows);
    let mut sentence = texts.count_with(texts::SHOWING, shown, &[("total", &total)]);
    let sorted = state.view.with(|view| {
        let sort = view.sort.as_ref()?;
        state.shape.with_value(|shape| {
            let column = shape.columns.iter().find(|it| it.key == sort.column)?;
            let direction = match (&column.words, sort.descending) {
                (Some((ascending, _)), false) => ascending.as_str(),
                (Some((_, descending)), true) => descending.as_str(),
                (None, false) => texts.get(texts::ASCENDING),
                (None, true) => texts.get(texts::DESCENDING),
            };
            let words = [("column", column.title.as_str()), ("direction", direction)];
            Some(texts.fill(texts::SORTED, &words))
        })
    });
    if let Some(sorted) = sorted {
        sentence.push_str(" · ");
        sentence.push_str(&sorted);
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(state: LoadState, rows: u64, expected: &str) {
        let progress = TableProgress {
            loaded: 2,
            total: Some(40),
            state,
        };
        let sentence = loaded_sentence(Texts::english(), counted(progress, rows));
        assert_eq!(sentence, expected);
    }

    #[test]
    fn rows_of_others_count_only_while_more_are_to_come() {
        check(LoadState::Loading, 1, "Loaded 2 of 40");
        check(LoadState::Stopped, 1, "Loaded 2 of 40, stopped");
        check(LoadState::Complete, 1, "Loaded 1 of 1");
    }
}
