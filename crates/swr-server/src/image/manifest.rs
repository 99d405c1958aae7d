//! Pushed manifests, parsed as far as a registry needs and rejected if they are invalid. As in the console,
//! `container-image` defines the meaning of media types.
//!
//! The bytes are stored as received, because the digest is theirs; nothing is rewritten.

mod schema1;
mod schema2;

use std::collections::BTreeMap;

use container_image::media_type;

use super::Digest;

/// A manifest, reduced to its kind and what it refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    pub media_type: &'static str,
    /// Of the bytes; of a signed schema 1 manifest, of that which is signed.
    pub digest: Digest,
    /// 1 for Docker schema 1, 2 for everything else.
    pub schema_version: i64,
    pub content: Content,
    /// The manifest that this one says something about; no one promises that it is there.
    pub subject: Option<Digest>,
    /// What an artifact is, or an image's configuration.
    pub artifact_type: Option<String>,
}

/// What a manifest stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The blobs to have before the manifest makes sense, each once with its size in bytes as far
    /// as the manifest says it; layers that are only fetched from elsewhere are not among them.
    Image {
        /// Schema 1 and artifacts have none.
        config: Option<Digest>,
        blobs: BTreeMap<Digest, Option<u64>>,
        /// Layers that are fetched from where their maker keeps them, unless they were pushed here.
        foreign: BTreeMap<Digest, Option<u64>>,
    },
    /// The manifests of the platforms, in their order.
    Index { children: Vec<Child> },
}

/// An entry of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    pub digest: Digest,
    /// As the entry says it; empty where it says none.
    pub media_type: String,
    pub size_bytes: u64,
}

impl Child {
    /// Whether the entry is a blob and not a manifest: BuildKit lists the layers of a build cache so.
    pub fn is_blob(&self) -> bool {
        !self.media_type.is_empty() && media_type::manifest(&self.media_type).is_none()
    }
}

/// Why the bytes are no manifest, as a sentence for the client.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAManifest {
    #[error(
        "the media type {0:?} is not one of Docker schema 1, Docker schema 2, Docker list, \
         OCI image, OCI index, OCI artifact"
    )]
    MediaType(String),
    #[error("the manifest says {inside} and Content-Type says {outside}")]
    Disagreement {
        inside: String,
        outside: &'static str,
    },
    #[error("the manifest cannot be read: {0}")]
    Malformed(String),
    #[error("schemaVersion is {found}; {outside} requires {wanted}")]
    SchemaVersion {
        found: i64,
        wanted: i64,
        outside: &'static str,
    },
    #[error("{digest} is listed twice with different sizes")]
    TwoSizes { digest: String },
    #[error("the signature of the manifest is not valid: {0}")]
    Signature(&'static str),
}

impl Manifest {
    /// `declared` is the Content-Type; an OCI manifest without `mediaType` is what it declares.
    pub fn parse(declared: &str, bytes: &[u8]) -> Result<Self, NotAManifest> {
        let media_type = media_type::manifest(declared);
        let media_type = media_type.ok_or_else(|| NotAManifest::MediaType(declared.to_owned()))?;
        match media_type {
            media_type::DOCKER_SCHEMA_1 | media_type::DOCKER_SCHEMA_1_SIGNED => {
                schema1::read(media_type, bytes)
            }
            _ => schema2::read(media_type, bytes),
        }
    }
}

fn malformed(error: &serde_json::Error) -> NotAManifest {
    NotAManifest::Malformed(error.to_string())
}

fn digest(text: &str) -> Result<Digest, NotAManifest> {
    let digest = Digest::parse(text);
    digest.map_err(|error| NotAManifest::Malformed(format!("{text:?}: {error}")))
}

/// What the manifest says of itself must be what it is sent as.
fn agree(inside: Option<&String>, outside: &'static str) -> Result<(), NotAManifest> {
    match inside.filter(|&name| name != outside) {
        None => Ok(()),
        Some(inside) => Err(NotAManifest::Disagreement {
            inside: inside.clone(),
            outside,
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const CORPUS: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../container-image/tests/corpus"
    );

    /// What people are shown of a manifest is what is stored of it.
    #[test]
    fn manifests_of_real_producers_are_accepted_and_mean_what_the_shared_reader_says() {
        let index = fs::read_to_string(format!("{CORPUS}/index.tsv")).unwrap();
        for row in index.lines().skip(1) {
            let mut fields = row.split('\t');
            let (file, declared) = (fields.next().unwrap(), fields.next().unwrap());
            let text = fs::read_to_string(format!("{CORPUS}/{file}")).unwrap();
            let accepted = Manifest::parse(declared, text.as_bytes());
            let accepted = accepted.unwrap_or_else(|error| panic!("{file}: {error}"));
            let shown = container_image::Manifest::parse(&text);
            match accepted.content {
                Content::Image { config, blobs, .. } => {
                    let sizes: Option<Vec<u64>> = blobs.into_values().collect();
                    let size_bytes = sizes.map(|it| it.into_iter().sum());
                    assert_eq!(shown.size_bytes(), size_bytes, "{file}");
                    let config = config.map(|it| it.as_str().to_owned());
                    assert_eq!(shown.config.as_ref().map(|it| &it.digest), config.as_ref());
                }
                Content::Index { children } => {
                    let shown = shown
                        .children
                        .iter()
                        .map(|it| it.descriptor.digest.as_str());
                    assert!(
                        shown.eq(children.iter().map(|it| it.digest.as_str())),
                        "{file}"
                    );
                }
            }
            let subject = accepted.subject.map(|it| it.as_str().to_owned());
            let shown_subject = shown.subject.as_ref().map(|it| it.digest.clone());
            assert_eq!(shown_subject, subject, "{file}");
            if accepted.artifact_type.is_some() {
                assert_eq!(
                    shown.type_name(),
                    accepted.artifact_type.as_deref(),
                    "{file}"
                );
            }
        }
    }
}
