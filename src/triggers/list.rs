//! The triggers of a repository. The service returns all of them at once.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Access, List, RepositoryPath, Trigger, TriggerName};

use super::agency::AgencyNotice;
use super::change_many::{ChangeTriggers, TriggerChange, Work};
use super::columns::columns;
use super::loading::triggers_of;
use super::texts;
use crate::catalog::{DialogButton, use_repository_right};
use crate::i18n::{Text, use_texts};
use crate::navigation::use_navigation;
use crate::remote::{ListingTable, Query};
use crate::route::Dialog;
use crate::ui::{BulkAction, ButtonVariant, Icon, MenuItem, NothingYet, TableDefinition};

/// The triggers of a repository.
#[component]
pub fn TriggerList(
    /// The repository whose triggers are listed.
    path: RepositoryPath,
) -> impl IntoView {
    let loaded = triggers_of(path.clone());
    let listing = loaded.listing();
    let refusal = use_repository_right(&path).refusal(Access::may_edit);
    let pending = RwSignal::new(None::<TriggerChange>);
    let definition = definition(path.clone(), loaded, pending, refusal);
    let here = path.clone();
    let nothing = move || {
        let path = here.clone();
        let (title, sentence) = (texts::NONE_YET, texts::NONE_YET_SENTENCE);
        view! {
            <NothingYet icon=Icon::Activity title sentence>
                <CreateButton path refusal variant=ButtonVariant::Primary/>
            </NothingYet>
        }
    };
    let tools = path.clone();
    let create = move || {
        let path = tools.clone();
        view! { <CreateButton path refusal variant=ButtonVariant::Default/> }
    };
    let dialog = move || {
        let (path, change) = (path.clone(), pending.get()?);
        let on_close = move || pending.set(None);
        Some(view! { <ChangeTriggers path change list=loaded on_close/> })
    };
    view! {
        <AgencyNotice/>
        <ListingTable
            definition
            rows=loaded.rows()
            listing
            not_loaded=texts::NOT_LOADED
            empty=nothing
            controls=listing.controls().tools(create)
        />
        {dialog}
    }
}

/// What the table shows and does; `pending` gets the change that is asked about.
fn definition(
    path: RepositoryPath,
    loaded: Query<List<Trigger>>,
    pending: RwSignal<Option<TriggerChange>>,
    refusal: Signal<Option<String>>,
) -> TableDefinition<Trigger> {
    let (texts, navigation) = (use_texts(), use_navigation());
    let columns = columns(texts, navigation, &path, loaded);
    let ask = move |work, names: Vec<TriggerName>| pending.set(Some(TriggerChange { work, names }));
    let many = move |label: &'static Text, work| {
        BulkAction::new(
            move |count| texts.count(label, count),
            move |triggers: Vec<Trigger>| {
                ask(work, triggers.into_iter().map(|it| it.name).collect());
            },
        )
        .disabled_because(refusal)
    };
    let row_actions = move |it: &Trigger| {
        let (work, label) = match it.is_enabled {
            Some(true) => (Work::Disable, texts::DISABLE),
            // Enabling what is enabled already changes nothing.
            Some(false) | None => (Work::Enable, texts::ENABLE),
        };
        let name = it.name.clone();
        let switch = MenuItem::button(texts.get(label), move || ask(work, vec![name.clone()]))
            .icon(Icon::Switch)
            .disabled_because(refusal.get());
        let results = Dialog::TriggerResults(path.clone(), it.name.clone());
        let delete = Dialog::DeleteTrigger(path.clone(), it.name.clone());
        vec![
            MenuItem::link(
                texts.get(texts::SHOW_RESULTS),
                navigation.dialog_href(results),
            )
            .icon(Icon::Activity),
            switch,
            MenuItem::link(texts.get(texts::DELETE), navigation.dialog_href(delete))
                .danger()
                .disabled_because(refusal.get()),
        ]
    };
    TableDefinition::new(texts.get(texts::TITLE), columns, |it: &Trigger| {
        it.name.to_string()
    })
    .row_actions(row_actions)
    .bulk_action(many(texts::ENABLE_COUNT, Work::Enable))
    .bulk_action(many(texts::DISABLE_COUNT, Work::Disable))
    .bulk_action(many(texts::DELETE_COUNT, Work::Delete).danger())
}

#[component]
fn CreateButton(
    path: RepositoryPath,
    refusal: Signal<Option<String>>,
    variant: ButtonVariant,
) -> impl IntoView {
    let (icon, dialog) = (Icon::Plus, Dialog::CreateTrigger(path));
    view! { <DialogButton label=texts::CREATE icon variant dialog disabled_because=refusal/> }
}
