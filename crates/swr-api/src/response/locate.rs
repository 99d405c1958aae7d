//! Where in a JSON text a reader stumbled.
//!
//! The decoder reports a line and a column only. Walking the text up to there a second time, on
//! failure alone, costs less than a decoder that keeps the path all along.

/// The path of the field, such as `[3].created_at`; empty for the whole text.
pub(super) fn field(json: &[u8], error: &serde_json::Error) -> String {
    let read = &json[..offset(json, error.line(), error.column())];
    let message = error.to_string();
    let Some(name) = missing_field(&message) else {
        return path_at(within(read));
    };
    let mut path = path_at(read);
    if !path.is_empty() {
        path.push('.');
    }
    path + name
}

/// A value that was read but refused, such as a name, is reported one step late: behind the bracket
/// that follows when it was the last of its object.
fn within(read: &[u8]) -> &[u8] {
    match read {
        [within @ .., b'}' | b']'] => within,
        _ => read,
    }
}

/// The decoder stands behind the whole object when it notices that a field is not there.
fn missing_field(message: &str) -> Option<&str> {
    Some(message.strip_prefix("missing field `")?.split_once('`')?.0)
}

/// How many bytes the decoder had read; its columns count bytes, from 1.
fn offset(json: &[u8], line: usize, column: usize) -> usize {
    let before: usize = json
        .split_inclusive(|byte| *byte == b'\n')
        .take(line.saturating_sub(1))
        .map(<[u8]>::len)
        .sum();
    json.len().min(before + column)
}

enum Step {
    Key(String),
    Index(usize),
}

fn path_at(read: &[u8]) -> String {
    let mut steps = Vec::new();
    // A text is a key when it is the first thing after a brace or a comma of an object.
    let mut expects_key = false;
    let mut rest = read.iter().copied();
    while let Some(byte) = rest.next() {
        match byte {
            b'{' => steps.push(Step::Key(String::new())),
            b'[' => steps.push(Step::Index(0)),
            b'}' | b']' => drop(steps.pop()),
            b',' => {
                if let Some(Step::Index(index)) = steps.last_mut() {
                    *index += 1;
                }
            }
            b'"' => {
                let text = rest_of_text(&mut rest);
                if let (true, Some(Step::Key(key))) = (expects_key, steps.last_mut()) {
                    *key = text;
                }
            }
            _ => {}
        }
        expects_key = matches!(byte, b'{' | b',') || (expects_key && byte.is_ascii_whitespace());
    }
    written(&steps)
}

/// Keys of this API have no escapes, so what stands behind a backslash only must not end the text.
fn rest_of_text(rest: &mut impl Iterator<Item = u8>) -> String {
    let mut text = Vec::new();
    while let Some(byte) = rest.next() {
        match byte {
            b'"' => break,
            b'\\' => text.extend(rest.next()),
            _ => text.push(byte),
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

fn written(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Key(key) if path.is_empty() => path.push_str(key),
            Step::Key(key) if key.is_empty() => {}
            Step::Key(key) => path = format!("{path}.{key}"),
            Step::Index(index) => path = format!("{path}[{index}]"),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::field;
    use crate::{OrganizationName, RepositoryName, Timestamp};

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "what is read is not looked at")]
    struct Item {
        #[serde(default)]
        id: i64,
        name: OrganizationName,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "what is read is not looked at")]
    struct List {
        namespaces: Vec<Item>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "what is read is not looked at")]
    struct Details {
        name: RepositoryName,
        #[serde(default)]
        description: String,
        #[serde(default)]
        size: u64,
        #[serde(default)]
        path: String,
        #[serde(default)]
        created: Option<Timestamp>,
    }

    fn check<T: serde::de::DeserializeOwned>(json: &str, expected: &str) {
        let Err(error) = serde_json::from_slice::<T>(json.as_bytes()) else {
            panic!("readable: {json}");
        };
        assert_eq!(field(json.as_bytes(), &error), expected, "{error}");
    }

    #[test]
    fn a_wrong_value_is_found_however_deep() {
        check::<List>(
            r#"{"namespaces": [{"name": "a", "id": 1}, {"name": "b", "id": true}]}"#,
            "namespaces[1].id",
        );
        check::<List>(
            "{\n  \"namespaces\": [\n    {\"name\": \"a/b\"}\n  ]\n}",
            "namespaces[0].name",
        );
        check::<Vec<Item>>(r#"[{"name": "a"}, 7]"#, "[1]");
        check::<List>(
            r#"{"namespaces": [{"name": "a/b", "id": 1}]}"#,
            "namespaces[0].name",
        );
        check::<Vec<OrganizationName>>(r#"["a", ""]"#, "[1]");
        check::<Details>(r#"{"name": "a", "created": "yesterday"}"#, "created");
    }

    #[test]
    fn a_missing_field_is_named_at_its_place() {
        check::<Item>(r#"{"id": 1}"#, "name");
        check::<List>(r#"{"namespaces": [{"id": 1}]}"#, "namespaces[0].name");
        check::<Vec<Item>>(r#"[{"name": "a"}, {}]"#, "[1].name");
    }

    #[test]
    fn text_with_brackets_and_quotes_does_not_lead_astray() {
        check::<Details>(
            r#"{"description": "}]\"{, \\", "name": "a", "size": "big"}"#,
            "size",
        );
    }

    #[test]
    fn broken_json_is_located_where_it_breaks() {
        check::<Details>("{\"name\": \"a\",\n\"path\": ,\n\"size\": 1}", "path");
        check::<Details>("{\"name\": \"a\", \"size\": 12", "size");
        check::<Details>("", "");
        check::<Details>("<html>", "");
    }
}
