//! The view of the preview, in text and lists, beside the fields.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{RetentionRule, RetentionTemplate, Tag, TagName, TagSelectorKind};

use super::plan::{Fate, Reason};
use super::preview::{Forecast, Preview, Previewed, untold};
use super::texts;
use crate::i18n::{Text, Texts, format, use_texts};
use crate::manifest::{DeletionPlan, PlannedImage};
use crate::reactive::memo;
use crate::remote::{Collection, problem};
use crate::storage::preferences::use_preferences;
use crate::ui::{
    Age, Button, ButtonVariant, Checkbox, Consequence, ErrorBanner, Fact, FactList, Icon,
    NamedFact, Notice, Tone,
};

/// How many tags that go are shown one by one.
const SHOWN: usize = 50;
/// How many tags are named before they are only counted.
const NAMED: usize = 5;

/// The preview under the fields.
#[component]
pub(super) fn PreviewView(
    /// The state of the preview.
    previewed: Previewed,
) -> impl IntoView {
    let texts = use_texts();
    let title = texts.get(texts::PREVIEW);
    let content = move || match previewed.preview.get() {
        Preview::Unfinished => {
            view! { <p class="secondary">{texts.get(texts::PREVIEW_UNFINISHED)}</p> }.into_any()
        }
        Preview::Partial | Preview::Untimed(_) | Preview::Unreadable => {
            view! { <Untold previewed/> }.into_any()
        }
        Preview::Known(forecast) => view! { <Told previewed forecast/> }.into_any(),
    };
    view! {
        <section class="stack" aria-label=title>
            <strong>{title}</strong>
            {content}
        </section>
    }
}

/// Not all is known: why, what can be done about it, and going on all the same.
#[component]
fn Untold(previewed: Previewed) -> impl IntoView {
    let texts = use_texts();
    let tags = previewed.tags;
    let sentence = move || {
        let progress = tags.progress();
        previewed
            .preview
            .with(|preview| untold(texts, preview, &progress))
    };
    let error = memo(move || tags.progress().error);
    let failed = move || {
        error
            .get()
            .map(|error| view! { <ErrorBanner problem=problem(texts, &error)/> })
    };
    let is_loading = memo(move || tags.progress().is_loading);
    let is_partial = memo(move || previewed.preview.with(|it| *it == Preview::Partial));
    let remedy = move || {
        let (label, act): (_, fn(Collection<Tag>)) = match (is_partial.get(), is_loading.get()) {
            (true, true) => (texts::STOP, Collection::stop),
            (true, false) => (texts::CONTINUE, Collection::resume),
            (false, _) => (texts::REFRESH, Collection::reload),
        };
        view! { <Button on_click=move || act(tags)>{texts.get(label)}</Button> }
    };
    let blind = move || {
        (!is_loading.get()).then(|| {
            view! { <Checkbox label=texts.get(texts::BLIND) checked=previewed.is_blind/> }
        })
    };
    view! {
        <p role="status">{sentence}</p>
        {failed}
        <div>{remedy}</div>
        {blind}
    }
}

#[component]
fn Told(previewed: Previewed, forecast: Forecast) -> impl IntoView {
    let texts = use_texts();
    let tags = untrack(|| previewed.tags.rows().get());
    let (total, gone) = (tags.len() as u64, forecast.plan.deleted.len() as u64);
    let idle = forecast.idle_exceptions().into_iter().map(|pattern| {
        let sentence = texts.fill(texts::NO_MATCH, &[("pattern", &pattern)]);
        view! { <p class="secondary">{sentence}</p> }
    });
    let idle: Vec<_> = idle.collect();
    let staying = staying(texts, &forecast, &tags);
    let has_staying = !staying.is_empty();
    let going = (gone > 0).then(|| view! { <Going previewed forecast tags/> });
    view! {
        <p role="status"><strong>{summary(texts, gone, total)}</strong></p>
        {going}
        {has_staying.then(|| view! {
            <span>{texts.get(texts::STAYING)}</span>
            <FactList>{staying}</FactList>
        })}
        {idle}
        <AsOf previewed/>
    }
}

