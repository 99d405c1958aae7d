//! The storage of a repository.

use leptos::prelude::*;
use swr_api::{RepositoryPath, Tag};

use super::growth::Growth;
use super::map::parts;
use super::texts;
use crate::catalog::tags_of;
use crate::configuration::Capability;
use crate::i18n::names::several;
use crate::i18n::{Texts, format, short_digest, use_texts};
use crate::manifest::{BlobUse, Contents, StorageUse, TagUse};
use crate::markup::{reactive, view};
use crate::navigation::{Navigation, kept_view, use_navigation};
use crate::reactive::memo;
use crate::remote::{Collection, Gathering, Topic, gather};
use crate::route::{Page, Route, TagTab};
use crate::session::{use_capabilities, use_client};
use crate::ui::{
    BarList, BarRow, Button, Column, EmptyState, Figure, Figures, Icon, Notice, Panel, Table,
    TableDefinition, TableView, Treemap,
};

/// How many layers are shown.
const LAYERS: usize = 15;

/// The manifests within an index, by their digests.
type Within = Vec<(String, String)>;

/// The storage of a repository: what it adds up to, which images and layers take it, what each tag alone
/// would free, and when it grew.
#[component]
pub fn RepositoryUsage(
    /// The repository.
    path: RepositoryPath,
) -> impl IntoView {
    let texts = use_texts();
    let all = tags_of(path.clone(), &[Topic::Tags]);
    let rows = all.rows();
    let asked = RwSignal::new(None::<Vec<Tag>>);
    let within = look_into(path.clone(), asked);
    let usage = memo(move || {
        rows.with(|tags| {
            let mut contents = Contents::of(tags);
            within.each_come(|manifests: &Within| {
                for (digest, manifest) in manifests {
                    contents.add(digest, manifest);
                }
            });
            StorageUse::of(&contents, tags)
        })
    });
    let listing = all.listing();
    let progress = listing.progress();
    let has_tags = memo(move || rows.with(|it| !it.is_empty()));
    let summary = move || {
        has_tags.get().then(|| {
            view! {
                <Numbers usage/>
                <Unread all asked within/>
                <Pictures usage/>
            }
        })
    };
    let tags = memo(move || usage.with(|it| it.tags.clone()));
    let definition = definition(texts, use_navigation(), path);
    let empty = || {
        let texts = use_texts();
        let sentence = texts.get(texts::NOTHING_SENTENCE);
        view! { <EmptyState icon=Icon::Tag title=texts.get(texts::NOTHING) sentence/> }.into_any()
    };
    view! {
        <div class="stack" data-gap="large">
            {reactive(summary)}
            <Table
                definition
                rows=tags
                view=kept_view((
                    |query| TableView::from_query(query).or_greatest_first("frees"),
                    |view| view.to_query_but_greatest_first("frees"),
                ))
                progress
                empty=listing.instead(texts.get(texts::NOT_LOADED), empty)
                controls=listing.controls()
            />
        </div>
    }
}

/// Asks for what is in indexes, once someone wants that.
fn look_into(path: RepositoryPath, asked: RwSignal<Option<Vec<Tag>>>) -> Gathering<Within> {
    let client = use_client();
    let fetch = move |tag: &Tag| {
        let client = client.get_untracked();
        client.list_image_configurations(&path, &tag.name)
    };
    gather(asked.into(), fetch, |_, images| {
        let images = images.items.into_iter();
        images
            .filter_map(|it| Some((it.digest, it.manifest?)))
            .collect()
    })
}

/// Whether all that an index holds is known, and the way to know it.
#[component]
fn Unread(
    all: Collection<Tag>,
    asked: RwSignal<Option<Vec<Tag>>>,
    within: Gathering<Within>,
) -> impl IntoView {
    let (texts, capabilities) = (use_texts(), use_capabilities());
    let error = Signal::derive(move || within.error());
    capabilities.learn_from(Capability::ImageConfigurations, error);
    let unread = memo(move || all.rows().with(|tags| unread_indexes(tags)));
    let offered = move |unread: Vec<Tag>| {
        let count = unread.len() as u64;
        let may = !capabilities.lacks(Capability::ImageConfigurations);
        let button = may.then(|| {
            let act = move || asked.set(Some(unread.clone()));
            view! { <Button on_click=act>{texts.count(texts::LOOK_INTO, count)}</Button> }
        });
        view! {
            <Notice>
                {texts.count(texts::NOT_LOOKED_INTO, count)}
                " "
                {button}
            </Notice>
        }
        .into_any()
    };
    reactive(move || {
        let (unread, progress) = (unread.get(), within.progress());
        match progress {
            _ if unread.is_empty() => ().into_any(),
            Some((done, total)) if error.with(Option::is_none) => {
                let number = |count: usize| format::number(texts, count as u64);
                let values = [("done", number(done)), ("total", number(total))];
                let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
                let sentence = texts.fill(texts::LOOKED_INTO, &values);
                view! { <p class="secondary" role="status">{sentence}</p> }.into_any()
            }
            _ => offered(unread),
        }
    })
}

