//! The fields common to sharing and editing.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Deadline, Error};

use super::draft::{DESCRIPTION_LIMIT, ShareDraft};
use super::lifetime::{day_of, end_of_day};
use super::refused::Refused;
use super::texts;
use crate::i18n::format::{self, Zone};
use crate::i18n::{Texts, use_texts};
use crate::reactive::memo;
use crate::session::{Session, use_session};
use crate::ui::{Choice, InputOptions, RadioGroup, TextArea, TextInput};

const FOREVER: &str = "forever";
const DAY: &str = "day";

/// The fields of a share.
#[derive(Clone, Copy, Default)]
pub(super) struct ShareFields {
    pub(super) account: RwSignal<String>,
    how_long: RwSignal<String>,
    day: RwSignal<String>,
    description: RwSignal<String>,
}

/// What a form was tried with, and what became of it.
#[derive(Clone, Copy)]
pub(super) struct Attempt {
    pub(super) draft: Memo<ShareDraft>,
    /// Whether the fields still hold what was tried: then what was said of it still stands.
    pub(super) is_as_tried: Memo<bool>,
    pub(super) error: Signal<Option<Error>>,
}

/// The day it is for the service, as days are counted.
pub(super) fn today(session: Session) -> String {
    day_of(session.service_now())
}

impl ShareFields {
    /// The fields with a draft in them.
    pub(super) fn new(draft: &ShareDraft) -> Self {
        let fields = Self::default();
        fields.fill(draft);
        fields
    }

    /// Puts a draft into the fields.
    pub(super) fn fill(self, draft: &ShareDraft) {
        let how_long = if draft.has_end { DAY } else { FOREVER };
        self.account.set(draft.account.clone());
        self.how_long.set(how_long.to_owned());
        self.day.set(draft.day.clone());
        self.description.set(draft.description.clone());
    }

    /// What is in the fields; watched.
    pub(super) fn draft(self) -> ShareDraft {
        ShareDraft {
            account: self.account.get(),
            has_end: self.how_long.with(|it| it == DAY),
            day: self.day.get(),
            description: self.description.get(),
        }
    }
}

impl Attempt {
    /// What a field's refusal says, as long as it stands.
    pub(super) fn refused(self, texts: Texts, is_here: fn(Refused) -> bool) -> Option<String> {
        let refused = self.error.with(|it| Refused::of(it.as_ref()?))?;
        (self.is_as_tried.get() && is_here(refused)).then(|| refused.sentence(texts))
    }
}

/// Deadline and description.
#[component]
pub(super) fn TermsFields(
    fields: ShareFields,
    attempt: Attempt,
    /// What the share is now, where there is one.
    known: Signal<Option<ShareDraft>>,
) -> impl IntoView {
    let texts = use_texts();
    let choice = |value, name, hint| Choice::new(value, texts.get(name)).hint(texts.get(hint));
    let choices = vec![
        choice(FOREVER, texts::FOREVER_CHOICE, texts::FOREVER_HINT),
        choice(DAY, texts::DAY_CHOICE, texts::DAY_HINT),
    ];
    let has_end = memo(move || fields.how_long.with(|it| it == DAY));
    let description_error = Signal::derive(move || {
        let refused = || attempt.refused(texts, |it| it == Refused::Description);
        (attempt.draft)
            .with(|draft| draft.description_problem(texts))
            .or_else(refused)
    });
    view! {
        <RadioGroup label=texts.get(texts::HOW_LONG) value=fields.how_long options=choices/>
        {move || has_end.get().then(|| view! { <DayField fields attempt known/> })}
        <TextArea
            label=texts.get(texts::DESCRIPTION)
            value=fields.description
            hint=texts.get(texts::DESCRIPTION_HINT)
            error=description_error
            limit=DESCRIPTION_LIMIT.0
        />
    }
}

#[component]
fn DayField(
    fields: ShareFields,
    attempt: Attempt,
    known: Signal<Option<ShareDraft>>,
) -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let error = Signal::derive(move || {
        let is_tried = attempt.is_as_tried.get();
        let problem = attempt.draft.with(|draft| {
            known.with(|known| draft.day_problem(texts, known.as_ref(), &today(session), is_tried))
        });
        problem.or_else(|| attempt.refused(texts, |it| it == Refused::Day))
    });
    let hint = move || match attempt.draft.with(ShareDraft::deadline) {
        Some(Deadline::Until(day)) => {
            let end = end_of_day(day);
            let sentence = match end <= session.service_now() {
                true => texts::ENDED_AT,
                false => texts::ENDS_AT,
            };
            let end = format::date_time(texts, end, Zone::Utc);
            texts.fill(sentence, &[("time", &end)])
        }
        _ => texts.get(texts::DAY_FORMAT).to_owned(),
    };
    view! {
        <TextInput
            label=texts.get(texts::DAY)
            value=fields.day
            hint
            error
            input=InputOptions::day().required()
        />
    }
}
