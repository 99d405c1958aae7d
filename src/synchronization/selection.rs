//! The tags to copy: all, or some selected from the whole list. A list of thousands can be filtered;
//! selected tags stay selected even when they are filtered out.

use std::collections::BTreeSet;

use crate::markup::view;
use crate::reactive::{memo, on_change};
use leptos::prelude::*;
use swr_api::{RepositoryPath, Tag, TagName};

use super::texts;
use crate::catalog::tags_of;
use crate::i18n::{format, use_texts};
use crate::remote::{Collection, Topic};
use crate::ui::{Button, Checkbox, Choice, RadioGroup, TextInput};

/// How many are in the document at once.
const SHOWN: usize = 50;

const ALL: &str = "all";
const SOME: &str = "some";

/// Which tags, of those there are.
#[derive(Clone, Copy)]
pub(super) struct TagSelection {
    tags: Collection<Tag>,
    extent: RwSignal<String>,
    picked: RwSignal<BTreeSet<TagName>>,
    filter: RwSignal<String>,
    // Counts what was picked by a button: boxes are made anew then.
    generation: RwSignal<u32>,
}

impl TagSelection {
    /// All of a repository's tags, newest first.
    pub(super) fn of(path: RepositoryPath) -> Self {
        Self {
            tags: tags_of(path, &[Topic::Tags]),
            extent: RwSignal::new(ALL.to_owned()),
            picked: RwSignal::default(),
            filter: RwSignal::default(),
            generation: RwSignal::new(0),
        }
    }

    /// What is to be copied; of those that were picked, those that are still there. Watched.
    pub(super) fn chosen(self) -> Vec<TagName> {
        let is_all = self.is_all();
        self.picked.with(|picked| {
            self.tags.rows().with(|rows| {
                let names = rows.iter().map(|it| &it.name);
                names
                    .filter(|it| is_all || picked.contains(*it))
                    .cloned()
                    .collect()
            })
        })
    }

    /// Whether it is known which tags these are; some can be picked before all have come. Watched.
    pub(super) fn is_known(self) -> bool {
        !self.is_all() || self.tags.listing().is_whole()
    }

    /// Whether something was picked; watched.
    pub(super) fn is_dirty(self) -> bool {
        !self.is_all() || self.picked.with(|it| !it.is_empty())
    }

    /// Picks these and no others.
    pub(super) fn pick_only(self, names: impl IntoIterator<Item = TagName>) {
        self.extent.set(SOME.to_owned());
        self.picked.set(names.into_iter().collect());
        self.generation.update(|it| *it += 1);
    }

    fn is_all(self) -> bool {
        self.extent.with(|it| it == ALL)
    }

    /// The names that hold what is typed, without regard to letter case; watched.
    fn matching(self) -> Vec<TagName> {
        let filter = self.filter.with(|it| it.trim().to_lowercase());
        self.tags.rows().with(|rows| {
            let names = rows.iter().map(|it| &it.name);
            let matching = names.filter(|it| it.as_str().to_lowercase().contains(&filter));
            matching.cloned().collect()
        })
    }
}

/// The question which tags.
#[component]
pub(super) fn TagChoice(selection: TagSelection) -> impl IntoView {
    let texts = use_texts();
    let is_all = memo(move || selection.is_all());
    let options = vec![
        Choice::new(ALL, texts.get(texts::ALL_TAGS)),
        Choice::new(SOME, texts.get(texts::SOME_TAGS)),
    ];
    let count = move || {
        let chosen = selection.chosen().len() as u64;
        let total = selection.tags.rows().with(Vec::len) as u64;
        texts.count_with(
            texts::CHOSEN,
            chosen,
            &[("total", &format::number(texts, total))],
        )
    };
    view! {
        <RadioGroup label=texts.get(texts::TAGS) value=selection.extent options/>
        {selection.tags.listing().failure_banner()}
        <p class="secondary" role="status">{count}</p>
        {move || (!is_all.get()).then(|| view! { <Picking selection/> })}
    }
}

#[component]
fn Picking(selection: TagSelection) -> impl IntoView {
    let texts = use_texts();
    let matching = memo(move || selection.matching());
    let pick_matching = move || {
        let picked = selection.picked.get_untracked();
        selection.pick_only(picked.into_iter().chain(matching.get_untracked()));
    };
    let boxes = move || {
        selection.generation.track();
        let names = matching.get();
        let boxes: Vec<_> = names
            .into_iter()
            .take(SHOWN)
            .map(|name| view! { <TagBox name picked=selection.picked/> })
            .collect();
        boxes
    };
    let more = move || {
        let more = matching.with(Vec::len).saturating_sub(SHOWN);
        (more > 0).then(
            || view! { <p class="secondary">{texts.count(texts::MORE_TAGS, more as u64)}</p> },
        )
    };
    view! {
        <TextInput label=texts.get(texts::FILTER_TAGS) value=selection.filter/>
        <div class="cluster">
            <Button on_click=pick_matching>{texts.get(texts::PICK_MATCHING)}</Button>
            <Button on_click=move || selection.pick_only([])>{texts.get(texts::PICK_NONE)}</Button>
        </div>
        <div class="stack" role="group" aria-label=texts.get(texts::TAGS)>{boxes}</div>
        {more}
    }
}

#[component]
fn TagBox(name: TagName, picked: RwSignal<BTreeSet<TagName>>) -> impl IntoView {
    let checked = RwSignal::new(picked.with_untracked(|it| it.contains(&name)));
    let label = name.to_string();
    on_change(
        move || checked.get(),
        move |is_checked| {
            picked.update(|picked| {
                match is_checked {
                    true => picked.insert(name.clone()),
                    false => picked.remove(&name),
                };
            });
        },
    );
    view! { <Checkbox label checked/> }
}
