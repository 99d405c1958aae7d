//! JSON with one thing on each line.
//!
//! Only the space between the tokens is changed: a parser would put the fields in another order and
//! write numbers anew, and no one could compare the text with its digest's any longer.

use serde::de::IgnoredAny;

/// The same JSON, indented; `None` when it is none.
pub fn pretty(text: &str) -> Option<String> {
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    let mut out = String::with_capacity(text.len() * 2);
    let mut depth = 0;
    let is_break = |it: &char| matches!(it, '\t' | '\n' | '\r');
    let mut characters = text.chars().filter(|it| !is_break(it)).peekable();
    while let Some(character) = characters.next() {
        match character {
            ' ' => {}
            '"' => {
                out.push('"');
                copy_string(&mut characters, &mut out);
            }
            '{' | '[' => {
                out.push(character);
                while characters.next_if_eq(&' ').is_some() {}
                match characters.next_if(|it| matches!(it, '}' | ']')) {
                    Some(end) => out.push(end),
                    None => {
                        depth += 1;
                        new_line(&mut out, depth);
                    }
                }
            }
            '}' | ']' => {
                depth -= 1;
                new_line(&mut out, depth);
                out.push(character);
            }
            ',' => {
                out.push(',');
                new_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            _ => out.push(character),
        }
    }
    Some(out)
}

/// The rest of a string, with its end.
fn copy_string(characters: &mut impl Iterator<Item = char>, out: &mut String) {
    let mut is_escaped = false;
    for character in characters {
        out.push(character);
        match character {
            '"' if !is_escaped => return,
            '\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
}

#[cfg(test)]
mod tests {
    use super::pretty;

    #[test]
    fn order_and_numbers_stay_as_they_were_written() {
        let text = "{\"z\":1.0, \"a\" : [1e3,\n\t-0],\"e\":{ },\"l\":[\r\n]}";
        let expected =
            "{\n  \"z\": 1.0,\n  \"a\": [\n    1e3,\n    -0\n  ],\n  \"e\": {},\n  \"l\": []\n}";
        assert_eq!(pretty(text).as_deref(), Some(expected));
    }

    #[test]
    fn nothing_within_a_string_is_taken_for_structure() {
        let text = "[\"a , b: {c}\",\"\\\"[\",\"\\\\\",\" é\u{85}\"]";
        let expected = "[\n  \"a , b: {c}\",\n  \"\\\"[\",\n  \"\\\\\",\n  \" é\u{85}\"\n]";
        assert_eq!(pretty(text).as_deref(), Some(expected));
    }

    #[test]
    fn what_is_indented_already_stays_the_same() {
        let once = pretty(r#"{"a":[{"b":null}]}"#).unwrap();
        assert_eq!(pretty(&once).as_ref(), Some(&once));
        assert_eq!(pretty(" 3 ").as_deref(), Some("3"));
    }

    #[test]
    fn what_is_no_json_is_left_unchanged() {
        for text in ["", "{", "hello", "{\"a\":1} more", "[1,]"] {
            assert_eq!(pretty(text), None, "{text}");
        }
    }
}
