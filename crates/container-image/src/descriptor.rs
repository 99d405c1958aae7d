//! Descriptors: references to blobs and manifests, and what their types and annotations tell.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{json, media_type};

const TITLE: &str = "org.opencontainers.image.title";

/// A reference to a blob or to a manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Descriptor {
    /// The digest; empty where it is not written.
    pub digest: String,
    /// The number of bytes that the digest stands for.
    pub size_bytes: u64,
    /// The media type.
    pub media_type: String,
    /// The type of the artifact that a manifest is.
    pub artifact_type: Option<String>,
    /// The annotations, by name.
    pub annotations: BTreeMap<String, String>,
}

/// How a layer is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Not compressed, or in a way that the media type does not tell.
    None,
    /// gzip, as most layers are.
    Gzip,
    /// Zstandard.
    Zstd,
}

impl Compression {
    /// The name in media types.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// A format that lets a container start before the whole layer is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LazyFormat {
    /// zstd:chunked
    ZstdChunked,
    /// eStargz
    Estargz,
    /// Nydus
    Nydus,
    /// OverlayBD
    OverlayBd,
}

/// Annotations that tell a format by how they begin. zstd:chunked has had two spellings.
const LAZY_ANNOTATIONS: &[(&str, LazyFormat)] = &[
    (
        "io.github.containers.zstd-chunked.",
        LazyFormat::ZstdChunked,
    ),
    ("io.containers.zstd-chunked.", LazyFormat::ZstdChunked),
    ("containerd.io/snapshot/stargz/", LazyFormat::Estargz),
    ("containerd.io/snapshot/nydus-", LazyFormat::Nydus),
    ("containerd.io/snapshot/overlaybd/", LazyFormat::OverlayBd),
];

impl LazyFormat {
    /// The name, as its makers write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ZstdChunked => "zstd:chunked",
            Self::Estargz => "eStargz",
            Self::Nydus => "Nydus",
            Self::OverlayBd => "OverlayBD",
        }
    }
}

impl Descriptor {
    /// The fields of a value; an empty descriptor of what is no object, so that the others keep
    /// their places.
    pub(crate) fn of(value: &Value) -> Self {
        Self {
            digest: json::text(value, "digest").unwrap_or_default(),
            size_bytes: value.get("size").and_then(Value::as_u64).unwrap_or(0),
            media_type: json::text(value, "mediaType").unwrap_or_default(),
            artifact_type: json::text(value, "artifactType"),
            annotations: json::pairs(value, "annotations"),
        }
    }

    /// An annotation that is not empty.
    #[must_use]
    pub fn annotation(&self, name: &str) -> Option<&str> {
        let value = self.annotations.get(name).map(String::as_str);
        value.filter(|it| !it.is_empty())
    }

    /// The name of the file that a layer is.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.annotation(TITLE)
    }

    /// Whether a layer is fetched from where its maker keeps it.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        media_type::is_foreign_layer(&self.media_type)
    }

    /// Whether a layer or a configuration stands for nothing: an artifact must have one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.media_type == media_type::EMPTY
    }

    /// Whether a layer can be read with a key only.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        let mut names = self.annotations.keys();
        self.media_type.ends_with("+encrypted")
            || names.any(|it| it.starts_with("org.opencontainers.image.enc."))
    }

    /// How a layer is compressed, by its media type.
    #[must_use]
    pub fn compression(&self) -> Compression {
        let media_type = self.media_type.trim_end_matches("+encrypted");
        let is = |ending| media_type.ends_with(ending);
        match () {
            () if is("zstd") => Compression::Zstd,
            () if is("gzip") || is(".tgz") => Compression::Gzip,
            () => Compression::None,
        }
    }

    /// The format that lets a layer be loaded lazily.
    #[must_use]
    pub fn lazy_format(&self) -> Option<LazyFormat> {
        if self.media_type.contains(".image.layer.nydus.") {
            return Some(LazyFormat::Nydus);
        }
        let mut names = self.annotations.keys();
        names.find_map(|name| {
            let mut known = LAZY_ANNOTATIONS.iter();
            known.find_map(|(start, format)| name.starts_with(*start).then_some(*format))
        })
    }
}
