//! Which other tags of the repository need the layers of an image.

use std::collections::BTreeMap;

use leptos::prelude::*;
use swr_api::{Page as ListPage, RepositoryPath, Tag, TagName};

use super::super::siblings::{limits, newest_tags};
use super::super::texts;
use super::layers::layer_number;
use crate::i18n::names::several;
use crate::i18n::{Texts, short_digest, use_texts};
use crate::manifest::{Contents, Manifest};
use crate::markup::view;
use crate::remote::Loaded;
use crate::ui::{Fact, FactList, Panel};

/// The layers that other tags need, too, each with those tags.
#[component]
pub(super) fn SharedLayers(path: RepositoryPath, tag: Tag, manifest: Manifest) -> impl IntoView {
    let texts = use_texts();
    let newest = newest_tags(path);
    let content = move |page: ListPage<Tag>| {
        let users = users(&tag, &page.items);
        let lines = shared(&manifest, &users);
        let lines: Vec<_> = lines.into_iter().map(|it| line(texts, it)).collect();
        let none = lines.is_empty().then(|| {
            view! { <p class="secondary">{texts.get(texts::NO_SHARED_LAYER)}</p> }
        });
        view! {
            {none}
            {(!lines.is_empty()).then(|| view! { <FactList>{lines}</FactList> })}
            {limits(texts, &page)}
        }
    };
    view! {
        <Panel title=texts.get(texts::SHARED_LAYERS)>
            <Loaded query=newest children=content/>
        </Panel>
    }
}

/// The other images' tags by the blobs that they need.
fn users(tag: &Tag, all: &[Tag]) -> BTreeMap<String, Vec<TagName>> {
    let contents = Contents::of(all);
    let mut users: BTreeMap<String, Vec<TagName>> = BTreeMap::new();
    let is_another = |it: &&Tag| it.name != tag.name && (it.digest != tag.digest || it.digest.is_empty());
    for other in all.iter().filter(is_another) {
        for digest in contents.reach(other).blobs.into_keys() {
            users.entry(digest).or_default().push(other.name.clone());
        }
    }
    users
}

/// A layer with its number, and who needs it, too.
type SharedLayer<'a> = (usize, &'a str, &'a [TagName]);

fn shared<'a>(
    manifest: &'a Manifest,
    users: &'a BTreeMap<String, Vec<TagName>>,
) -> Vec<SharedLayer<'a>> {
    let layers = manifest.layer_shares().layers.into_iter();
    let shared = layers.filter(|it| it.repeats.is_none()).filter_map(|it| {
        let digest = it.layer.digest.as_str();
        Some((it.number, digest, &users.get(digest)?[..]))
    });
    shared.collect()
}

fn line(texts: Texts, (number, digest, tags): SharedLayer<'_>) -> AnyView {
    let tags = several(texts, tags);
    let (number, short) = (layer_number(texts, number), short_digest(digest));
    let title = digest.to_owned();
    view! {
        <Fact end=tags.into_any()>
            {number}
            " "
            <span class="secondary monospace" title=title>{short}</span>
        </Fact>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str, digest: &str, layers: &[&str]) -> Tag {
        let layer = |it: &&str| format!(r#"{{"digest":"{it}","size":1}}"#);
        let layers: Vec<String> = layers.iter().map(layer).collect();
        let manifest = format!(r#"{{"schemaVersion":2,"layers":[{}]}}"#, layers.join(","));
        let json = format!(r#"{{"Tag":"{name}","digest":"{digest}"}}"#);
        let tag: Tag = serde_json::from_str(&json).unwrap();
        Tag { manifest, ..tag }
    }

    #[test]
    fn only_other_images_count() {
        let all = [
            tag("1", "a", &["base", "one"]),
            tag("latest", "a", &["base", "one"]),
            tag("2", "b", &["base", "two"]),
        ];
        let (manifest, users) = (Manifest::parse(&all[0].manifest), users(&all[0], &all));
        let shared = shared(&manifest, &users);
        let shared: Vec<_> = shared.iter().map(|it| (it.0, it.1, it.2.len())).collect();
        assert_eq!(shared, [(1, "base", 1)]);
    }
}
