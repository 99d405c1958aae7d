//! The time at which a token is renewed, before it expires. Pure.

use std::time::Duration;

/// How long before a token ends the next one is requested.
const ASK_BEFORE: Duration = Duration::from_secs(5 * 60);

/// How long to wait with a token that lasts for so many milliseconds. A person is asked at once when
/// little is left. The page around may have nothing longer to give: it is asked half-way then, and about
/// one that has ended only when it was refused, or it would be asked again and again.
pub(super) fn pause(lasts: i64, is_of_host: bool) -> Option<Duration> {
    let early = lasts - ASK_BEFORE.as_millis() as i64;
    let wait = match is_of_host {
        true if lasts <= 0 => return None,
        true => early.max(lasts / 2),
        false => early,
    };
    // A browser's timer takes 31 bits of milliseconds; tokens last a day.
    Some(Duration::from_millis(
        wait.clamp(0, i64::from(i32::MAX)) as u64
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    fn check(minutes: i64, is_of_host: bool, expected: Option<u64>) {
        let found = pause(minutes * MINUTE, is_of_host);
        assert_eq!(
            found,
            expected.map(|it| Duration::from_secs(it * 60)),
            "{minutes}"
        );
    }

    #[test]
    fn a_person_is_asked_five_minutes_before_and_at_once_when_it_is_later() {
        check(60, false, Some(55));
        check(3, false, Some(0));
        check(-1, false, Some(0));
    }

    #[test]
    fn a_short_token_of_the_page_around_does_not_have_it_asked_without_a_pause() {
        check(60, true, Some(55));
        check(4, true, Some(2));
        check(0, true, None);
    }
}