fn summary(texts: Texts, gone: u64, total: u64) -> String {
    match (gone, total) {
        (_, 0) => texts.get(texts::NO_TAGS).to_owned(),
        (0, _) => texts.count(texts::NOTHING_GOES, total),
        _ if gone == total => texts.get(texts::ALL_GO).to_owned(),
        _ => {
            let total = format::number(texts, total);
            texts.count_with(texts::SOME_GO, gone, &[("total", &total)])
        }
    }
}

/// What saving does at once, for the line beside the button; watched. Nothing while it cannot be said.
pub(super) fn consequence(texts: Texts, previewed: Previewed) -> Option<Consequence> {
    if previewed.is_unknown() {
        return Some(Consequence::danger(texts.get(texts::DELETES_UNKNOWN)));
    }
    let total = previewed.total()?;
    Some(deletes(texts, previewed.deleted(), total))
}

fn deletes(texts: Texts, gone: u64, total: u64) -> Consequence {
    match gone {
        0 => Consequence::plain(texts.get(texts::DELETES_NOTHING)),
        _ => {
            let total = format::number(texts, total);
            Consequence::danger(texts.count_with(texts::DELETES, gone, &[("total", &total)]))
        }
    }
}

/// Each tag that goes, oldest first, with what becomes of its image.
#[component]
fn Going(previewed: Previewed, forecast: Forecast, tags: Vec<Tag>) -> impl IntoView {
    let texts = use_texts();
    let deletion = previewed.deletion.get_untracked();
    let has_rules = forecast.rules.len() > 1;
    let line = |index: &usize| {
        let tag = &tags[*index];
        let rule = match forecast.plan.fates[*index] {
            Fate::Goes(rule) if has_rules => Some(format::number(texts, rule as u64 + 1)),
            _ => None,
        };
        let rule = rule.map(|rule| texts.fill(texts::GOING_BY, &[("number", &rule)]));
        let said = [Some(image_fate(texts, &deletion, tag)), rule];
        let said: Vec<String> = said.into_iter().flatten().collect();
        let end = view! { <Age time=tag.updated_at/> }.into_any();
        let (name, said) = (tag.name.to_string(), said.join(" · "));
        view! { <NamedFact name said=Some(said) end=Some(end)/> }
    };
    let lines: Vec<_> = forecast.plan.deleted.iter().take(SHOWN).map(line).collect();
    let more = forecast.plan.deleted.len().saturating_sub(SHOWN) as u64;
    let more = (more > 0).then(|| {
        view! { <p class="secondary">{texts.count(texts::MORE_GOING, more)}</p> }
    });
    let freed = match deletion.freed_bytes {
        Some(0) => texts.get(texts::FREES_NOTHING).to_owned(),
        None => texts.get(texts::FREES_UNKNOWN).to_owned(),
        Some(bytes) => texts.fill(texts::FREES, &[("size", &format::bytes(texts, bytes))]),
    };
    view! {
        <Notice tone=Tone::Warning>{freed}</Notice>
        <span>{texts.get(texts::GOING)}</span>
        <FactList>{lines}</FactList>
        {more}
    }
}

fn image_fate(texts: Texts, deletion: &DeletionPlan, tag: &Tag) -> String {
    let image = deletion
        .images
        .iter()
        .find(|it| it.tags.contains(&tag.name));
    let none: &[TagName] = &[];
    let (kept, held) = image.map_or((none, none), |it: &PlannedImage| {
        (&it.kept_by[..], &it.held_by[..])
    });
    let (sentence, by): (&Text, _) = match (kept, held) {
        ([], []) => return texts.get(texts::IMAGE_GOES).to_owned(),
        ([], by) => (texts::IMAGE_HELD_BY, by),
        (by, _) => (texts::IMAGE_KEPT_BY, by),
    };
    texts.fill(sentence, &[("tags", &names(texts, by.iter()))])
}

