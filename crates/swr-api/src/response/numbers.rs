//! Numbers that no program can hold, such as `1e999`. The decoder refuses the whole text for one of
//! them, so they are taken out of it, and the fields that had them are unknown.

use crate::json;

/// What the decoder says of them.
const OUT_OF_RANGE: &str = "number out of range";

/// The text with null in the place of such numbers; nothing where there is none.
pub(super) fn without_the_impossible(json: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(json.len());
    let mut found = false;
    let mut rest = json;
    while let Some((&byte, _)) = rest.split_first() {
        let length = match byte {
            b'"' => text_length(rest),
            b'-' | b'0'..=b'9' => rest.iter().take_while(|it| is_of_number(**it)).count(),
            _ => 1,
        };
        let (token, behind) = rest.split_at(length);
        rest = behind;
        if is_impossible(token) {
            found = true;
            kept.extend(b"null");
        } else {
            kept.extend(token);
        }
    }
    found.then_some(kept)
}

/// How long the text is that begins here, with both of its quotation marks.
fn text_length(json: &[u8]) -> usize {
    let mut is_escaped = false;
    for (index, byte) in json.iter().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    json.len()
}

fn is_of_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
}

fn is_impossible(token: &[u8]) -> bool {
    let begins = |byte: &u8| *byte == b'-' || byte.is_ascii_digit();
    let is_number = token.first().is_some_and(begins);
    is_number && json::parse(token).is_err_and(|error| error.detail.starts_with(OUT_OF_RANGE))
}

#[cfg(test)]
mod tests {
    use super::without_the_impossible;

    fn kept(json: &str) -> Option<String> {
        without_the_impossible(json.as_bytes()).map(|it| String::from_utf8(it).unwrap())
    }

    #[test]
    fn only_numbers_that_nothing_can_hold_are_taken_out() {
        let json = r#"{"a": 1e999, "b": [-1E+400, 2], "c": "1e999 \" -1e400", "d": 1e3}"#;
        let expected = r#"{"a": null, "b": [null, 2], "c": "1e999 \" -1e400", "d": 1e3}"#;
        assert_eq!(kept(json).as_deref(), Some(expected));
        for plain in [r#"{"a": 7}"#, r#"{"a": "infinity"}"#, "", "\"1e999"] {
            assert_eq!(kept(plain), None, "{plain}");
        }
    }
}
