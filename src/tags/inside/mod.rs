//! The inside of an image: its configuration, the steps of its build, its layers. An index has as many
//! images as platforms; the address says which of them is shown.
//!
//! The configuration takes a call that not every service has. Layers of a tag that names one image are
//! in its manifest, which is there already.

mod build_steps;
mod configuration;
mod container_run;
mod inspection;
mod layers;
mod platform_image;

use crate::markup::view;
use crate::reactive::{Memo, Signal, memo};
use leptos::prelude::*;
use swr_api::{ImageConfiguration, List, RepositoryPath, Tag};

use super::image::Image;
use super::kinds::{kind_text, kind_words};
use super::texts;
use crate::catalog::optional_query;
use crate::configuration::Capability;
use crate::i18n::use_texts;
use crate::manifest::{Configuration, Form, Manifest};
use crate::navigation::use_navigation;
use crate::remote::{Loaded, Topic};
use crate::route::{Page, Route, TagTab};
use crate::session::{use_capabilities, use_session};
use crate::ui::{EmptyState, Icon, Tab, Tabs};
use build_steps::BuildSteps;
use configuration::ConfigurationPage;
use inspection::{Cause, Inspection, Subject};
use layers::Layers;
use platform_image::{PlatformImage, chosen_image, is_run, platform_words};

pub(super) use platform_image::{platform_query, wanted_platform};

/// The image that is shown, and what is needed to tell about it.
#[derive(Clone)]
pub(super) struct Shown {
    tag: Tag,
    image: PlatformImage,
    /// Its address, as tools need it.
    reference: Image,
    /// Why its configuration is not there, if it is not.
    cause: Cause,
}

impl Shown {
    /// The manifest, where it is known.
    fn manifest(&self) -> Option<Manifest> {
        self.image.manifest.as_deref().map(Manifest::parse)
    }

    /// What is known of how its container starts and how it was built; the oldest form has it in the
    /// manifest.
    fn configuration(&self) -> Option<Configuration> {
        let manifest = self.image.manifest.as_deref().unwrap_or_default();
        match &self.image.configuration {
            Some(text) => Configuration::parse(text),
            None if Manifest::parse(manifest).form == Form::DockerSchema1 => {
                Configuration::of_schema_1(manifest)
            }
            None => None,
        }
    }

    /// The word for what it is, where that is no container image.
    fn other_kind(&self) -> Option<String> {
        let kind = self.image.kind(&self.tag)?;
        let is_of_tag = self.image.digest == self.tag.digest;
        let texts = use_texts();
        (!is_run(kind)).then(|| match is_of_tag {
            true => kind_words(texts, &self.tag, kind),
            false => texts.get(kind_text(kind)).to_owned(),
        })
    }
}

/// Configuration, build steps and layers of what a tag names; `tab` says which.
#[component]
pub(super) fn ImageInside(path: RepositoryPath, tag: Tag, tab: Signal<TagTab>) -> impl IntoView {
    let capabilities = use_capabilities();
    let is_absent = memo(move || capabilities.lacks(Capability::ImageConfigurations));
    move || {
        let (path, tag) = (path.clone(), tag.clone());
        match is_absent.get() {
            true => {
                let images = PlatformImage::of_tag(&tag);
                view! { <Images path tag images cause=Cause::NoCall tab/> }.into_any()
            }
            false => view! { <AskedImages path tag tab/> }.into_any(),
        }
    }
}

/// The images as the service tells of them.
#[component]
fn AskedImages(path: RepositoryPath, tag: Tag, tab: Signal<TagTab>) -> impl IntoView {
    let asked = (path.clone(), tag.name.clone());
    let loaded = optional_query(
        Capability::ImageConfigurations,
        &[Topic::Tags],
        move |client| client.list_image_configurations(&asked.0, &asked.1),
    );
    let content = move |answer: List<ImageConfiguration>| {
        let (path, tag) = (path.clone(), tag.clone());
        let images = PlatformImage::of_answer(&tag, answer.items);
        view! { <Images path tag images cause=Cause::LeftOut tab/> }
    };
    view! { <Loaded query=loaded children=content/> }
}

/// One of the images, and the choice where there are several.
#[component]
fn Images(
    path: RepositoryPath,
    tag: Tag,
    images: Vec<PlatformImage>,
    cause: Cause,
    tab: Signal<TagTab>,
) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let words = platform_words(&images);
    let wanted = memo(move || wanted_platform(&navigation.route().view));
    let chosen = {
        let (images, words) = (images.clone(), words.clone());
        memo(move || wanted.with(|wanted| chosen_image(&images, &words, wanted.as_deref())))
    };
    let choice = (images.len() > 1).then(|| {
        let page = (path.clone(), tag.clone());
        view! { <PlatformChoice page words chosen tab/> }
    });
    let reference = Image::by_tag(&untrack(|| use_session().connection()), &path, &tag);
    let is_index = Manifest::parse(&tag.manifest).is_index();
    let body = move || {
        let Some(image) = chosen.get().and_then(|it| images.get(it)).cloned() else {
            let title = match wanted.get().filter(|_| !images.is_empty()) {
                Some(platform) => texts.fill(texts::NO_SUCH_PLATFORM, &[("platform", &platform)]),
                None => texts.get(texts::NO_IMAGES).to_owned(),
            };
            return view! { <EmptyState icon=Icon::Cube title/> }.into_any();
        };
        let reference = match is_index {
            true => reference.at_digest(&image.digest),
            false => reference.clone(),
        };
        let shown = Shown {
            tag: tag.clone(),
            image,
            reference,
            cause,
        };
        view! { <OpenTab shown tab/> }.into_any()
    };
    view! {
        <div class="stack">
            {choice}
            {body}
        </div>
    }
}

/// What the open tab tells about the image.
#[component]
fn OpenTab(shown: Shown, tab: Signal<TagTab>) -> impl IntoView {
    move || {
        let shown = shown.clone();
        match tab.get() {
            TagTab::Configuration => view! { <ConfigurationPage shown/> }.into_any(),
            TagTab::BuildSteps => view! { <BuildSteps shown/> }.into_any(),
            TagTab::Layers => view! { <Layers shown/> }.into_any(),
            TagTab::Overview | TagTab::Manifest | TagTab::References => ().into_any(),
        }
    }
}

/// The platforms of an index, each with an address.
#[component]
fn PlatformChoice(
    page: (RepositoryPath, Tag),
    words: Vec<String>,
    chosen: Memo<Option<usize>>,
    tab: Signal<TagTab>,
) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let (path, tag) = page;
    let label = texts.fill(texts::PLATFORMS_OF, &[("name", tag.name.as_str())]);
    let entry = |(place, word): (usize, String)| {
        let (path, name, query) = (path.clone(), tag.name.clone(), platform_query(&word));
        let href = Signal::derive(move || {
            let page = Page::Tag(path.clone(), name.clone(), tab.get());
            navigation.href(&Route::from(page).with_view(query.clone()))
        });
        Tab::new(word, href).current(Signal::derive(move || chosen.get() == Some(place)))
    };
    let tabs: Vec<_> = words.into_iter().enumerate().map(entry).collect();
    view! { <Tabs label tabs/> }
}

/// Why a part of an image is not shown, and the command that reads it.
fn missing(shown: &Shown, subject: Subject) -> AnyView {
    let (cause, image) = (shown.cause, shown.reference.clone());
    view! { <Inspection subject cause image/> }.into_any()
}
