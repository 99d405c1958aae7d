//! Two images side by side: of two tags, or of two platforms of one, in whichever repositories. The
//! address says which.

mod difference;
mod sides;

use crate::markup::{reactive, view};
use crate::reactive::{effect, memo};
use leptos::prelude::*;
use swr_api::{Error, RepositoryPath, TagName};

use super::inside::{PlatformImage, chosen_image, platform_words};
use super::texts;
use crate::catalog::{optional_query, watched_query};
use crate::configuration::Capability;
use crate::i18n::use_texts;
use crate::navigation::{Link, use_navigation};
use crate::remote::{QueryState, Topic};
use crate::route::{Page, Route, TagTab};
use crate::session::use_capabilities;
use crate::ui::{
    Button, Checkbox, ComparedRow, ComparisonTable, CopyButton, EmptyState, Icon, InputOptions,
    Notice, PageHeader, Panel, Tab, Tabs, TextInput,
};
use difference::{Known, Row, Section, as_text, sections};
use sides::{Side, Sides};

/// The page on which a tag is compared with another one, which is still to be chosen.
pub(super) fn comparison_with(path: &RepositoryPath, tag: &TagName) -> Route {
    let sides = Sides {
        left: Side::parse(&format!("{path}:{tag}")),
        right: None,
    };
    Route::from(Page::Compare).with_view(sides.to_query())
}

/// Two images side by side.
#[component]
pub fn ComparePage() -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let chosen = memo(move || Sides::of_query(&navigation.route().view));
    let swap = move || {
        let view = chosen.get_untracked().swapped().to_query();
        navigation.go(Route::from(Page::Compare).with_view(view));
    };
    let body = move || match chosen.get() {
        Sides {
            left: Some(left),
            right: Some(right),
        } => view! { <Compared left right/> }.into_any(),
        _ => {
            let (title, sentence) = (texts.get(texts::COMPARE_TWO), texts.get(texts::COMPARE_HOW));
            view! { <EmptyState icon=Icon::Columns title sentence/> }.into_any()
        }
    };
    view! {
        <PageHeader title=texts.get(texts::COMPARE)>
            <Button on_click=swap>{texts.get(texts::SWAP)}</Button>
        </PageHeader>
        <Choice chosen/>
        {reactive(body)}
    }
}

/// Both tags as they are written in commands.
#[component]
fn Choice(chosen: Memo<Sides>) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let typed = [RwSignal::new(String::new()), RwSignal::new(String::new())];
    let error = [RwSignal::new(None::<String>), RwSignal::new(None)];
    effect(move || {
        let Sides { left, right } = chosen.get();
        for (typed, side) in typed.into_iter().zip([left, right]) {
            if let Some(side) = side {
                typed.set(side.reference());
            }
        }
    });
    let compare = move || {
        let before = chosen.get_untracked();
        let read = |index: usize, before: Option<Side>| {
            let side = typed[index].with_untracked(|it| Side::parse(it));
            let wrong = side.is_none().then(|| texts.get(texts::ENTER_A_TAG).to_owned());
            error[index].set(wrong);
            let is_as_before = |it: &Side| Some(it.reference()) == side.as_ref().map(Side::reference);
            // The platform stays that of the same tag.
            before.filter(is_as_before).or(side)
        };
        let sides = Sides {
            left: read(0, before.left),
            right: read(1, before.right),
        };
        if sides.left.is_some() && sides.right.is_some() {
            navigation.go(Route::from(Page::Compare).with_view(sides.to_query()));
        }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        compare();
    };
    let field = |index: usize, label| {
        let input = InputOptions::monospace().placeholder("organization/repository:tag");
        let label = texts.get(label);
        view! { <TextInput label value=typed[index] error=Signal::from(error[index]) input/> }
    };
    view! {
        <form class="stack" novalidate=true on:submit=submit>
            <div class="columns" data-even="">
                {field(0, texts::FIRST_TAG)}
                {field(1, texts::SECOND_TAG)}
            </div>
            <div class="cluster">
                <Button submit=true>{texts.get(texts::COMPARE)}</Button>
            </div>
        </form>
    }
}

/// One of both, as far as it has come.
#[derive(Clone, Copy)]
struct Loading {
    images: Memo<Option<Vec<PlatformImage>>>,
    chosen: Memo<Option<usize>>,
}

/// Loads a side; what is said meanwhile, or when it fails, stands where this is called.
fn load(side: &Side) -> (Loading, impl IntoView + use<>) {
    let capabilities = use_capabilities();
    let (path, name) = (side.path.clone(), side.tag.clone());
    let tag = watched_query(&[Topic::Tags], move |client| client.find_tag(&path, &name));
    let (path, name) = (side.path.clone(), side.tag.clone());
    let answer = optional_query(
        Capability::ImageConfigurations,
        &[Topic::Tags],
        move |client| client.list_image_configurations(&path, &name),
    );
    let images = memo(move || {
        let tag = tag.value()?;
        let is_absent = capabilities.lacks(Capability::ImageConfigurations)
            || answer.with(|it| it.error.as_ref().is_some_and(Error::is_no_such_call));
        match is_absent {
            true => Some(PlatformImage::of_tag(&tag)),
            false => Some(PlatformImage::of_answer(&tag, answer.value()?.items)),
        }
    });
    let wanted = side.platform.clone();
    let chosen = memo(move || {
        images.with(|images| {
            let images = images.as_ref()?;
            chosen_image(images, &platform_words(images), wanted.as_deref())
        })
    });
    let is_failed = memo(move || {
        let is_needed = !capabilities.lacks(Capability::ImageConfigurations);
        is_needed && tag.error().is_none() && answer.error().is_some()
    });
    let state = view! {
        <QueryState query=tag lines=2/>
        {move || is_failed.get().then(|| view! { <QueryState query=answer lines=2/> })}
    };
    (Loading { images, chosen }, state)
}

