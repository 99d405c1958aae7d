//! A moment in time: how long ago it was, and the date in full for whoever wants to know exactly.
//!
//! The date is text beside it and not only a `title`, which neither a keyboard nor every screen reader
//! reaches. In a table there is room for one of them: the sheet shows the date in the row that has
//! the focus, and keeps it for screen readers in all others.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use swr_api::Timestamp;

use crate::i18n::{format, use_texts};
use crate::storage::preferences::use_preferences;

/// A moment that is past, relative to now. It is said anew whenever it is shown, and does not tick.
#[component]
pub fn Moment(
    /// The time that is shown; an en dash where the service knows none.
    #[prop(into)]
    time: Option<Timestamp>,
) -> impl IntoView {
    let Some(time) = time else {
        return view! { <span class="secondary">"–"</span> }.into_any();
    };
    let texts = use_texts();
    let zone = use_preferences().zone;
    let words = format::ago(texts, time, format::now());
    view! { <Dated time words date=move || format::date_time(texts, time, zone.get())/> }.into_any()
}

/// A moment in words of its own.
#[component]
pub fn Dated(
    /// The time that is shown.
    time: Timestamp,
    /// What is said of it first.
    words: String,
    /// The date in full.
    #[prop(into)]
    date: TextProp,
) -> impl IntoView {
    let title = date.clone();
    view! {
        <time class="moment" datetime=time.to_string() title=move || title.get()>
            <span>{words}</span>
            " "
            <span class="moment-date">{move || date.get()}</span>
        </time>
    }
}
