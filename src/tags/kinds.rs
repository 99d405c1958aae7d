//! The kinds of what tags name: read from their manifests, and in words.

use std::collections::HashMap;

use leptos::prelude::*;
use swr_api::{Tag, TagKind};

use super::texts;
use crate::i18n::{Text, Texts};
use crate::manifest::{CommandFamily, Kind, Manifest};

/// What a list shows of a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Recognized {
    pub(super) kind: Kind,
    /// The tools that read it.
    pub(super) family: CommandFamily,
    /// The compressed size, where the manifest says it.
    pub(super) size_bytes: Option<u64>,
}

impl Recognized {
    /// Reads the manifest of a tag. Where the service left it out, the tag counts as an image.
    pub(super) fn of(tag: &Tag) -> Self {
        let manifest = Manifest::parse(&tag.manifest);
        let family = match tag.manifest.is_empty() {
            true => CommandFamily::Container,
            false => manifest.family(),
        };
        Self {
            kind: manifest.kind_under(tag.name.as_str()),
            family,
            size_bytes: manifest.size_bytes(),
        }
    }

    /// The size by the manifest, or else by the service; none where neither says it.
    pub(super) fn size_of(self, tag: &Tag) -> Option<u64> {
        let by_service = tag.size_bytes.filter(|it| *it > 0);
        self.size_bytes.or(by_service)
    }
}

/// The manifests of a list, each read once: sorting and filtering ask for those of all rows.
#[derive(Clone, Copy)]
pub(super) struct RecognizedTags(StoredValue<HashMap<(String, String), Recognized>>);

impl RecognizedTags {
    pub(super) fn new() -> Self {
        Self(StoredValue::new(HashMap::new()))
    }

    pub(super) fn of(self, tag: &Tag) -> Recognized {
        // A digest stands for one content, but some kinds are told by the name of the tag.
        let key = (tag.digest.clone(), tag.name.to_string());
        if tag.digest.is_empty() {
            return Recognized::of(tag);
        }
        let known = self.0.try_with_value(|known| known.get(&key).copied());
        known.flatten().unwrap_or_else(|| {
            let recognized = Recognized::of(tag);
            self.0.try_update_value(|it| it.insert(key, recognized));
            recognized
        })
    }
}

/// The word for a kind.
pub(super) fn kind_text(kind: Kind) -> &'static Text {
    match kind {
        Kind::Image => texts::IMAGE,
        Kind::Index => texts::INDEX,
        Kind::BuildCache => texts::BUILD_CACHE,
        Kind::Signature => texts::SIGNATURE,
        Kind::Provenance => texts::PROVENANCE,
        Kind::Sbom => texts::SBOM,
        Kind::Attestation => texts::ATTESTATION,
        Kind::Referrers => texts::REFERRERS,
        Kind::SociIndex => texts::SOCI_INDEX,
        Kind::HelmChart => texts::HELM_CHART,
        Kind::FluxSource => texts::FLUX_SOURCE,
        Kind::Wasm | Kind::WasmImage => texts::WASM,
        Kind::TektonBundle => texts::TEKTON_BUNDLE,
        Kind::OpaBundle => texts::OPA_BUNDLE,
        Kind::ConftestPolicy => texts::CONFTEST_POLICY,
        Kind::KyvernoPolicy => texts::KYVERNO_POLICY,
        Kind::FalcoArtifact => texts::FALCO_ARTIFACT,
        Kind::DevContainerFeature => texts::DEV_CONTAINER_FEATURE,
        Kind::DevContainerTemplate => texts::DEV_CONTAINER_TEMPLATE,
        Kind::DevContainerCollection => texts::DEV_CONTAINER_COLLECTION,
        Kind::ComposeProject => texts::COMPOSE_PROJECT,
        Kind::CondaPackage => texts::CONDA_PACKAGE,
        Kind::HomebrewBottle => texts::HOMEBREW_BOTTLE,
        Kind::SingularityImage => texts::SINGULARITY_IMAGE,
        Kind::ModelPack
        | Kind::KitOpsModel
        | Kind::DockerModel
        | Kind::OllamaModel
        | Kind::Model => texts::MODEL,
        Kind::ModelCar => texts::MODEL_IMAGE,
        Kind::Files => texts::FILES,
        Kind::Artifact => texts::ARTIFACT,
        Kind::Unknown => texts::UNKNOWN_KIND,
    }
}

