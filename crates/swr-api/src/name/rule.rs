//! The rules themselves, on plain text; which name follows which rule is said one file up.

use super::NameError;

/// What a path segment may be at most, in bytes; file systems and proxies agree on it.
const MAXIMUM_SEGMENT_BYTES: usize = 255;

/// Lower-case letters and digits, parted by one separator each or by a double underscore.
pub(super) fn separated(text: &str, maximum: usize, separators: &str) -> Result<(), NameError> {
    parted(text, maximum, separators, |character| {
        character.is_ascii_lowercase() || character.is_ascii_digit()
    })
}

/// Letters and digits, starting with a letter, parted by one `_` or `-` each.
pub(super) fn trigger(text: &str, maximum: usize) -> Result<(), NameError> {
    parted(text, maximum, "_-", |it| it.is_ascii_alphanumeric())?;
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return Err(NameError::BadStart);
    }
    if text.contains("__") {
        return Err(NameError::AdjacentSeparators);
    }
    Ok(())
}

fn parted(
    text: &str,
    maximum: usize,
    separators: &str,
    is_plain: fn(char) -> bool,
) -> Result<(), NameError> {
    length(text, maximum)?;
    if let Some(bad) = text
        .chars()
        .find(|character| !is_plain(*character) && !separators.contains(*character))
    {
        return Err(NameError::BadCharacter(bad));
    }
    if !text.starts_with(is_plain) {
        return Err(NameError::BadStart);
    }
    if !text.ends_with(is_plain) {
        return Err(NameError::BadEnd);
    }
    let stands_alone = |run: &str| run.len() <= 1 || run == "__";
    if text.split(is_plain).all(stands_alone) {
        Ok(())
    } else {
        Err(NameError::AdjacentSeparators)
    }
}

/// The registry's rule for tags.
pub(super) fn tag(text: &str, maximum: usize) -> Result<(), NameError> {
    length(text, maximum)?;
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
    if let Some(bad) = text
        .chars()
        .find(|character| !is_word(*character) && !matches!(character, '.' | '-'))
    {
        return Err(NameError::BadCharacter(bad));
    }
    if text.starts_with(is_word) {
        Ok(())
    } else {
        Err(NameError::BadStart)
    }
}

/// Anything that survives as one segment of a path.
pub(super) fn segment(text: String) -> Result<String, NameError> {
    if text.contains('/') {
        return Err(NameError::BadCharacter('/'));
    }
    segments(text)
}

/// Anything that survives as segments of a path; `$` is taken, it stands for the slash.
pub(super) fn segments(text: String) -> Result<String, NameError> {
    if text.is_empty() {
        return Err(NameError::Empty);
    }
    if text.len() > MAXIMUM_SEGMENT_BYTES {
        return Err(NameError::TooLong {
            maximum: MAXIMUM_SEGMENT_BYTES,
        });
    }
    if let Some(bad) = text
        .chars()
        .find(|character| character.is_control() || *character == '$')
    {
        return Err(NameError::BadCharacter(bad));
    }
    if text.starts_with('/') {
        return Err(NameError::BadStart);
    }
    if text.ends_with('/') {
        return Err(NameError::BadEnd);
    }
    for part in text.split('/') {
        match part {
            "" => return Err(NameError::AdjacentSeparators),
            // A URL parser would resolve these before the request leaves.
            "." | ".." => return Err(NameError::BadStart),
            _ => {}
        }
    }
    Ok(text)
}

fn length(text: &str, maximum: usize) -> Result<(), NameError> {
    match text.chars().count() {
        0 => Err(NameError::Empty),
        count if count > maximum => Err(NameError::TooLong { maximum }),
        _ => Ok(()),
    }
}
