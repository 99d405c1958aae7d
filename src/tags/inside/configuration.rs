//! The configuration of an image: how its container starts, its environment and labels, and the text as
//! it was pushed. What is no container image has a configuration of its own kind, which is shown as text.

use crate::markup::view;
use leptos::prelude::*;

use super::super::texts;
use super::build_steps::moment;
use super::container_run::{Field, run_fields};
use super::inspection::Subject;
use super::{Shown, missing};
use crate::i18n::{Text, use_texts};
use crate::manifest::{Configuration, Platform, pretty};
use crate::ui::{
    CopyButton, EmptyState, Icon, Moment, Notice, Panel, Properties, Property, SearchableText,
    ValueTable,
};

/// The tab.
#[component]
pub(super) fn ConfigurationPage(shown: Shown) -> impl IntoView {
    let texts = use_texts();
    let other_kind = shown.other_kind();
    let raw = shown.image.configuration.clone();
    let configuration = shown.configuration().filter(|_| other_kind.is_none());
    let content = match (configuration, other_kind, &raw) {
        (Some(configuration), ..) => view! { <Fields shown configuration/> }.into_any(),
        (None, _, None) if has_none(&shown) => {
            let title = texts.get(texts::NO_CONFIGURATION);
            view! { <EmptyState icon=Icon::Info title/> }.into_any()
        }
        (None, _, None) => missing(&shown, Subject::Configuration),
        (None, Some(kind), Some(_)) => {
            let sentence = texts.fill(texts::OTHER_CONFIGURATION, &[("kind", &kind)]);
            view! { <Notice>{sentence}</Notice> }.into_any()
        }
        (None, None, Some(_)) => {
            view! { <Notice>{texts.get(texts::UNREAD_CONFIGURATION)}</Notice> }.into_any()
        }
    };
    view! {
        <div class="stack">
            {content}
            {raw.map(|text| view! { <RawConfiguration text/> })}
        </div>
    }
}

/// Whether the manifest is known and names no configuration.
fn has_none(shown: &Shown) -> bool {
    shown.manifest().is_some_and(|it| it.config.is_none())
}

/// The text, one thing a line where it is JSON, and otherwise as it was pushed.
#[component]
fn RawConfiguration(text: String) -> impl IntoView {
    let texts = use_texts();
    let shown = pretty(&text).unwrap_or(text);
    view! {
        <Panel title=texts.get(texts::RAW_CONFIGURATION)>
            <SearchableText text=shown label=texts.get(texts::COPY_CONFIGURATION)/>
        </Panel>
    }
}

/// The fields of the configuration of a container image.
#[component]
fn Fields(shown: Shown, configuration: Configuration) -> impl IntoView {
    let texts = use_texts();
    let run = run_fields(texts, &configuration);
    let is_empty = run.is_empty();
    let run: Vec<_> = run.into_iter().map(field).collect();
    let nothing = is_empty.then(|| {
        view! { <p class="secondary">{texts.get(texts::NOTHING_SET)}</p> }
    });
    let labels: Vec<_> = configuration.labels.clone().into_iter().collect();
    view! {
        <div class="columns">
            <div class="stack">
                <Panel title=texts.get(texts::CONTAINER)>
                    {nothing}
                    {(!is_empty).then(|| view! { <Properties>{run}</Properties> })}
                </Panel>
                <Values
                    title=texts::ENVIRONMENT
                    none=texts::NO_ENVIRONMENT
                    rows=configuration.environment.clone()
                />
                <Values title=texts::LABELS none=texts::NO_LABELS rows=labels/>
            </div>
            <div class="stack">
                <Panel title=texts.get(texts::ABOUT)>
                    <Details shown configuration/>
                </Panel>
            </div>
        </div>
    }
}

fn field((name, values): Field) -> impl IntoView {
    let texts = use_texts();
    let line = |value: String| view! { <div class="monospace">{value}</div> };
    let lines: Vec<_> = values.into_iter().map(line).collect();
    view! { <Property name=texts.get(name)>{lines}</Property> }
}

/// Names with their values, or that there are none.
#[component]
fn Values(title: &'static Text, none: &'static Text, rows: Vec<(String, String)>) -> impl IntoView {
    let texts = use_texts();
    let content = match rows.is_empty() {
        true => view! { <p class="secondary">{texts.get(none)}</p> }.into_any(),
        false => view! { <ValueTable label=texts.get(title) rows/> }.into_any(),
    };
    view! { <Panel title=texts.get(title)>{content}</Panel> }
}

/// Where the image runs, who built it and when.
#[component]
fn Details(shown: Shown, configuration: Configuration) -> impl IntoView {
    let texts = use_texts();
    let of_index = shown.image.platform.clone();
    let platform = configuration.platform.clone().or(of_index);
    let manifest = shown.manifest();
    let digest = manifest.and_then(|it| it.config).map(|it| it.digest);
    let digest = digest.filter(|it| !it.is_empty()).map(|digest| {
        let label = texts.fill(texts::COPY_CONFIG, &[("name", shown.tag.name.as_str())]);
        view! {
            <Property name=texts.get(texts::DIGEST)>
                <span class="monospace">{digest.clone()}</span>
                <CopyButton text=digest label/>
            </Property>
        }
    });
    let created = configuration.created.map(|written| match moment(&written) {
        Some(time) => view! { <Moment time/> }.into_any(),
        None => written.into_any(),
    });
    let created = created.map(|it| {
        view! { <Property name=texts.get(texts::BUILT)>{it}</Property> }
    });
    let author = configuration
        .author
        .filter(|it| !it.is_empty())
        .map(|author| {
            view! { <Property name=texts.get(texts::AUTHOR)>{author}</Property> }
        });
    view! {
        <Properties>
            {platform_facts(platform.as_ref())}
            {created}
            {author}
            {digest}
        </Properties>
    }
}

fn platform_facts(platform: Option<&Platform>) -> Vec<AnyView> {
    let texts = use_texts();
    let Some(platform) = platform else {
        return Vec::new();
    };
    let variant = platform.variant.iter().map(|it| format!(" {it}"));
    let architecture = platform.architecture.clone() + &variant.collect::<String>();
    let version = platform.os_version.iter().map(|it| format!(" {it}"));
    let system = platform.os.clone() + &version.collect::<String>();
    let fact = |(name, value): (&'static Text, String)| {
        view! { <Property name=texts.get(name)>{value}</Property> }.into_any()
    };
    [(texts::SYSTEM, system), (texts::ARCHITECTURE, architecture)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(fact)
        .collect()
}
