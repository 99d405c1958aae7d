//! The expiry of a login, counted down by the service's clock.

use crate::markup::view;
use crate::reactive::{effect, memo};
use leptos::prelude::*;
use swr_api::Timestamp;

use super::texts;
use crate::i18n::{format, use_texts};
use crate::remote::clock;
use crate::session::use_session;
use crate::storage::preferences::use_preferences;
use crate::ui::{Badge, Notice, Tone};

/// The end of a login, and whether it has come.
#[component]
pub(super) fn Countdown(
    /// The time at which the login ends.
    end: Timestamp,
    /// Set when it has come.
    has_ended: RwSignal<bool>,
) -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let (clock, zone) = (clock(), use_preferences().zone);
    let left = memo(move || seconds_left(end, session.service_time(clock.get())));
    // Told once and not every second: whatever depends on it is built anew.
    let is_over = memo(move || left.get() == 0);
    effect(move || has_ended.set(is_over.get()));
    let time = move || {
        let date = format::date_time(texts, end, zone.get());
        view! { <time datetime=end.to_string()>{date}</time> }
    };
    move || {
        match has_ended.get() {
        false => view! {
            <p>
                {texts.get(texts::HOLDS_UNTIL)} " " {time()} " "
                <Badge tone=Tone::Success>
                    {move || texts.fill(texts::LEFT, &[("time", &clock_face(left.get()))])}
                </Badge>
            </p>
        }
        .into_any(),
        true => view! {
            <p>{texts.get(texts::HELD_UNTIL)} " " {time()} " " <Badge tone=Tone::Danger>{texts.get(texts::ENDED)}</Badge></p>
            <Notice tone=Tone::Warning>{texts.get(texts::ENDED_SENTENCE)}</Notice>
        }
        .into_any(),
    }
    }
}

/// Whole seconds that are left; a moment before the end is still one.
fn seconds_left(end: Timestamp, now: Timestamp) -> u64 {
    let millis = end.unix_millis() - now.unix_millis();
    u64::try_from(millis).map_or(0, |millis| millis.div_ceil(1_000))
}

/// `5:59:12`
fn clock_face(seconds: u64) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    format!("{hours}:{minutes:02}:{seconds:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_counted_to_the_last_moment_and_never_below_nothing() {
        let left = |millis| {
            let [end, now] = [millis, 0].map(Timestamp::from_unix_millis);
            seconds_left(end, now)
        };
        assert_eq!([left(2_000), left(1), left(0), left(-1)], [2, 1, 0, 0]);
    }

    #[test]
    fn hours_go_beyond_a_day() {
        assert_eq!(clock_face(0), "0:00:00");
        assert_eq!(clock_face(21_552), "5:59:12");
        assert_eq!(clock_face(86_400), "24:00:00");
    }
}
