//! The tags of a repository, newest first. Every page is loaded, so that filter, sort and selection
//! act on the whole set.

use leptos::prelude::*;
use swr_api::{Access, Direction, PageRequest, RepositoryDetails, Tag, TagOrder, TagQuery};

use super::columns::{columns, page_of};
use super::delete_many::DeleteTags;
use super::pull::{Image, Tool, first_push};
use super::texts;
use crate::i18n::{Texts, use_texts};
use crate::navigation::{Navigation, keep_view, use_navigation};
use crate::remote::{Collection, Query, Topic, collection, use_revisions};
use crate::route::{Dialog, RepositoryPath, TagTab};
use crate::session::{use_client, use_repository_right, use_session};
use crate::ui::{
    BulkAction, CommandBlock, CopyButton, EmptyState, Icon, MenuItem, Table, TableDefinition,
    TableView, use_copying,
};

/// The tags of a repository.
#[component]
pub fn TagList(
    /// Whose.
    path: RepositoryPath,
) -> impl IntoView {
    let texts = use_texts();
    let loaded = tags_of(path.clone(), &[Topic::Tags]);
    let listing = loaded.listing();
    let doomed = RwSignal::new(None::<Vec<Tag>>);
    let definition = definition(path.clone(), loaded.rows(), doomed);
    let here = path.clone();
    let empty = move || view! { <NoneYet path=here.clone()/> };
    let dialog = move || {
        let (path, doomed_tags) = (path.clone(), doomed.get()?);
        let on_close = move || doomed.set(None);
        Some(view! { <DeleteTags path doomed=doomed_tags all=loaded on_close/> })
    };
    view! {
        <Table
            definition
            rows=loaded.rows()
            view=kept_view()
            progress=listing.progress()
            empty=listing.instead(texts.get(texts::NOT_LOADED), move || empty().into_any())
            controls=listing.controls()
        />
        {dialog}
    }
}

/// Loads every tag, newest first, as the table shows them, so that the rows seen first are the first
/// to come; again when one of these has changed.
pub(super) fn tags_of(path: RepositoryPath, changes: &'static [Topic]) -> Collection<Tag> {
    let (client, revisions) = (use_client(), use_revisions());
    let fetch = move |page: PageRequest| {
        changes.iter().for_each(|topic| revisions.watch(*topic));
        let query = TagQuery {
            order: Some((TagOrder::UpdatedAt, Direction::Descending)),
            page,
            ..TagQuery::default()
        };
        client
            .get()
            .list_tags(&path.organization, &path.repository, &query)
    };
    collection(|tag: &Tag| tag.name.clone(), fetch)
}

/// Filter, sort and columns, as the address has them and keeps them. The order that a list has by
/// itself is not written there.
fn kept_view() -> RwSignal<TableView> {
    let by_default = || TableView::sorted_by("pushed", true).sort;
    let read = move |query: &str| {
        let view = TableView::from_query(query);
        TableView {
            sort: view.sort.or_else(by_default),
            ..view
        }
    };
    let view = RwSignal::new(read(&use_navigation().route_untracked().view));
    let write = move || {
        let mut view = view.get();
        view.sort = view.sort.filter(|sort| Some(sort) != by_default().as_ref());
        view.to_query()
    };
    keep_view(write, move |query| view.set(read(query)));
    view
}

/// What the table shows and does; `doomed` gets what was selected to be deleted.
fn definition(
    path: RepositoryPath,
    rows: Signal<Vec<Tag>>,
    doomed: RwSignal<Option<Vec<Tag>>>,
) -> TableDefinition<Tag> {
    let (texts, navigation) = (use_texts(), use_navigation());
    let connection = untrack(|| use_session().connection());
    let refusal = use_repository_right(&path).refusal(Access::may_delete);
    let columns = columns(texts, navigation, path.clone(), rows);
    let pull = {
        let path = path.clone();
        move |it: &Tag| Tool::Docker.pull(&Image::by_tag(&connection, &path, it))
    };
    let copies = copies(pull.clone());
    let copy = move |it: &Tag| {
        view! { <CopyButton text=pull(it) label=texts.get(texts::COPY_PULL)/> }.into_any()
    };
    let delete = BulkAction::new(
        move |count| texts.count(texts::DELETE_COUNT, count),
        move |tags| doomed.set(Some(tags)),
    );
    TableDefinition::new(texts.get(texts::TITLE), columns, |it: &Tag| {
        it.name.to_string()
    })
    .row_extra(copy)
    .row_actions(move |it| {
        let [open, manifest, delete] = row_actions(texts, navigation, &path, it, refusal.get());
        let copies = copies(it);
        [open, manifest]
            .into_iter()
            .chain(copies)
            .chain([delete])
            .collect()
    })
    .bulk_action(delete.danger().disabled_because(refusal))
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
            .icon(Icon::Trash)
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
        Some(view! { <CommandBlock command label=texts.get(texts::COPY_PUSH)/> })
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