/// The indexes of which not everything is in the list, one tag of each.
fn unread_indexes(tags: &[Tag]) -> Vec<Tag> {
    let contents = Contents::of(tags);
    let mut digests = std::collections::BTreeSet::new();
    let is_unread = |it: &&Tag| {
        contents.manifest(it).is_index()
            && contents.reach(it).rest.is_some()
            && digests.insert(it.digest.clone())
    };
    tags.iter().filter(is_unread).cloned().collect()
}

#[component]
fn Numbers(usage: Memo<StorageUse>) -> impl IntoView {
    let texts = use_texts();
    reactive(move || {
        usage.with(|it| {
            let companions = it.tags.len() as u64 - it.tag_count();
            let companions = (companions > 0).then(|| texts.count(texts::COMPANIONS, companions));
            let share = percent(texts, it.shared_bytes, it.total_bytes);
            let name = move |text| texts.get(text).into_any();
            let total = format::bytes(texts, it.total_bytes);
            let shared = format::bytes(texts, it.shared_bytes);
            let tags = format::number(texts, it.tag_count());
            let unknown = (it.unknown > 0).then(|| {
                let sentence = texts.count(texts::UNKNOWN_SIZES, it.unknown);
                view! { <Notice>{sentence}</Notice> }
            });
            view! {
                <Figures>
                    <Figure name=name(texts::TOTAL) value=total/>
                    <Figure name=name(texts::SHARED) value=shared note=share/>
                    <Figure name=name(texts::TAGS) value=tags note=companions/>
                </Figures>
                {unknown}
            }
        })
    })
}

/// `42% of all`
fn percent(texts: Texts, part: u64, whole: u64) -> Option<String> {
    let percent = (part as f64 / whole.max(1) as f64 * 100.0).round();
    let percent = format::number(texts, percent as u64);
    (whole > 0).then(|| texts.fill(texts::SHARE_OF_ALL, &[("percent", &percent)]))
}

#[component]
fn Pictures(usage: Memo<StorageUse>) -> impl IntoView {
    let texts = use_texts();
    reactive(move || {
        usage.with(|it| {
            let named = it.images.iter();
            let named = named.map(|it| (several(texts, &it.tags), it.own_bytes));
            let parts = parts(texts, named.collect(), it.shared_bytes);
            let largest = it.blobs.first().map_or(1, |it| it.size_bytes.max(1));
            let layers = it.blobs.iter().take(LAYERS);
            let rows: Vec<BarRow> = layers.map(|it| layer(texts, it, largest)).collect();
            let growth = it.growth.clone();
            view! {
                <Panel title=texts.get(texts::BY_IMAGE)>
                    <Treemap parts/>
                </Panel>
                <div class="columns" data-even="">
                    <Panel title=texts.get(texts::LARGEST)>
                        <BarList rows numbered=true/>
                    </Panel>
                    <Growth growth texts/>
                </div>
            }
        })
    })
}

fn layer(texts: Texts, it: &BlobUse, largest: u64) -> BarRow {
    let tags = several(texts, &it.tags);
    BarRow {
        name: short_digest(&it.digest),
        title: it.digest.clone(),
        note: texts.fill(texts::USED_BY, &[("tags", &tags)]),
        size: format::bytes(texts, it.size_bytes),
        share: it.size_bytes as f64 / largest as f64,
    }
}

fn definition(
    texts: Texts,
    navigation: Navigation,
    path: RepositoryPath,
) -> TableDefinition<TagUse> {
    let name = move |it: &TagUse| {
        let page = Page::Tag(path.clone(), it.name.clone(), TagTab::Overview);
        let href = navigation.href(&Route::from(page));
        view! { <a href=href>{it.name.to_string()}</a> }.into_any()
    };
    let columns = vec![
        Column::new("tag", texts.get(texts::TAG), |it: &TagUse| {
            it.name.to_string()
        })
        .versions()
        .essential()
        .monospace()
        .cell(name),
        Column::bytes(texts, "size", texts.get(texts::SIZE), |it: &TagUse| {
            it.size_bytes
        }),
        Column::bytes(texts, "frees", texts.get(texts::FREES), |it: &TagUse| {
            it.freed_bytes
        })
        .width(140),
    ];
    let key = |it: &TagUse| it.name.to_string();
    TableDefinition::new(texts.get(texts::TABLE), columns, key)
}
