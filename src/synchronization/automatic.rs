//! The automatic replications of a repository. The service lists no others, and returns all at once.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{AutomaticSynchronization, List, Region, RepositoryPath, SynchronizationTarget};

use super::delete::name_of;
use super::delete_many::DeleteSynchronizations;
use super::region_name;
use super::texts;
use crate::catalog::{DialogButton, optional_query};
use crate::configuration::Capability;
use crate::i18n::{Texts, format, use_texts};
use crate::navigation::use_navigation;
use crate::remote::{ListingTable, Query, Topic};
use crate::route::Dialog;
use crate::session::use_session;
use crate::ui::{
    Badge, BulkAction, Column, Icon, MenuItem, NothingYet, TableDefinition, TableView, Tone,
};

/// Asks for the automatic synchronizations, and again when one was created or deleted.
pub(super) fn automatic_synchronizations(
    path: RepositoryPath,
) -> Query<List<AutomaticSynchronization>> {
    optional_query(
        Capability::Synchronization,
        &[Topic::Synchronization],
        move |client| client.list_automatic_synchronizations(&path),
    )
}

/// The list, with what creates and deletes.
#[component]
pub(super) fn AutomaticList(path: RepositoryPath, regions: Query<List<Region>>) -> impl IntoView {
    let texts = use_texts();
    let loaded = automatic_synchronizations(path.clone());
    let listing = loaded.listing();
    let here = path.clone();
    let empty = move || {
        let path = here.clone();
        let (title, sentence) = (texts::NONE_YET, texts::NONE_YET_SENTENCE);
        view! {
            <NothingYet icon=Icon::Refresh title sentence>
                <CreateButton path regions/>
            </NothingYet>
        }
    };
    let has_some = Signal::derive(move || loaded.rows().with(|rows| !rows.is_empty()));
    let button = path.clone();
    let create = move || {
        let path = button.clone();
        has_some
            .get()
            .then(|| view! { <CreateButton path regions/> })
    };
    let doomed = RwSignal::new(None::<Vec<SynchronizationTarget>>);
    let asked = path.clone();
    let dialog = move || {
        let (path, targets) = (asked.clone(), doomed.get()?);
        let on_close = UnsyncCallback::new(move |()| doomed.set(None));
        Some(view! { <DeleteSynchronizations path targets all=loaded on_close/> })
    };
    view! {
        <section class="stack">
            <div class="cluster" data-spread="">
                <h2>{texts.get(texts::AUTOMATIC)}</h2>
                {create}
            </div>
            <ListingTable
                definition=definition(path, regions, doomed)
                rows=loaded.rows()
                view=RwSignal::new(TableView::default())
                listing
                not_loaded=texts::NOT_LOADED
                empty
            />
            {dialog}
        </section>
    }
}

#[component]
fn CreateButton(path: RepositoryPath, regions: Query<List<Region>>) -> impl IntoView {
    view! {
        <DialogButton
            label=texts::CREATE
            icon=Icon::Plus
            dialog=Dialog::CreateSynchronization(path)
            disabled_because=why_not(regions)
        />
    }
}

/// Why nothing can be copied: nothing may be changed here, or there is no other region.
pub(super) fn why_not(regions: Query<List<Region>>) -> Signal<Option<String>> {
    let (texts, session) = (use_texts(), use_session());
    Signal::derive(move || {
        let is_alone = regions.with(|it| {
            it.value
                .as_ref()
                .is_some_and(|it| it.is_empty() && it.is_whole())
        });
        let reason = || is_alone.then(|| texts.get(texts::NO_OTHER_REGION).to_owned());
        session.read_only_reason(texts).or_else(reason)
    })
}

/// What the table shows and does; `doomed` gets where the selected ones copy to.
fn definition(
    path: RepositoryPath,
    regions: Query<List<Region>>,
    doomed: RwSignal<Option<Vec<SynchronizationTarget>>>,
) -> TableDefinition<AutomaticSynchronization> {
    let (texts, navigation, session) = (use_texts(), use_navigation(), use_session());
    let refusal = Signal::derive(move || session.read_only_reason(texts));
    let key = |it: &AutomaticSynchronization| name_of(&it.target());
    let delete_several = BulkAction::new(
        move |count| texts.count(texts::DELETE_COUNT, count),
        move |rows: Vec<AutomaticSynchronization>| {
            let targets = rows.iter().map(AutomaticSynchronization::target);
            doomed.set(Some(targets.collect()));
        },
    );
    TableDefinition::new(texts.get(texts::AUTOMATIC), columns(texts, regions), key)
        .row_actions(move |it| {
            let dialog = Dialog::DeleteSynchronization(path.clone(), it.target());
            let delete = MenuItem::link(texts.get(texts::DELETE), navigation.dialog_href(dialog));
            let delete = delete.danger();
            vec![delete.disabled_because(refusal.get())]
        })
        .bulk_action(delete_several.danger().disabled_because(refusal))
}

fn columns(texts: Texts, regions: Query<List<Region>>) -> Vec<Column<AutomaticSynchronization>> {
    let region = move |it: &AutomaticSynchronization| {
        regions.with(|all| {
            region_name(
                all.value.as_deref().unwrap_or_default(),
                &it.remote_region_id,
            )
        })
    };
    let replaces = move |it: &AutomaticSynchronization| replaces(texts, it.overwrites);
    let state = move |it: &AutomaticSynchronization| match it.is_automatic {
        Some(true) => texts.get(texts::ON).to_owned(),
        Some(false) => texts.get(texts::OFF).to_owned(),
        None => format::UNKNOWN.to_owned(),
    };
    vec![
        Column::new("region", texts.get(texts::REGION), region)
            .natural()
            .essential(),
        Column::new(
            "target",
            texts.get(texts::TARGET_ORGANIZATION),
            |it: &AutomaticSynchronization| it.remote_organization.to_string(),
        )
        .natural(),
        Column::new("replaces", texts.get(texts::SAME_TAGS), replaces)
            .natural()
            .width(160),
        Column::new("state", texts.get(texts::STATE), state)
            .natural()
            .cell(move |it| {
                let tone = Tone::on_or_off(it.is_automatic == Some(true));
                let name = state(it);
                view! { <Badge tone>{name}</Badge> }.into_any()
            })
            .width(110),
        Column::moment(
            texts,
            "created",
            texts.get(texts::CREATED),
            |it: &AutomaticSynchronization| it.created_at,
        ),
    ]
}

/// What becomes of a tag of the same name.
pub(super) fn replaces(texts: Texts, overwrites: Option<bool>) -> String {
    format::or_unknown(overwrites, |overwrites| {
        let fate = if overwrites {
            texts::REPLACED
        } else {
            texts::KEPT
        };
        texts.get(fate).to_owned()
    })
}
