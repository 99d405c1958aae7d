//! Fields of JSON values, each read by itself: a field of another type counts as missing.

use std::collections::BTreeMap;

use serde_json::Value;

/// The JSON object that a text is; `None` for anything else.
pub(crate) fn object(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().filter(Value::is_object)
}

/// The value at the end of a path of fields.
pub(crate) fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, field| value.get(field))
}

/// A text that is not empty.
pub(crate) fn text(value: &Value, field: &str) -> Option<String> {
    text_at(value, &[field])
}

/// A text that is not empty, at the end of a path of fields.
pub(crate) fn text_at(value: &Value, path: &[&str]) -> Option<String> {
    let text = at(value, path)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

/// The elements of an array; none where there is no array.
pub(crate) fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    let list = value.get(field).and_then(Value::as_array);
    list.map(Vec::as_slice).unwrap_or_default()
}

/// The texts of an array, or of one text that is in place of an array.
pub(crate) fn texts(value: &Value, field: &str) -> Vec<String> {
    match value.get(field) {
        Some(Value::String(text)) => vec![text.clone()],
        _ => {
            let texts = list(value, field).iter().filter_map(Value::as_str);
            texts.map(str::to_owned).collect()
        }
    }
}

/// The fields of an object that are texts.
pub(crate) fn pairs(value: &Value, field: &str) -> BTreeMap<String, String> {
    let fields = value.get(field).and_then(Value::as_object);
    let pair = |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
    fields.into_iter().flatten().filter_map(pair).collect()
}

/// The names of the fields of an object.
pub(crate) fn names(value: &Value, field: &str) -> Vec<String> {
    let fields = value.get(field).and_then(Value::as_object);
    let fields = fields.into_iter().flatten();
    fields.map(|(name, _)| name.clone()).collect()
}
