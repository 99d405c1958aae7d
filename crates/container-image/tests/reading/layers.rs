//! Layers of pushed images, with their shares and with the steps that made them.

use container_image::{Configuration, Manifest};

use crate::corpus::{blobs, manifests, read};

#[test]
fn shares_add_up_to_what_is_stored() {
    let mut counted = 0;
    for path in manifests() {
        let manifest = Manifest::parse(&read(&path));
        let shares = manifest.layer_shares();
        assert_eq!(shares.layers.len(), manifest.layers.len(), "{path}");
        assert_eq!(shares.foreign_bytes, manifest.foreign_bytes(), "{path}");
        let whole: f64 = shares.layers.iter().map(|it| it.share).sum();
        let expected = if shares.stored_bytes == 0 { 0.0 } else { 1.0 };
        assert!((whole - expected).abs() < 1e-9, "{path}: {whole}");
        let Some(size_bytes) = manifest.size_bytes().filter(|_| !manifest.is_index()) else {
            continue;
        };
        // The empty blob of an artifact may be its configuration and its only layer.
        let config = manifest.config.as_ref();
        let config = config.filter(|it| {
            !manifest
                .layers
                .iter()
                .any(|layer| layer.digest == it.digest)
        });
        let config_bytes = config.map_or(0, |it| it.size_bytes);
        assert_eq!(shares.stored_bytes + config_bytes, size_bytes, "{path}");
        counted += 1;
    }
    assert!(counted > 40, "the corpus is there: {counted}");
}

#[test]
fn histories_of_pushed_images_fit_their_layers_and_are_lines_of_a_dockerfile() {
    let blobs = blobs();
    let mut fitting = 0;
    for path in manifests() {
        let manifest = Manifest::parse(&read(&path));
        let digest = manifest.config.as_ref().map(|it| it.digest.as_str());
        let Some(text) = digest.and_then(|it| blobs.get(it)) else {
            continue;
        };
        let Some(configuration) = Configuration::parse(text) else {
            continue;
        };
        let layer_count = manifest.layers.len();
        let steps: Vec<_> = configuration.build_steps(layer_count).collect();
        assert_eq!(steps.len(), configuration.history.len(), "{path}");
        for (step, layer) in &steps {
            let line = step.line();
            for left in ["#(nop)", "# buildkit", "/bin/sh -c"] {
                assert!(!line.contains(left), "{path}: {line}");
            }
            assert!(layer.is_none_or(|it| it < layer_count), "{path}: {line}");
        }
        if !steps.is_empty() && configuration.history_fits(layer_count) {
            let made = steps.iter().filter_map(|(_, layer)| *layer);
            assert!(made.eq(0..layer_count), "{path}");
            fitting += 1;
        }
    }
    assert!(fitting > 0, "the corpus has images with a history");
}