/// One line for each reason: how many stay, and some of their names.
fn staying(texts: Texts, forecast: &Forecast, tags: &[Tag]) -> Vec<impl IntoView + use<>> {
    let line = |(reasons, indices): (&[Reason], Vec<usize>)| {
        let count = texts.count(texts::TAG_COUNT, indices.len() as u64);
        let named = names(texts, indices.iter().map(|index| &tags[*index].name));
        let why = forecast.rules.iter().zip(reasons);
        let why: Vec<String> = why.map(|(rule, it)| reason(texts, rule, *it)).collect();
        view! {
            <Fact end=count.into_any()>
                {why.join(" · ")}
                " "
                <span class="secondary monospace">{named}</span>
            </Fact>
        }
    };
    forecast.staying().into_iter().map(line).collect()
}

fn reason(texts: Texts, rule: &RetentionRule, reason: Reason) -> String {
    let limit = match rule.template {
        RetentionTemplate::Days(number) | RetentionTemplate::Count(number) => u64::from(number),
        RetentionTemplate::Other { .. } => 0,
    };
    match reason {
        Reason::Newest => texts.count(texts::STAY_NEWEST, limit),
        Reason::Young => texts.count(texts::STAY_YOUNG, limit),
        Reason::Companion => texts.get(texts::STAY_COMPANION).to_owned(),
        Reason::Excepted(index) => {
            let Some(selector) = rule.selectors.get(index) else {
                return String::new();
            };
            let (text, name) = match selector.kind {
                TagSelectorKind::Label => (texts::STAY_EXCEPTED, "name"),
                _ => (texts::STAY_MATCHING, "pattern"),
            };
            texts.fill(text, &[(name, &selector.pattern)])
        }
    }
}

/// `1.0, 1.1, latest and 4 more`
fn names<'a>(texts: Texts, tags: impl ExactSizeIterator<Item = &'a TagName>) -> String {
    let more = tags.len().saturating_sub(NAMED);
    let named: Vec<&str> = tags.take(NAMED).map(TagName::as_str).collect();
    let named = named.join(", ");
    match more {
        0 => named,
        more => {
            let more = format::number(texts, more as u64);
            texts.fill(texts::NAMES_AND_MORE, &[("names", &named), ("more", &more)])
        }
    }
}

/// What the preview is on: a push in the meantime is not in it.
#[component]
fn AsOf(previewed: Previewed) -> impl IntoView {
    let texts = use_texts();
    let zone = use_preferences().zone;
    let tags = previewed.tags;
    let sentence = move || {
        let time = tags.progress().loaded_at?;
        let time = format::clock_time(texts, time, zone.get());
        Some(texts.fill(texts::LOADED_AT, &[("time", &time)]))
    };
    let is_loading = Signal::derive(move || tags.progress().is_loading);
    view! {
        <div class="cluster">
            <span class="secondary">{sentence}</span>
            <Button
                variant=ButtonVariant::Quiet
                icon=Icon::Refresh
                busy=is_loading
                on_click=move || tags.reload()
            >
                {texts.get(texts::REFRESH)}
            </Button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saving_a_rule_that_deletes_tags_is_dangerous() {
        let english = Texts::english();
        let some = "Deletes 2 of 5 tags now. Deleted tags cannot be restored.";
        assert_eq!(deletes(english, 2, 5), Consequence::danger(some));
        let one = "Deletes 1 of 5 tags now. Deleted tags cannot be restored.";
        assert_eq!(deletes(english, 1, 5), Consequence::danger(one));
        assert!(!deletes(english, 0, 5).is_danger());
    }

    #[test]
    fn the_sum_says_how_many_of_how_many() {
        let english = Texts::english();
        assert_eq!(summary(english, 2, 5), "2 of 5 tags will be deleted now.");
        assert_eq!(summary(english, 1, 5), "1 of 5 tags will be deleted now.");
        assert_eq!(
            summary(english, 0, 5),
            "No tags will be deleted now. All 5 tags are kept."
        );
        assert_eq!(
            summary(english, 5, 5),
            "All tags of this repository will be deleted now."
        );
        assert!(summary(english, 0, 0).contains("has no tags"));
    }
}
