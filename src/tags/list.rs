//! The tags of a repository, newest first. Every page is loaded, so that filter, sort and selection
//! act on the whole set.

use crate::markup::view;
use crate::reactive::{RwSignal, Signal, memo, on_change};
use leptos::prelude::*;
use swr_api::{Access, RepositoryDetails, RepositoryPath, Tag};

use super::columns::{columns, page_of};
use super::delete_many::DeleteTags;
use super::image::{Image, first_push};
use super::kinds::RecognizedTags;
use super::picking::{PickButton, use_picker};
use super::pull::Tool;
use super::pull_dialog::PullDialog;
use super::signatures::{self, SignatureToggle};
use super::texts;
use crate::catalog::{tags_of, use_repository_right};
use crate::configuration::Capability;
use crate::i18n::{Texts, use_texts};
use crate::navigation::{Link, Navigation, kept_views, use_navigation};
use crate::remote::{Collection, ListingTable, Query, Topic, use_revisions};
use crate::route::{Dialog, Page, Route, TagTab};
use crate::session::{use_capabilities, use_session};
use crate::ui::{
    BulkAction, CommandBlock, CopyButton, EmptyState, Icon, MenuItem, TableDefinition, TableView,
    use_copying,
};

/// The tags of a repository.
#[component]
pub fn TagList(
    /// The repository whose tags are listed.
    path: RepositoryPath,
) -> impl IntoView {
    let texts = use_texts();
    let loaded = tags_of(path.clone(), &[Topic::Tags]);
    let listing = loaded.listing();
    let (view, signatures_are_shown) = kept_view();
    let rows = memo(move || {
        let are_shown = signatures_are_shown.get();
        let is_listed = |it: &&Tag| are_shown || !signatures::is_one(it);
        loaded
            .rows()
            .with(|rows| rows.iter().filter(is_listed).cloned().collect::<Vec<_>>())
    });
    let signature_count = memo(move || {
        let rows = loaded.rows();
        rows.with(|rows| rows.iter().filter(|it| signatures::is_one(it)).count())
    });
    let opened = Opened {
        doomed: RwSignal::new(None),
        pulled: RwSignal::new(None),
    };
    let definition = definition(path.clone(), rows.into(), opened);
    let here = path.clone();
    let empty = move || match signature_count.get() {
        0 => view! { <NoneYet path=here.clone()/> }.into_any(),
        _ => {
            let title = texts.get(texts::ONLY_SIGNATURES);
            view! { <EmptyState icon=Icon::Tag title/> }.into_any()
        }
    };
    let toggle = move || {
        view! { <SignatureToggle count=signature_count are_shown=signatures_are_shown/> }
    };
    let pulled_from = path.clone();
    let pull = move || {
        let (path, tag) = (pulled_from.clone(), opened.pulled.get()?);
        let on_close = move || opened.pulled.set(None);
        Some(view! { <PullDialog path tag on_close/> })
    };
    let dialog = move || {
        let (path, doomed_tags) = (path.clone(), opened.doomed.get()?);
        let on_close = move || opened.doomed.set(None);
        Some(view! { <DeleteTags path doomed=doomed_tags all=loaded on_close/> })
    };
    let refresh = refreshing(loaded);
    view! {
        <ListingTable
            definition
            rows
            view
            listing
            not_loaded=texts::NOT_LOADED
            empty
            controls=listing.controls().on_refresh(refresh).tools(toggle)
        />
        {dialog}
        {pull}
    }
}

/// Loads the tags again, and then what is told of the repository around them, which changes with them.
/// Not both at once: a service that fails would be told of twice.
fn refreshing(tags: Collection<Tag>) -> impl Fn() + Copy {
    let revisions = use_revisions();
    let is_asked = StoredValue::new(false);
    on_change(
        move || tags.progress().loaded_at,
        move |_| {
            if is_asked.try_update_value(std::mem::take) == Some(true) {
                revisions.bump(Topic::Repositories);
            }
        },
    );
    move || {
        is_asked.set_value(true);
        tags.reload();
    }
}

/// The dialogs that have no address, with what they are about.
#[derive(Clone, Copy)]
struct Opened {
    /// What was selected to be deleted.
    doomed: RwSignal<Option<Vec<Tag>>>,
    /// Of what the pull commands are shown.
    pulled: RwSignal<Option<Tag>>,
}

/// Filter, sort, columns and whether signatures are shown, as the address has them and keeps them.
/// The order that a list has by itself is not written there.
fn kept_view() -> (RwSignal<TableView>, RwSignal<bool>) {
    kept_views(
        (
            |query| TableView::from_query(query).or_greatest_first("pushed"),
            |view| view.to_query_but_greatest_first("pushed"),
        ),
        (signatures::are_shown, |are_shown| {
            signatures::to_query(*are_shown).to_owned()
        }),
    )
}

