//! The fields of the target, shared by the form for replication and the one for copying tags.

use crate::markup::{reactive, view};
use crate::reactive::{effect, memo};
use leptos::prelude::*;
use swr_api::{Error, List, Region};

use super::draft::TargetDraft;
use super::refused::{is_about_organization, is_about_region};
use super::texts;
use crate::i18n::use_texts;
use crate::remote::{Query, QueryState};
use crate::ui::{Checkbox, Choice, InputOptions, Select, TextInput};

/// The fields of a target.
#[derive(Clone, Copy)]
pub(super) struct TargetFields {
    region: RwSignal<String>,
    organization: RwSignal<String>,
    overwrites: RwSignal<bool>,
}

impl TargetFields {
    /// Begins with an organization of the same name, which is what most people have there.
    pub(super) fn new(organization: &str) -> Self {
        Self {
            region: RwSignal::default(),
            organization: RwSignal::new(organization.to_owned()),
            overwrites: RwSignal::new(false),
        }
    }

    /// The target as it is in the fields; watched.
    pub(super) fn draft(self) -> TargetDraft {
        TargetDraft {
            region: self.region.get(),
            organization: self.organization.get(),
            overwrites: self.overwrites.get(),
        }
    }

    /// With a single region there is nothing to choose; what was chosen by no one is not typed.
    pub(super) fn choose_only(self, regions: Query<List<Region>>) -> RwSignal<TargetDraft> {
        let begun = RwSignal::new(untrack(|| self.draft()));
        effect(move || {
            let only = regions.with(|it| match it.value.as_deref() {
                Some([only]) => Some(only.id.clone()),
                _ => None,
            });
            if let Some(only) = only.filter(|_| self.region.with_untracked(String::is_empty)) {
                begun.update(|it| it.region.clone_from(&only));
                self.region.set(only);
            }
        });
        begun
    }
}

/// The fields, with what is wrong with each.
#[component]
pub(super) fn TargetInputs(
    fields: TargetFields,
    /// The regions there are.
    regions: Query<List<Region>>,
    /// Whether what is here was tried as it is.
    is_as_tried: Memo<bool>,
    /// The error of the last try.
    error: Signal<Option<Error>>,
    /// What is wrong with the place as a whole: there is a synchronization to it already.
    #[prop(optional, into)]
    taken: Signal<Option<String>>,
) -> impl IntoView {
    let texts = use_texts();
    let is_refused = move |about: fn(&Error) -> bool| {
        is_as_tried.get() && error.with(|it| it.as_ref().is_some_and(about))
    };
    let organization_error = Signal::derive(move || {
        let refused = is_refused(is_about_organization);
        let refused = refused.then(|| texts.get(texts::ORGANIZATION_REFUSED).to_owned());
        let draft = fields.draft();
        let problem = draft.organization_problem(texts, is_as_tried.get());
        problem.or_else(|| taken.get()).or(refused)
    });
    let region_error = Signal::derive(move || {
        let is_missing = is_as_tried.get() && fields.region.with(String::is_empty);
        match () {
            () if is_missing => Some(texts.get(texts::REGION_NEEDED).to_owned()),
            () if is_refused(is_about_region) => Some(texts.get(texts::REGION_UNKNOWN).to_owned()),
            () => None,
        }
    });
    view! {
        <QueryState query=regions lines=2/>
        <RegionField value=fields.region regions error=region_error/>
        <TextInput
            label=texts.get(texts::TARGET_ORGANIZATION)
            value=fields.organization
            hint=texts.get(texts::TARGET_ORGANIZATION_HINT)
            error=organization_error
            input=InputOptions::monospace().required()
        />
        <Checkbox
            label=texts.get(texts::OVERWRITE)
            checked=fields.overwrites
            hint=texts.get(texts::OVERWRITE_HINT)
        />
    }
}

#[component]
fn RegionField(
    value: RwSignal<String>,
    regions: Query<List<Region>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let texts = use_texts();
    let known = memo(move || regions.value());
    reactive(move || {
        let nothing = Choice::new("", texts.get(texts::CHOOSE_REGION));
        let all = known.get()?.into_iter().map(|region| {
            let name = region.name.filter(|it| !it.is_empty());
            let label = match name {
                Some(name) => format!("{name} ({})", region.id),
                None => region.id.clone(),
            };
            Choice::new(region.id, label)
        });
        let options: Vec<_> = std::iter::once(nothing).chain(all).collect();
        Some(view! { <Select label=texts.get(texts::REGION) value options error/> })
    })
}
