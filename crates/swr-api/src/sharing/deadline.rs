//! Until when a share is good.
//!
//! The service counts in days: a share ends at midnight (UTC) after the day that is named.

use serde::{Deserialize, Deserializer, Serialize};

use crate::lenient::known;
use crate::{Timestamp, TimestampError};

/// The end of a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Deadline {
    /// On the day of this moment.
    Until(Timestamp),
    /// Never (wire: `forever`).
    Forever,
}

const FOREVER: &str = "forever";

impl TryFrom<String> for Deadline {
    type Error = TimestampError;

    fn try_from(text: String) -> Result<Self, TimestampError> {
        if text == FOREVER {
            Ok(Self::Forever)
        } else {
            Timestamp::parse(&text).map(Self::Until)
        }
    }
}

/// Every page prints three digits of a second, so at least as many are written.
impl From<Deadline> for String {
    fn from(deadline: Deadline) -> Self {
        let Deadline::Until(moment) = deadline else {
            return FOREVER.to_owned();
        };
        let text = moment.to_string();
        let text = text.trim_end_matches('Z');
        let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
        format!("{seconds}.{fraction:0<3}Z")
    }
}

/// An empty text, the zero time and what is no deadline at all are unknown.
pub(super) fn known_deadline<'de, D>(deserializer: D) -> Result<Option<Deadline>, D::Error>
where
    D: Deserializer<'de>,
{
    let is_zero = |it: &Deadline| matches!(it, Deadline::Until(time) if time.is_zero());
    Ok(known(deserializer)?.filter(|it| !is_zero(it)))
}

#[cfg(test)]
mod tests {
    use super::Deadline;

    fn rewritten(text: &str) -> Option<String> {
        Some(String::from(Deadline::try_from(text.to_owned()).ok()?))
    }

    #[test]
    fn a_deadline_has_at_least_milliseconds_and_loses_nothing() {
        for (read, written) in [
            ("forever", "forever"),
            ("2018-10-01T16:00:00.000Z", "2018-10-01T16:00:00.000Z"),
            ("2021-10-01T16:00:00Z", "2021-10-01T16:00:00.000Z"),
            ("2021-10-01T16:00:00.5Z", "2021-10-01T16:00:00.500Z"),
            ("2021-10-01T16:00:00.56632Z", "2021-10-01T16:00:00.56632Z"),
        ] {
            assert_eq!(rewritten(read).as_deref(), Some(written));
        }
        for bad in ["", "never", "2018-10-01"] {
            assert_eq!(rewritten(bad), None, "{bad}");
        }
    }

    #[test]
    fn forever_is_after_every_day() {
        let day = Deadline::try_from("9999-12-31T00:00:00Z".to_owned()).unwrap();
        assert!(day < Deadline::Forever);
    }
}
