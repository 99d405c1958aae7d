//! Builds an image in Docker schema 1, as builders of 2015 did. It is unsigned, which clients also read.

use serde_json::{Value, json};

use super::{Blob, Layer};
use crate::image::{Digest, media_type};

/// The layers are given oldest first and stand the other way round, each with a configuration of
/// its own. `created` is RFC 3339.
pub fn schema1(name: &str, tag: &str, layers: &[&Layer], created: &str) -> Blob {
    let mut history = Vec::new();
    let mut parent: Option<String> = None;
    for (position, layer) in layers.iter().enumerate() {
        let id = Digest::of(format!("{name} {position} {}", layer.blob.digest).as_bytes());
        let mut step = json!({
            "id": id.hex(),
            "created": created,
            "container_config": {"Cmd": [layer.step]},
        });
        if let Some(parent) = parent {
            step["parent"] = parent.into();
        }
        if position + 1 == layers.len() {
            step["architecture"] = "amd64".into();
            step["os"] = "linux".into();
            step["config"] = json!({"Cmd": ["/usr/local/bin/app"]});
        }
        parent = Some(id.hex().to_owned());
        history.push(json!({"v1Compatibility": step.to_string()}));
    }
    history.reverse();
    let newest_first = layers.iter().rev();
    let sums = newest_first.map(|layer| json!({"blobSum": layer.blob.digest.as_str()}));
    let manifest = json!({
        "schemaVersion": 1,
        "name": name,
        "tag": tag,
        "architecture": "amd64",
        "fsLayers": sums.collect::<Vec<Value>>(),
        "history": history,
    });
    Blob::json(media_type::DOCKER_SCHEMA_1, &manifest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::Manifest;
    use crate::image::archive::File;

    #[test]
    fn each_layer_has_its_step_and_the_newest_comes_first() {
        let layer = |path| {
            let file = File {
                path,
                is_executable: false,
                content: b"",
            };
            Layer::new(path, &[file])
        };
        let (old, new) = (layer("old"), layer("new"));
        let made = schema1("o/app", "1", &[&old, &new], "2015-01-01T00:00:00Z");
        assert!(Manifest::parse(made.media_type, &made.bytes).is_ok());
        let manifest: Value = serde_json::from_slice(&made.bytes).unwrap();
        assert_eq!(manifest["fsLayers"][0]["blobSum"], new.blob.digest.as_str());
        let step = |position: usize| -> Value {
            let text = manifest["history"][position]["v1Compatibility"].as_str();
            serde_json::from_str(text.unwrap()).unwrap()
        };
        assert_eq!(step(0)["parent"], step(1)["id"]);
    }
}
