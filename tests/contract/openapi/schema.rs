//! Values held to the schemas of the document. A schema is prepared once: that takes longer than
//! using it a hundred times.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::Value;

use super::DOCUMENT;

/// By what they were made from, which stays where it is.
static PREPARED: LazyLock<Mutex<HashMap<usize, Arc<Validator>>>> = LazyLock::new(Mutex::default);

/// Says what is wrong with a value, and where.
pub(super) fn check(schema: &'static Value, value: &Value) -> Result<(), String> {
    let errors = prepared(schema)
        .iter_errors(value)
        .map(|error| format!("{} at `{}`", error, error.instance_path()))
        .collect::<Vec<_>>();
    errors
        .is_empty()
        .then_some(())
        .ok_or_else(|| errors.join("; "))
}

/// The same for what is in a path, a query or a header, where everything is text.
pub(super) fn check_text(schema: &'static Value, text: &str) -> Result<(), String> {
    let is_number = super::resolved(schema)["type"] == "integer";
    let value = match text.parse::<i64>() {
        Ok(number) if is_number => Value::from(number),
        _ => Value::from(text),
    };
    check(schema, &value)
}

fn prepared(schema: &'static Value) -> Arc<Validator> {
    let mut all = PREPARED.lock().expect("nobody panics while preparing");
    let key = std::ptr::from_ref(schema).addr();
    let prepare = || Arc::new(prepare(schema));
    all.entry(key).or_insert_with(prepare).clone()
}

/// References of a schema are to the document it is in.
fn prepare(schema: &Value) -> Validator {
    let mut whole = schema.clone();
    whole["components"] = DOCUMENT["components"].clone();
    jsonschema::draft202012::new(&whole).expect("the schemas of the document are valid")
}
