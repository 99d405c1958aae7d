//! A moment in time: how long ago it was, and the date in full on hover and to machines.

use leptos::prelude::*;
use swr_api::Timestamp;

use crate::i18n::{format, use_texts};
use crate::storage::preferences::use_preferences;

/// A moment, relative to now. It is said anew whenever it is shown, and does not tick.
#[component]
pub fn Moment(
    /// When it was.
    time: Timestamp,
) -> impl IntoView {
    let texts = use_texts();
    let zone = use_preferences().zone;
    let relative = format::relative(texts, time, format::now());
    let absolute = move || format::date_time(texts, time, zone.get());
    view! { <time datetime=time.to_string() title=absolute>{relative}</time> }
}
