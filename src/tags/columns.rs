//! The columns of a list of tags.

use crate::markup::view;
use crate::reactive::{Memo, Signal, memo};
use leptos::prelude::*;
use swr_api::{RepositoryPath, Tag};

use super::kinds::{RecognizedTags, kind_words};
use super::letters::{Letters, letter};
use super::texts;
use crate::i18n::Texts;
use crate::i18n::short_digest;
use crate::manifest::{Child, Manifest};
use crate::navigation::Navigation;
use crate::route::{Page, Route, TagTab};
use crate::ui::{Column, CopyButton, Mark};

/// The page of a tag.
pub(super) fn page_of(path: &RepositoryPath, tag: &Tag, tab: TagTab) -> Route {
    Page::Tag(path.clone(), tag.name.clone(), tab).into()
}

/// The columns of the list.
pub(super) fn columns(
    texts: Texts,
    navigation: Navigation,
    path: RepositoryPath,
    rows: Signal<Vec<Tag>>,
    recognized: RecognizedTags,
) -> Vec<Column<Tag>> {
    let letters = memo(move || rows.with(|rows| Letters::of(rows)));
    vec![
        name(texts, navigation, path, letters),
        Column::bytes(texts, "size", texts.get(texts::SIZE), move |it: &Tag| {
            recognized.of(it).size_of(it)
        }),
        Column::moment(texts, "pushed", texts.get(texts::PUSHED), |it: &Tag| {
            it.updated_at
        }),
        // Read from the manifest, so only for rows in sight: neither searched nor sorted.
        Column::new("platforms", texts.get(texts::PLATFORMS), platforms)
            .unsearched()
            .width(190),
        Column::new("kind", texts.get(texts::KIND), move |it: &Tag| {
            kind_words(texts, it, recognized.of(it).kind)
        })
        .natural()
        .width(100),
        // What tells two tags apart at a glance comes first, in a narrow window too.
        digest(texts),
        Column::moment(texts, "created", texts.get(texts::CREATED), |it: &Tag| {
            it.created_at
        })
        .hidden(),
        Column::new("image", texts.get(texts::IMAGE_ID), |it: &Tag| {
            it.image_id.clone()
        })
        .monospace()
        .hidden(),
    ]
}

fn name(
    texts: Texts,
    navigation: Navigation,
    path: RepositoryPath,
    letters: Memo<Letters>,
) -> Column<Tag> {
    let mark = move |it: &Tag| {
        let (is_any, index) = letters.with(|all| (!all.is_empty(), all.index(&it.digest)));
        let letter = index.map(|index| (letter(index), index));
        let named = letter.as_ref().map_or("", |(letter, _)| letter);
        let label = texts.fill(texts::SAME_IMAGE, &[("letter", named)]);
        is_any.then(|| view! { <Mark letter label/> })
    };
    let cell = move |it: &Tag| {
        let href = navigation.href(&page_of(&path, it, TagTab::Overview));
        view! { {mark(it)}<a href=href>{it.name.to_string()}</a> }.into_any()
    };
    Column::new("tag", texts.get(texts::NAME), |it: &Tag| {
        it.name.to_string()
    })
    .versions()
    .essential()
    .monospace()
    .cell(cell)
}

fn digest(texts: Texts) -> Column<Tag> {
    let cell = move |it: &Tag| {
        let digest = it.digest.clone();
        let label = texts.fill(texts::COPY_DIGEST, &[("name", it.name.as_str())]);
        let copy = (!digest.is_empty()).then(|| view! { <CopyButton text=digest.clone() label/> });
        view! {
            <span class="cluster" title=it.digest.clone()>{short_digest(&it.digest)}{copy}</span>
        }
        .into_any()
    };
    Column::new("digest", texts.get(texts::DIGEST), |it: &Tag| {
        it.digest.clone()
    })
    .monospace()
    .cell(cell)
    .width(176)
}

fn platforms(tag: &Tag) -> String {
    let manifest = Manifest::parse(&tag.manifest);
    let of_images = manifest.images().filter_map(platform);
    let own = manifest.platform.as_ref().map(ToString::to_string);
    let platforms: Vec<String> = of_images.chain(own).collect();
    platforms.join(", ")
}

/// A platform, and what tells two entries of one platform apart: the version of the system, or a
/// format that is loaded lazily.
fn platform(image: &Child) -> Option<String> {
    let platform = image.platform.as_ref()?;
    let mut name = platform.short();
    if let Some(version) = &platform.os_version {
        name = format!("{name} {version}");
    }
    Some(match image.lazy_format() {
        Some(format) => format!("{name} ({})", format.name()),
        None => name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_entries_of_one_platform_are_told_apart() {
        let shown = |manifest: &str| {
            let tag: Tag = serde_json::from_str(r#"{"Tag":"v1"}"#).unwrap();
            let manifest = manifest.to_owned();
            platforms(&Tag { manifest, ..tag })
        };
        let windows = r#"{"schemaVersion":2,"manifests":[
            {"digest":"a","platform":{"os":"windows","architecture":"amd64","os.version":"10.0.1"}},
            {"digest":"b","platform":{"os":"windows","architecture":"amd64","os.version":"10.0.2"}}]}"#;
        assert_eq!(shown(windows), "windows/amd64 10.0.1, windows/amd64 10.0.2");
        let nydus = r#"{"schemaVersion":2,"manifests":[
            {"digest":"a","platform":{"os":"linux","architecture":"amd64"}},
            {"digest":"b","platform":{"os":"linux","architecture":"amd64",
             "os.features":["nydus.remoteimage.v1"]}}]}"#;
        assert_eq!(shown(nydus), "linux/amd64, linux/amd64 (Nydus)");
        let old = r#"{"schemaVersion":1,"architecture":"amd64","fsLayers":[]}"#;
        assert_eq!(shown(old), "amd64");
    }
}