/// What the table shows and does.
fn definition(
    path: RepositoryPath,
    rows: Signal<Vec<Tag>>,
    opened: Opened,
) -> TableDefinition<Tag> {
    let (texts, navigation) = (use_texts(), use_navigation());
    let connection = untrack(|| use_session().connection());
    let right = use_repository_right(&path);
    let missing_delete = right.refusal(Access::may_delete);
    let missing_edit = right.refusal(Access::may_edit);
    let capabilities = use_capabilities();
    let recognized = RecognizedTags::new();
    let columns = columns(texts, navigation, path.clone(), rows, recognized);
    let pull = {
        let path = path.clone();
        move |it: &Tag| {
            let tools = Tool::of_family(recognized.of(it).family);
            Tool::of_name("", tools).pull(&Image::by_tag(&connection, &path, it))
        }
    };
    let copies = copies(pull.clone());
    let picker = use_picker();
    let (picked_at, picked_from) = (untrack(|| use_session().connection()), path.clone());
    let copy = move |it: &Tag| match picker.clone() {
        Some(host) => {
            let (connection, path, tag) = (picked_at.clone(), picked_from.clone(), it.clone());
            view! { <PickButton host connection path tag in_row=true/> }.into_any()
        }
        None => view! { <CopyButton text=pull(it) label=texts.get(texts::COPY_PULL)/> }.into_any(),
    };
    let delete = BulkAction::new(
        move |count| texts.count(texts::DELETE_COUNT, count),
        move |tags| opened.doomed.set(Some(tags)),
    );
    TableDefinition::new(texts.get(texts::TITLE), columns, |it: &Tag| {
        it.name.to_string()
    })
    .row_extra(copy)
    .row_actions(move |it| {
        let [open, manifest, delete] =
            row_actions(texts, navigation, &path, it, missing_delete.get());
        let tag = it.clone();
        let show = move || opened.pulled.set(Some(tag.clone()));
        let commands = MenuItem::button(texts.get(texts::PULL_COMMANDS), show).icon(Icon::Download);
        let retag = Dialog::RetagTag(path.clone(), it.name.clone());
        let retag = MenuItem::link(texts.get(texts::RETAG), navigation.dialog_href(retag))
            .icon(Icon::Plus)
            .disabled_because(missing_edit.get());
        let retag = (!capabilities.lacks(Capability::Retag)).then_some(retag);
        [open, manifest, commands]
            .into_iter()
            .chain(copies(it))
            .chain(retag)
            .chain([delete])
            .collect()
    })
    .bulk_action(delete.danger().disabled_because(missing_delete))
}

/// What can be copied of a tag, for its menu.
fn copies(
    pull: impl Fn(&Tag) -> String + Send + Sync,
) -> impl Fn(&Tag) -> Vec<MenuItem> + Send + Sync {
    let (texts, copying) = (use_texts(), use_copying());
    let item = move |label, text: String| {
        MenuItem::button(texts.get(label), move || copying.start(&text)).icon(Icon::Copy)
    };
    move |tag| {
        let digest = (!tag.digest.is_empty()).then(|| tag.digest.clone());
        let digest = digest.map(|digest| item(texts::COPY_THIS_DIGEST, digest));
        let pull = item(texts::COPY_PULL, pull(tag));
        [Some(pull), digest].into_iter().flatten().collect()
    }
}

fn row_actions(
    texts: Texts,
    navigation: Navigation,
    path: &RepositoryPath,
    tag: &Tag,
    refusal: Option<String>,
) -> [MenuItem; 3] {
    let page = |tab| navigation.href(&page_of(path, tag, tab));
    let delete = Dialog::DeleteTag(path.clone(), tag.name.clone());
    [
        MenuItem::link(texts.get(texts::OPEN), page(TagTab::Overview)).icon(Icon::Tag),
        MenuItem::link(texts.get(texts::SHOW_MANIFEST), page(TagTab::Manifest)).icon(Icon::Info),
        MenuItem::link(texts.get(texts::DELETE), navigation.dialog_href(delete))
            .danger()
            .disabled_because(refusal),
    ]
}

/// The commands of the first push stand as soon as it is known where to push; the page around the
/// list has asked.
#[component]
fn NoneYet(path: RepositoryPath) -> impl IntoView {
    let texts = use_texts();
    let connection = use_session().connection();
    let repository = use_context::<Query<RepositoryDetails>>();
    let commands = move || {
        let address = repository?.with(|it| Some(it.value.as_ref()?.path.clone()))?;
        let command = first_push(&connection, &path, &address);
        Some(view! {
            <CommandBlock command label=texts.get(texts::COPY_PUSH)/>
            <Link to=Route::from(Page::LoginCommand)>{texts.get(texts::TO_LOGIN)}</Link>
        })
    };
    view! {
        <EmptyState
            icon=Icon::Tag
            title=texts.get(texts::NONE_YET)
            sentence=texts.get(texts::NONE_YET_SENTENCE)
        >
            {commands}
        </EmptyState>
    }
}