/// What people call what a tag names. The service's word counts where it left the manifest out.
pub(super) fn kind_words(texts: Texts, tag: &Tag, kind: Kind) -> String {
    match (kind, tag.manifest.is_empty()) {
        (Kind::Unknown, true) => service_kind(texts, tag.kind),
        _ => texts.get(kind_text(kind)).to_owned(),
    }
}

/// The same with what its manifest has: `index · 2 platforms`, `provenance and SBOM`.
pub(super) fn kind_summary(texts: Texts, tag: &Tag) -> String {
    let manifest = Manifest::parse(&tag.manifest);
    let images = manifest.images().count() as u64;
    let mut statements = manifest.statements();
    statements.sort_unstable();
    match manifest.kind_under(tag.name.as_str()) {
        Kind::Index if images > 0 => texts.count(texts::INDEX_OF, images),
        Kind::Attestation if statements == [Kind::Provenance, Kind::Sbom] => {
            texts.get(texts::PROVENANCE_AND_SBOM).to_owned()
        }
        kind => kind_words(texts, tag, kind),
    }
}

fn service_kind(texts: Texts, kind: Option<TagKind>) -> String {
    match kind {
        None => texts.get(texts::UNKNOWN_KIND).to_owned(),
        Some(TagKind::Image) => texts.get(texts::IMAGE).to_owned(),
        Some(TagKind::Index) => texts.get(texts::INDEX).to_owned(),
        Some(TagKind::Other(number)) => {
            texts.fill(texts::OTHER_KIND, &[("number", &number.to_string())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str, manifest: &str) -> Tag {
        let json = format!(r#"{{"Tag":"{name}","size":900,"tag_type":0}}"#);
        let tag: Tag = serde_json::from_str(&json).unwrap();
        let manifest = manifest.to_owned();
        Tag { manifest, ..tag }
    }

    #[track_caller]
    fn is(tag: &Tag, word: &str, summary: &str) {
        let texts = Texts::english();
        let recognized = Recognized::of(tag);
        assert_eq!(kind_words(texts, tag, recognized.kind), word);
        assert_eq!(kind_summary(texts, tag), summary);
    }

    #[test]
    fn a_kind_is_called_what_people_call_it() {
        let chart = r#"{"schemaVersion":2,"layers":[],
            "config":{"mediaType":"application/vnd.cncf.helm.config.v1+json"}}"#;
        is(&tag("1.0", chart), "Helm chart", "Helm chart");
        let index = r#"{"schemaVersion":2,"manifests":[
            {"digest":"a","platform":{"os":"linux","architecture":"amd64"}},{"digest":"b"}]}"#;
        is(&tag("1.0", index), "index", "index · 2 platforms");
        let statement = |predicate: &str| {
            let name = "in-toto.io/predicate-type";
            format!(
                r#"{{"mediaType":"application/vnd.in-toto+json","annotations":{{"{name}":"{predicate}"}}}}"#
            )
        };
        let both = format!(
            r#"{{"schemaVersion":2,"layers":[{},{}]}}"#,
            statement("https://spdx.dev/Document"),
            statement("https://slsa.dev/provenance/v1"),
        );
        is(&tag("1.0", &both), "attestation", "provenance and SBOM");
        let signature = format!("sha256-{}.sig", "0a".repeat(32));
        is(&tag(&signature, "{}"), "signature", "signature");
    }

    #[test]
    fn what_is_not_known_is_never_called_an_image_but_by_the_service() {
        is(
            &tag("1.0", r#"{"mediaType":"text/plain"}"#),
            "unknown type",
            "unknown type",
        );
        is(&tag("1.0", ""), "image", "image");
        assert_eq!(
            Recognized::of(&tag("1.0", "")).family,
            CommandFamily::Container
        );
    }

    #[test]
    fn the_size_is_that_of_the_manifest_where_it_says_one() {
        let image = tag(
            "1.0",
            r#"{"schemaVersion":2,"layers":[{"digest":"a","size":70}]}"#,
        );
        assert_eq!(Recognized::of(&image).size_of(&image), Some(70));
        let index = tag(
            "1.0",
            r#"{"schemaVersion":2,"manifests":[{"digest":"b","size":500}]}"#,
        );
        assert_eq!(Recognized::of(&index).size_of(&index), Some(900));
        let unsaid = Tag {
            size_bytes: Some(0),
            ..index
        };
        assert_eq!(Recognized::of(&unsaid).size_of(&unsaid), None);
    }
}
