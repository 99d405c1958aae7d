//! Ranges: the part that a client requests or sends, and the received part of an upload.

/// A `Content-Range` of an upload: first and last byte.
pub(super) fn of_chunk(header: &str) -> Option<(u64, u64)> {
    // The protocol has no unit; some clients write one all the same.
    let header = header.strip_prefix("bytes ").unwrap_or(header);
    let (first, last) = header.split('/').next()?.split_once('-')?;
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}

/// What `Range` says of an upload with so many bytes; an empty one says the same as one byte does,
/// because the protocol has no way to say "none".
pub(super) fn uploaded(length: u64) -> String {
    format!("0-{}", length.saturating_sub(1))
}

/// What a `Range` of a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// First byte, and how many.
    Some(u64, u64),
    Impossible,
}

/// Reads one range in bytes; several at once, or anything unclear, is answered with the whole.
pub(super) fn of_request(header: Option<&str>, length: u64) -> Part {
    let range = header.and_then(|header| header.strip_prefix("bytes="));
    let Some((first, last)) = range.and_then(|range| range.split_once('-')) else {
        return Part::Whole;
    };
    let (first, last) = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => (first, last),
        (Ok(first), Err(_)) if last.is_empty() => (first, u64::MAX),
        // The last so many bytes.
        (Err(_), Ok(count)) if first.is_empty() && count > 0 => {
            (length.saturating_sub(count), u64::MAX)
        }
        _ => return Part::Whole,
    };
    if first >= length {
        return Part::Impossible;
    }
    Part::Some(first, last.min(length - 1) - first + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_say_where_they_begin_and_end() {
        assert_eq!(of_chunk("0-9"), Some((0, 9)));
        assert_eq!(of_chunk("bytes 10-19/20"), Some((10, 19)));
        for wrong in ["", "9-0", "a-b", "5", "-5"] {
            assert_eq!(of_chunk(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn parts_stay_within_the_blob() {
        for (header, part) in [
            (None, Part::Whole),
            (Some("bytes=0-3"), Part::Some(0, 4)),
            (Some("bytes=5-"), Part::Some(5, 5)),
            (Some("bytes=8-99"), Part::Some(8, 2)),
            (Some("bytes=-3"), Part::Some(7, 3)),
            (Some("bytes=-99"), Part::Some(0, 10)),
            (Some("bytes=10-"), Part::Impossible),
            (Some("bytes=3-1"), Part::Whole),
            (Some("bytes=0-1,4-5"), Part::Whole),
            (Some("lines=0-1"), Part::Whole),
        ] {
            assert_eq!(of_request(header, 10), part, "{header:?}");
        }
        assert_eq!(of_request(Some("bytes=-5"), 0), Part::Impossible);
    }
}
