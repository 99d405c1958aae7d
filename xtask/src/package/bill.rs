//! `bom.json`: the bill of materials in the words of CycloneDX 1.5.
//!
//! Without a serial number and a date, which the format leaves to us: the same contents make the same
//! bill.

use serde_json::{Map, Value, json};

use super::contents::Part;

/// The bill of a program; its first part is the program itself.
pub(super) fn of(parts: &[Part]) -> String {
    let Some((program, components)) = parts.split_first() else {
        return "{}\n".to_owned();
    };
    let mut components: Vec<Value> = components
        .iter()
        .map(|it| component(it, "library"))
        .collect();
    components.sort_by_key(reference_of);
    let mut dependencies: Vec<Value> = parts.iter().map(|it| dependency(it, parts)).collect();
    dependencies.sort_by_key(|it| it["ref"].to_string());
    let bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": component(program, "application")},
        "components": components,
        "dependencies": dependencies,
    });
    format!("{bill:#}\n")
}

fn reference_of(component: &Value) -> String {
    component["bom-ref"].to_string()
}

/// The package's address (purl), which names it in the bill, too.
fn reference(part: &Part) -> String {
    let Part { name, version, .. } = part;
    // Rust's own library is in no registry.
    let kind = if name == "std" { "generic" } else { "cargo" };
    format!("pkg:{kind}/{name}@{}", version.replace('+', "%2B"))
}

fn component(part: &Part, kind: &str) -> Value {
    let reference = reference(part);
    let mut component = json!({
        "type": kind,
        "bom-ref": reference,
        "name": part.name,
        "version": part.version,
        "purl": reference,
    });
    let fields: &mut Map<String, Value> = component.as_object_mut().expect("it is an object");
    let mut add = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value);
        }
    };
    add(
        "licenses",
        part.licence.as_ref().map(|it| json!([{"expression": it}])),
    );
    let hash = |it: &String| json!([{"alg": "SHA-256", "content": it}]);
    add("hashes", part.checksum.as_ref().map(hash));
    let source = |it: &String| json!([{"type": "vcs", "url": it}]);
    add("externalReferences", part.repository.as_ref().map(source));
    component
}

fn dependency(part: &Part, parts: &[Part]) -> Value {
    let mut needs: Vec<_> = part.needs.iter().map(|&it| reference(&parts[it])).collect();
    needs.sort();
    json!({"ref": reference(part), "dependsOn": needs})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, needs: Vec<usize>) -> Part {
        Part {
            name: name.to_owned(),
            version: "1.0.0+b".to_owned(),
            licence: Some("MIT OR Apache-2.0".to_owned()),
            authors: Vec::new(),
            repository: None,
            checksum: Some("00ff".to_owned()),
            folder: None,
            needs,
        }
    }

    fn bill(parts: &[Part]) -> Value {
        serde_json::from_str(&of(parts)).unwrap()
    }

    #[test]
    fn the_program_is_told_apart_from_what_is_in_it() {
        let bill = bill(&[
            part("it", vec![2, 1]),
            part("z", vec![]),
            part("a", vec![1]),
        ]);
        assert_eq!(bill["metadata"]["component"]["type"], "application");
        let components = bill["components"].as_array().unwrap();
        let names: Vec<_> = components
            .iter()
            .map(|it| it["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["a", "z"]);
        assert_eq!(components[0]["purl"], "pkg:cargo/a@1.0.0%2Bb");
        assert_eq!(
            components[0]["licenses"][0]["expression"],
            "MIT OR Apache-2.0"
        );
        assert_eq!(components[0]["hashes"][0]["content"], "00ff");
    }

    #[test]
    fn what_needs_what_is_said_by_name() {
        let bill = bill(&[
            part("it", vec![2, 1]),
            part("z", vec![]),
            part("a", vec![1]),
        ]);
        let of_it = &bill["dependencies"][1];
        assert_eq!(of_it["ref"], "pkg:cargo/it@1.0.0%2Bb");
        let expected = json!(["pkg:cargo/a@1.0.0%2Bb", "pkg:cargo/z@1.0.0%2Bb"]);
        assert_eq!(of_it["dependsOn"], expected);
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let mut unknown = part("it", vec![]);
        (unknown.licence, unknown.checksum) = (None, None);
        let bill = bill(&[unknown]);
        let fields = bill["metadata"]["component"].as_object().unwrap();
        assert!(!fields.contains_key("licenses") && !fields.contains_key("hashes"));
    }
}
