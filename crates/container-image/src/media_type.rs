//! Media types of manifests, of image configurations, and of layers that are stored elsewhere.

/// Image manifest of Docker: schema 2.
pub const DOCKER_IMAGE: &str = "application/vnd.docker.distribution.manifest.v2+json";
/// Index in Docker's form: manifest list.
pub const DOCKER_LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
/// Image manifest in Docker's first form: schema 1, not signed.
pub const DOCKER_SCHEMA_1: &str = "application/vnd.docker.distribution.manifest.v1+json";
/// Image manifest in Docker's first form: schema 1, signed.
pub const DOCKER_SCHEMA_1_SIGNED: &str =
    "application/vnd.docker.distribution.manifest.v1+prettyjws";
/// Image manifest of the OCI.
pub const OCI_IMAGE: &str = "application/vnd.oci.image.manifest.v1+json";
/// Index of the OCI.
pub const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
/// Artifact manifest of a draft of OCI 1.1 that was given up; some clients pushed it for years.
pub const OCI_ARTIFACT: &str = "application/vnd.oci.artifact.manifest.v1+json";

/// The types under which manifests are stored.
pub const MANIFESTS: [&str; 7] = [
    DOCKER_IMAGE,
    DOCKER_LIST,
    DOCKER_SCHEMA_1,
    DOCKER_SCHEMA_1_SIGNED,
    OCI_IMAGE,
    OCI_INDEX,
    OCI_ARTIFACT,
];

/// The configuration of an image. Any other configuration makes an artifact.
const IMAGE_CONFIGURATIONS: [&str; 2] = [
    "application/vnd.oci.image.config.v1+json",
    "application/vnd.docker.container.image.v1+json",
];

/// The two bytes `{}`, where a manifest must have a blob and has nothing to say.
pub(crate) const EMPTY: &str = "application/vnd.oci.empty.v1+json";

/// Layers that are fetched from where their maker keeps them.
const FOREIGN_LAYERS: [&str; 2] = [
    "application/vnd.docker.image.rootfs.foreign.diff",
    "application/vnd.oci.image.layer.nondistributable",
];

/// The manifest type that a `Content-Type` names, without its parameters.
#[must_use]
pub fn manifest(declared: &str) -> Option<&'static str> {
    let name = declared.split(';').next().unwrap_or_default().trim();
    MANIFESTS
        .into_iter()
        .find(|known| name.eq_ignore_ascii_case(known))
}

/// Whether a layer of this type is stored elsewhere, unless someone pushed it nevertheless.
#[must_use]
pub fn is_foreign_layer(media_type: &str) -> bool {
    let mut foreign = FOREIGN_LAYERS.iter();
    foreign.any(|prefix| media_type.starts_with(prefix))
}

/// Whether a configuration of this type is that of an image.
#[must_use]
pub fn is_image_configuration(media_type: &str) -> bool {
    IMAGE_CONFIGURATIONS.contains(&media_type)
}

/// The type of an artifact by the rule of OCI 1.1: what `artifactType` says, or else the media type
/// of the configuration.
#[must_use]
pub fn artifact<'a>(
    artifact_type: Option<&'a str>,
    configuration: Option<&'a str>,
) -> Option<&'a str> {
    let said = |it: &&str| !it.is_empty();
    artifact_type
        .filter(said)
        .or_else(|| configuration.filter(said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_of_a_content_type_do_not_matter() {
        let declared = format!("{}; charset=utf-8", DOCKER_IMAGE.to_uppercase());
        assert_eq!(manifest(&declared), Some(DOCKER_IMAGE));
        assert_eq!(manifest("application/json"), None);
        assert_eq!(manifest(""), None);
    }

    #[test]
    fn the_configuration_is_the_type_of_an_artifact_that_has_no_other() {
        assert_eq!(artifact(Some("a/b"), Some("c/d")), Some("a/b"));
        assert_eq!(artifact(Some(""), Some("c/d")), Some("c/d"));
        assert_eq!(artifact(None, Some("")), None);
    }
}