#[component]
fn Compared(left: Side, right: Side) -> impl IntoView {
    let texts = use_texts();
    let (of_left, left_state) = load(&left);
    let (of_right, right_state) = load(&right);
    let known = move |it: Loading| {
        let index = it.chosen.get()?;
        it.images.with(|images| Some(Known::of(images.as_ref()?.get(index)?.clone())))
    };
    let both = memo(move || known(of_left).zip(known(of_right)));
    let names = StoredValue::new([left.name(), right.name()]);
    let sides = Sides {
        left: Some(left.clone()),
        right: Some(right.clone()),
    };
    let shows_all = RwSignal::new(false);
    let content = move || {
        let (left, right) = both.get()?;
        let is_partial = !(left.is_whole() && right.is_whole());
        let partial = is_partial.then(|| {
            let sentence = texts.get(texts::COMPARED_WITHOUT_CONFIGURATION);
            view! { <Notice>{sentence}</Notice> }
        });
        let sections = sections(texts, &left, &right);
        let text = names.with_value(|it| as_text(texts, it.each_ref().map(String::as_str), &sections));
        let is_same = sections.iter().flat_map(|it| &it.rows).all(Row::is_same);
        let same = is_same.then(|| {
            view! { <p role="status">{texts.get(texts::NO_DIFFERENCE)}</p> }
        });
        let panels: Vec<_> = sections
            .into_iter()
            .map(|section| view! { <SectionPanel section names shows_all/> })
            .collect();
        Some(view! {
            {partial}
            <div class="cluster">
                <Checkbox label=texts.get(texts::SHOW_SAME) checked=shows_all/>
                <CopyButton text label=texts.get(texts::COPY_DIFFERENCES)/>
            </div>
            {same}
            {panels}
        })
    };
    view! {
        <div class="stack" data-gap="large">
            <div class="columns" data-even="">
                <div class="stack">
                    <SideName side=left/>
                    {left_state}
                    <Platforms sides=sides.clone() is_right=false loading=of_left/>
                </div>
                <div class="stack">
                    <SideName side=right/>
                    {right_state}
                    <Platforms sides is_right=true loading=of_right/>
                </div>
            </div>
            {reactive(content)}
        </div>
    }
}

#[component]
fn SideName(side: Side) -> impl IntoView {
    let label = side.reference();
    let page = Page::Tag(side.path, side.tag, TagTab::Overview);
    view! { <Link to=Route::from(page) class="monospace">{label}</Link> }
}

/// The platforms of one side, each with an address.
#[component]
fn Platforms(sides: Sides, is_right: bool, loading: Loading) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let words = memo(move || {
        let words = |images: &Vec<PlatformImage>| platform_words(images);
        let words = loading.images.with(|it| it.as_ref().map(words));
        words.filter(|it| it.len() > 1)
    });
    let name = match is_right {
        true => sides.right.as_ref(),
        false => sides.left.as_ref(),
    };
    let name = name.map(Side::reference).unwrap_or_default();
    let label = texts.fill(texts::PLATFORMS_OF, &[("name", &name)]);
    let tabs = move || {
        let entry = |(index, word): (usize, String)| {
            let mut sides = sides.clone();
            let side = match is_right {
                true => &mut sides.right,
                false => &mut sides.left,
            };
            if let Some(side) = side {
                side.platform = Some(word.clone());
            }
            let route = Route::from(Page::Compare).with_view(sides.to_query());
            let current = move || loading.chosen.get() == Some(index);
            Tab::new(word, navigation.href(&route)).current(Signal::derive(current))
        };
        let tabs: Vec<_> = words.get()?.into_iter().enumerate().map(entry).collect();
        let label = label.clone();
        Some(view! { <Tabs label tabs/> })
    };
    reactive(tabs)
}

/// One part; nothing while all of it is the same and only differences are shown.
#[component]
fn SectionPanel(
    section: Section,
    names: StoredValue<[String; 2]>,
    shows_all: RwSignal<bool>,
) -> impl IntoView {
    let texts = use_texts();
    let Section { title, rows } = section;
    let content = move || {
        let is_shown = |it: &&Row| shows_all.get() || !it.is_same();
        let shown = rows.iter().filter(is_shown).cloned();
        let rows: Vec<ComparedRow> = shown
            .map(|it| ComparedRow {
                is_same: it.is_same(),
                name: it.name,
                values: [it.left, it.right],
            })
            .collect();
        let [left, right] = names.get_value();
        (!rows.is_empty()).then(move || {
            view! {
                <Panel title=texts.get(title)>
                    <ComparisonTable label=texts.get(title) headings=[left, right] rows/>
                </Panel>
            }
        })
    };
    reactive(content)
}
