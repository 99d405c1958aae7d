//! The columns of a list of tags.

use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{RepositoryPath, Tag, TagKind};

use super::letters::{Letters, letter};
use super::signatures;
use super::texts;
use crate::i18n::Texts;
use crate::manifest::{Manifest, Platform, SignatureTag};
use crate::navigation::Navigation;
use crate::route::{Page, Route, TagTab};
use crate::ui::{Column, CopyButton, Mark};

/// The page of a tag.
pub(super) fn page_of(path: &RepositoryPath, tag: &Tag, tab: TagTab) -> Route {
    Page::Tag(path.clone(), tag.name.clone(), tab).into()
}

/// `sha256:9f2c…e41a`: enough to tell digests apart by eye. What is no digest stays whole.
pub(super) fn short_digest(digest: &str) -> String {
    match digest.split_once(':') {
        Some((algorithm, hex)) if hex.len() > 8 && hex.is_ascii() => {
            format!("{algorithm}:{}…{}", &hex[..4], &hex[hex.len() - 4..])
        }
        _ => digest.to_owned(),
    }
}

/// What people call what a tag names.
pub(super) fn kind_name(texts: Texts, kind: TagKind) -> String {
    match kind {
        TagKind::Image => texts.get(texts::IMAGE).to_owned(),
        TagKind::Index => texts.get(texts::INDEX).to_owned(),
        TagKind::Other(number) => texts.fill(texts::OTHER_KIND, &[("number", &number.to_string())]),
    }
}

/// The columns of the list.
pub(super) fn columns(
    texts: Texts,
    navigation: Navigation,
    path: RepositoryPath,
    rows: Signal<Vec<Tag>>,
) -> Vec<Column<Tag>> {
    let letters = memo(move || rows.with(|rows| Letters::of(rows)));
    vec![
        name(texts, navigation, path, letters),
        Column::bytes(texts, "size", texts.get(texts::SIZE), |it: &Tag| {
            // No image is empty: the service did not say.
            Some(it.size_bytes).filter(|size| *size > 0)
        }),
        Column::moment(texts, "pushed", texts.get(texts::PUSHED), |it: &Tag| {
            it.updated_at
        }),
        // Read from the manifest, so only for rows in sight: neither searched nor sorted.
        Column::new("platforms", texts.get(texts::PLATFORMS), platforms)
            .unsearched()
            .width(220),
        Column::new("kind", texts.get(texts::KIND), move |it: &Tag| {
            let signature = SignatureTag::of(&it.name);
            signature.map_or_else(
                || kind_name(texts, it.kind),
                |it| signatures::kind_name(texts, it.kind).to_owned(),
            )
        })
        .natural()
        .width(88),
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
    .width(200)
}

fn platforms(tag: &Tag) -> String {
    let manifest = Manifest::parse(&tag.manifest);
    let platforms: Vec<String> = manifest.platforms().map(Platform::short).collect();
    platforms.join(", ")
}

#[cfg(test)]
mod tests {
    use super::short_digest;

    #[test]
    fn a_digest_is_cut_and_anything_else_stays() {
        let digest = format!("sha256:9f2c{}e41a", "0".repeat(56));
        assert_eq!(short_digest(&digest), "sha256:9f2c…e41a");
        for other in ["", "sha256:", "sha256:12345678", "ü:üüüüüüüüü", "abc"] {
            assert_eq!(short_digest(other), other);
        }
    }
}
