//! The columns of a list of triggers.

use crate::markup::{reactive, view};
use leptos::prelude::*;
use swr_api::{List, RepositoryPath, Trigger, TriggerName};

use super::loading::trigger_of;
use super::texts;
use super::words::{ResultBadge, cluster, condition, newest_first, state, workload};
use crate::i18n::{Texts, use_texts};
use crate::navigation::Navigation;
use crate::reactive::memo;
use crate::remote::Query;
use crate::route::Dialog;
use crate::ui::{Badge, Column, Moment, Tone};

/// The columns of the list.
pub(super) fn columns(
    texts: Texts,
    navigation: Navigation,
    path: &RepositoryPath,
    list: Query<List<Trigger>>,
) -> Vec<Column<Trigger>> {
    let results = path.clone();
    vec![
        name(texts, navigation, path.clone()),
        Column::new(
            "condition",
            texts.get(texts::CONDITION),
            move |it: &Trigger| condition(texts, &it.condition),
        )
        .natural()
        .width(200),
        Column::new(
            "workload",
            texts.get(texts::WORKLOAD),
            move |it: &Trigger| workload(texts, it),
        )
        .natural(),
        Column::new("cluster", texts.get(texts::CLUSTER), move |it: &Trigger| {
            cluster(texts, it)
        })
        .natural()
        .width(160),
        Column::new("state", texts.get(texts::STATE), move |it: &Trigger| {
            state(texts, it).to_owned()
        })
        .natural()
        .cell(move |it| {
            let tone = Tone::on_or_off(it.is_enabled == Some(true));
            let state = state(texts, it);
            view! { <Badge tone>{state}</Badge> }.into_any()
        })
        .width(110),
        // Asked for row by row, because the list leaves it out: neither searched nor sorted.
        Column::new("result", texts.get(texts::LAST_RESULT), |_: &Trigger| {
            String::new()
        })
        .unsearched()
        .cell(move |it| {
            let (path, name) = (results.clone(), it.name.clone());
            view! { <LastResult path name list/> }.into_any()
        })
        .width(220),
        Column::new("creator", texts.get(texts::CREATOR), |it: &Trigger| {
            it.creator_name.clone()
        })
        .natural()
        .hidden()
        .width(130),
        Column::moment(
            texts,
            "created",
            texts.get(texts::CREATED),
            |it: &Trigger| it.created_at,
        )
        .hidden(),
    ]
}

fn name(texts: Texts, navigation: Navigation, path: RepositoryPath) -> Column<Trigger> {
    let cell = move |it: &Trigger| {
        let dialog = Dialog::TriggerResults(path.clone(), it.name.clone());
        let href = navigation.dialog_href(dialog);
        view! { <a href=href>{it.name.to_string()}</a> }.into_any()
    };
    Column::new("name", texts.get(texts::NAME), |it: &Trigger| {
        it.name.to_string()
    })
    .natural()
    .essential()
    .cell(cell)
}

/// What came of a trigger's last reaction; again whenever the list was loaded again.
#[component]
fn LastResult(
    path: RepositoryPath,
    name: TriggerName,
    list: Query<List<Trigger>>,
) -> impl IntoView {
    let texts = use_texts();
    let loaded_at = memo(move || list.with(|it| it.loaded_at));
    let loaded = trigger_of(path, name, move || loaded_at.with(|_| ()));
    let newest = memo(move || {
        loaded.with(|it| {
            let newest = it
                .value
                .as_ref()
                .map(|it| newest_first(it).into_iter().next());
            (newest, it.error.is_some())
        })
    });
    reactive(move || match newest.get() {
        (Some(Some(record)), _) => {
            let time = record.created_at.map(|time| view! { <Moment time/> });
            view! {
                <span class="cluster"><ResultBadge result=record.result/>{time}</span>
            }
            .into_any()
        }
        (Some(None), _) => {
            view! { <span class="secondary">{texts.get(texts::NO_RESULT)}</span> }.into_any()
        }
        (None, true) => {
            view! { <span class="secondary">{texts.get(texts::UNKNOWN_RESULT)}</span> }.into_any()
        }
        (None, false) => ().into_any(),
    })
}
