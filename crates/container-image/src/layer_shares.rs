//! Layers with their shares of what an image takes: a layer that is there twice is stored once, and
//! foreign layers are stored elsewhere.

use std::collections::BTreeMap;

use crate::descriptor::Descriptor;
use crate::manifest::Manifest;

/// The layers of an image, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerShares<'a> {
    /// The layers, base first.
    pub layers: Vec<LayerShare<'a>>,
    /// The compressed size of those that are stored, each once.
    pub stored_bytes: u64,
    /// The compressed size of those that are stored elsewhere, each once.
    pub foreign_bytes: u64,
}

/// A layer, and what it adds to its image.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerShare<'a> {
    /// The layer.
    pub layer: &'a Descriptor,
    /// Its place in the manifest, from 1.
    pub number: usize,
    /// Its share of all layers that are stored, from 0 to 1; 0 of a foreign layer and of one that
    /// was counted before.
    pub share: f64,
    /// The number of the same layer further down, which is stored once for both.
    pub repeats: Option<usize>,
    /// Whether it is fetched from where its maker keeps it.
    pub is_foreign: bool,
}

impl Manifest {
    /// The layers with their shares.
    #[must_use]
    pub fn layer_shares(&self) -> LayerShares<'_> {
        let mut first_numbers = BTreeMap::new();
        let mut shares = LayerShares::default();
        for (index, layer) in self.layers.iter().enumerate() {
            let (number, is_foreign) = (index + 1, layer.is_foreign());
            let first = *first_numbers.entry(layer.digest.as_str()).or_insert(number);
            // A layer without a digest cannot be told from another.
            let repeats = (first < number && !layer.digest.is_empty()).then_some(first);
            let bytes = match is_foreign {
                true => &mut shares.foreign_bytes,
                false => &mut shares.stored_bytes,
            };
            if repeats.is_none() {
                *bytes = bytes.saturating_add(layer.size_bytes);
            }
            shares.layers.push(LayerShare {
                layer,
                number,
                share: 0.0,
                repeats,
                is_foreign,
            });
        }
        let whole = shares.stored_bytes.max(1) as f64;
        let counted = shares.layers.iter_mut();
        for it in counted.filter(|it| !it.is_foreign && it.repeats.is_none()) {
            it.share = it.layer.size_bytes as f64 / whole;
        }
        shares
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYER: &str = "application/vnd.oci.image.layer.v1.tar+gzip";
    const FOREIGN: &str = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";

    fn manifest(layers: &[(&str, u64, &str)]) -> Manifest {
        let layers = layers
            .iter()
            .map(|(digest, size_bytes, media_type)| Descriptor {
                digest: (*digest).to_owned(),
                size_bytes: *size_bytes,
                media_type: (*media_type).to_owned(),
                ..Descriptor::default()
            });
        Manifest {
            layers: layers.collect(),
            ..Manifest::default()
        }
    }

    #[test]
    fn a_layer_that_is_there_twice_is_counted_once() {
        let manifest = manifest(&[("a", 30, LAYER), ("b", 10, LAYER), ("a", 30, LAYER)]);
        let shares = manifest.layer_shares();
        assert_eq!(shares.stored_bytes, 40);
        let of_each = shares.layers.iter();
        let of_each: Vec<_> = of_each.map(|it| (it.share, it.repeats)).collect();
        assert_eq!(of_each, [(0.75, None), (0.25, None), (0.0, Some(1))]);
    }

    #[test]
    fn foreign_layers_are_counted_apart() {
        let manifest = manifest(&[("a", 900, FOREIGN), ("b", 10, LAYER)]);
        let shares = manifest.layer_shares();
        assert_eq!((shares.stored_bytes, shares.foreign_bytes), (10, 900));
        let of_each = shares.layers.iter();
        let of_each: Vec<_> = of_each.map(|it| (it.share, it.is_foreign)).collect();
        assert_eq!(of_each, [(0.0, true), (1.0, false)]);
    }

    #[test]
    fn layers_without_digest_or_size_are_listed_all_the_same() {
        let manifest = manifest(&[("", 0, LAYER), ("", 0, LAYER)]);
        let shares = manifest.layer_shares();
        let of_each = shares.layers.iter();
        let of_each: Vec<_> = of_each
            .map(|it| (it.number, it.share, it.repeats))
            .collect();
        assert_eq!(of_each, [(1, 0.0, None), (2, 0.0, None)]);
    }

    #[test]
    fn the_repeated_layer_of_a_pushed_image_is_marked() {
        let text = include_str!("../tests/written/repeated-layer.json");
        let manifest = Manifest::parse(text);
        let shares = manifest.layer_shares();
        assert!(
            shares.layers.iter().any(|it| it.repeats.is_some()),
            "{shares:?}"
        );
        let configuration = manifest.config.as_ref().map_or(0, |it| it.size_bytes);
        let stored = manifest.size_bytes().map(|it| it - configuration);
        assert_eq!(stored, Some(shares.stored_bytes));
    }
}
