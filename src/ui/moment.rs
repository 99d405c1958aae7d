//! A time: relative to now, with the full date for those who need it.
//!
//! The date is text beside it and not only a `title`, which neither keyboards nor all screen readers
//! reach. A table has room for one of them: the style sheet shows the date in the focused row, and keeps it
//! for screen readers in all others.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use swr_api::Timestamp;

use super::unknown::Unknown;
use crate::i18n::{Texts, format, use_texts};
use crate::storage::preferences::use_preferences;

/// The time that relative times are told by: the service's, as far as it is known.
#[derive(Clone, Copy)]
struct MomentClock(Signal<Timestamp>);

/// Provides the time that relative times are told by; they change with it.
pub fn provide_moment_clock(now: Signal<Timestamp>) {
    provide_context(MomentClock(now));
}

/// A moment that is past, relative to now.
#[component]
pub fn Moment(
    /// The time that is shown; an en dash where the service knows none.
    #[prop(into)]
    time: Option<Timestamp>,
) -> impl IntoView {
    let Some(time) = time else {
        return view! { <Unknown/> }.into_any();
    };
    relative(time, format::ago).into_any()
}

/// A moment that is past, in days: where its age decides what becomes of something.
#[component]
pub fn Age(
    /// The time that is shown; an en dash where the service knows none.
    #[prop(into)]
    time: Option<Timestamp>,
) -> impl IntoView {
    let Some(time) = time else {
        return view! { <Unknown/> }.into_any();
    };
    relative(time, format::days_ago).into_any()
}

fn relative(time: Timestamp, said: fn(Texts, Timestamp, Timestamp) -> String) -> impl IntoView {
    let (texts, zone) = (use_texts(), use_preferences().zone);
    // Without a clock, as in a test of a component, it is shown once.
    let clock = use_context::<MomentClock>();
    let now = move || clock.map_or_else(format::now, |MomentClock(now)| now.get());
    let words = move || said(texts, time, now());
    view! { <Dated time words date=move || format::date_time(texts, time, zone.get())/> }
}

/// A moment in words of its own.
#[component]
pub fn Dated(
    /// The time that is shown.
    time: Timestamp,
    /// What is said of it first.
    #[prop(into)]
    words: TextProp,
    /// The date in full.
    #[prop(into)]
    date: TextProp,
) -> impl IntoView {
    let title = date.clone();
    view! {
        <time class="moment" datetime=time.to_string() title=move || title.get()>
            <span>{move || words.get()}</span>
            " "
            <span class="moment-date">{move || date.get()}</span>
        </time>
    }
}
