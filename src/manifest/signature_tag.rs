//! Tags that people do not write: cosign names the signature of an image after the image's digest,
//! where a registry has no other place for it, and so do clients of OCI 1.1 where it has no list of
//! referrers. Pure.

use swr_api::TagName;

/// What stands under such a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureKind {
    /// Who made the image, and that it is unchanged.
    Signature,
    /// What somebody states about it, signed.
    Attestation,
    /// A list of what the image consists of.
    Sbom,
    /// The index of everything attached, for registries without a list of referrers.
    Referrers,
}

/// A tag that is named after the image it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureTag {
    /// The kind of what is attached.
    pub kind: SignatureKind,
    /// The digest of the image.
    pub about: String,
}

const ENDINGS: [(&str, SignatureKind); 4] = [
    (".sig", SignatureKind::Signature),
    (".att", SignatureKind::Attestation),
    (".sbom", SignatureKind::Sbom),
    // The last one: every name ends with nothing.
    ("", SignatureKind::Referrers),
];

impl SignatureTag {
    /// Reads `sha256-{64 hexadecimal digits}.sig` and its like; any other name is an ordinary tag.
    pub fn of(name: &TagName) -> Option<Self> {
        let name = name.as_str().strip_prefix("sha256-")?;
        let (hex, kind) = ENDINGS
            .into_iter()
            .find_map(|(ending, kind)| Some((name.strip_suffix(ending)?, kind)))?;
        let is_digest = hex.len() == 64
            && hex
                .bytes()
                .all(|it| it.is_ascii_digit() || matches!(it, b'a'..=b'f'));
        is_digest.then(|| Self {
            kind,
            about: format!("sha256:{hex}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str) -> Option<SignatureKind> {
        SignatureTag::of(&TagName::existing(name).unwrap()).map(|it| it.kind)
    }

    #[test]
    fn only_a_whole_digest_with_an_ending_is_one() {
        let hex = "0a".repeat(32);
        let named = |ending: &str| kind(&format!("sha256-{hex}{ending}"));
        assert_eq!(named(".sig"), Some(SignatureKind::Signature));
        assert_eq!(named(".att"), Some(SignatureKind::Attestation));
        assert_eq!(named(".sbom"), Some(SignatureKind::Sbom));
        assert_eq!(named(""), Some(SignatureKind::Referrers));
        for other in [".", ".signature", ".sig.old"] {
            assert_eq!(named(other), None, "{other}");
        }
        assert_eq!(kind("sha256-0a.sig"), None);
        assert_eq!(kind(&format!("sha256-{}.sig", "x".repeat(64))), None);
        assert_eq!(kind("latest"), None);
    }

    #[test]
    fn it_tells_which_image_it_is_about() {
        let hex = "0a".repeat(32);
        let name = TagName::existing(format!("sha256-{hex}.sig")).unwrap();
        assert_eq!(
            SignatureTag::of(&name).unwrap().about,
            format!("sha256:{hex}")
        );
    }
}
