//! What a deletion does, in words.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{RepositoryPath, Tag};

use super::texts;
use crate::catalog::DeletionStep;
use crate::i18n::names::several;
use crate::i18n::{Text, Texts, format, use_texts};
use crate::manifest::{DeletionPlan, PlannedImage};
use crate::ui::{Consequence, FactList, NamedFact, Notice};

/// How many images are shown one by one.
const SHOWN: usize = 50;

/// What deleting some of all tags does.
#[component]
pub(super) fn PlanView(
    /// What happens to the images.
    plan: DeletionPlan,
    /// The number of tags that are known, where there are more that are not.
    partial: Option<u64>,
) -> impl IntoView {
    let texts = use_texts();
    let hidden = plan.images.len().saturating_sub(SHOWN) as u64;
    let hidden = (hidden > 0).then(|| {
        let sentence = texts.count(texts::MORE_IMAGES, hidden);
        view! { <p class="secondary">{sentence}</p> }
    });
    let partial = partial.map(|known| {
        let sentence = texts.count(texts::PARTIAL_PLAN, known);
        view! { <Notice>{sentence}</Notice> }
    });
    let following = (!plan.companions.is_empty()).then(|| {
        let tags = several(texts, &plan.companions);
        let count = plan.companions.len() as u64;
        let sentence = texts.count_with(texts::COMPANIONS_FOLLOW, count, &[("tags", &tags)]);
        view! { <p>{sentence}</p> }
    });
    let line = move |image: &PlannedImage| {
        let end = freed(texts, image.freed_bytes, image.is_kept()).into_any();
        let (name, fate) = (several(texts, &image.tags), fate(texts, image));
        view! { <NamedFact name said=Some(fate) end=Some(end)/> }
    };
    let images: Vec<_> = plan.images.iter().take(SHOWN).map(line).collect();
    view! {
        <FactList>{images}</FactList>
        {hidden}
        {partial}
        {following}
        <p class="secondary">{texts.get(texts::THAT_TAG_ONLY)}</p>
    }
}

/// The calls that delete these, and the companions of what goes with them.
pub(super) fn steps(
    path: &RepositoryPath,
    all: &[Tag],
    doomed: &[Tag],
    plan: &DeletionPlan,
) -> Vec<DeletionStep> {
    let following = all.iter().filter(|it| plan.companions.contains(&it.name));
    let tags = doomed.iter().chain(following);
    tags.map(|it| DeletionStep::of_tag(path, it)).collect()
}

/// The fate of an image, in words.
fn fate(texts: Texts, image: &PlannedImage) -> String {
    let (sentence, by): (&Text, _) = match (&image.kept_by[..], &image.held_by[..]) {
        ([], []) => return texts.get(texts::IMAGE_GOES).to_owned(),
        ([], by) => (texts::IMAGE_HELD_BY, by),
        (by, _) => (texts::IMAGE_KEPT_BY, by),
    };
    texts.fill(sentence, &[("tags", &several(texts, by))])
}

fn freed(texts: Texts, freed_bytes: Option<u64>, is_kept: bool) -> String {
    match freed_bytes {
        _ if is_kept => texts.get(texts::FREES_NOTHING).to_owned(),
        Some(0) => texts.get(texts::FREES_NOTHING).to_owned(),
        Some(bytes) => texts.fill(texts::FREES, &[("size", &format::bytes(texts, bytes))]),
        None => texts.get(texts::FREES_UNKNOWN).to_owned(),
    }
}

/// What a deletion frees, and that it is final.
pub(super) fn consequence(texts: Texts, plan: &DeletionPlan) -> Consequence {
    Consequence::danger(match plan.freed_bytes {
        Some(0) => texts.get(texts::SUMMARY_NOTHING).to_owned(),
        None => texts.get(texts::SUMMARY_UNKNOWN).to_owned(),
        Some(bytes) => texts.fill(texts::SUMMARY, &[("size", &format::bytes(texts, bytes))]),
    })
}

#[cfg(test)]
mod tests {
    use swr_api::TagName;

    use super::*;

    #[test]
    fn a_tag_keeps_an_image_before_an_index_does() {
        let tag = |name: &str| vec![TagName::existing(name).unwrap()];
        let english = Texts::english();
        let both = PlannedImage {
            kept_by: tag("latest"),
            held_by: tag("all"),
            ..PlannedImage::default()
        };
        assert_eq!(fate(english, &both), "image also tagged latest");
        let held = PlannedImage {
            kept_by: Vec::new(),
            ..both
        };
        assert_eq!(fate(english, &held), "image used by index all");
        assert_eq!(fate(english, &PlannedImage::default()), "image deleted");
    }

    #[test]
    fn what_is_freed_is_said_as_a_dangerous_consequence() {
        let said = |freed_bytes| {
            let plan = DeletionPlan {
                freed_bytes,
                ..DeletionPlan::default()
            };
            consequence(Texts::english(), &plan)
        };
        let freed = said(Some(2_000));
        assert!(freed.is_danger());
        assert_eq!(
            freed.sentence(),
            "This cannot be undone. Frees up to 2 kilobyte; shared layers are kept."
        );
        let nothing = said(Some(0));
        assert!(nothing.sentence().contains("No storage is freed"));
    }
}
