//! The media types of manifests that are accepted, and of layers that need special care.
//!
//! A manifest is kept under exactly one of these; whatever else a client calls it is refused.

pub const DOCKER_IMAGE: &str = "application/vnd.docker.distribution.manifest.v2+json";
pub const DOCKER_LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
pub const DOCKER_SCHEMA_1: &str = "application/vnd.docker.distribution.manifest.v1+json";
pub const DOCKER_SCHEMA_1_SIGNED: &str =
    "application/vnd.docker.distribution.manifest.v1+prettyjws";
pub const OCI_IMAGE: &str = "application/vnd.oci.image.manifest.v1+json";
pub const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
/// Of a draft of OCI 1.1 that was given up; some clients pushed it for years.
pub const OCI_ARTIFACT: &str = "application/vnd.oci.artifact.manifest.v1+json";

const ALL: [&str; 7] = [
    DOCKER_IMAGE,
    DOCKER_LIST,
    DOCKER_SCHEMA_1,
    DOCKER_SCHEMA_1_SIGNED,
    OCI_IMAGE,
    OCI_INDEX,
    OCI_ARTIFACT,
];

/// Layers that are fetched from where their maker keeps them.
const FOREIGN_LAYERS: [&str; 2] = [
    "application/vnd.docker.image.rootfs.foreign.diff",
    "application/vnd.oci.image.layer.nondistributable",
];

/// The type that a Content-Type names, without its parameters.
pub fn known(declared: &str) -> Option<&'static str> {
    let name = declared.split(';').next().unwrap_or_default().trim();
    ALL.into_iter()
        .find(|known| name.eq_ignore_ascii_case(known))
}

pub(super) fn is_foreign(layer: &str) -> bool {
    let mut foreign = FOREIGN_LAYERS.iter();
    foreign.any(|prefix| layer.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_do_not_matter() {
        let declared = format!("{}; charset=utf-8", DOCKER_IMAGE.to_uppercase());
        assert_eq!(known(&declared), Some(DOCKER_IMAGE));
        assert_eq!(known("application/json"), None);
        assert_eq!(known(""), None);
    }
}
