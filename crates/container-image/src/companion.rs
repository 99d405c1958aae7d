//! Tags that no person writes: they are named after the image that they say something about, where
//! a registry has no other place for it.

use crate::kind::Kind;

/// The kind of content under such a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompanionKind {
    /// Signature of cosign.
    Signature,
    /// Attestation of cosign.
    Attestation,
    /// SBOM of cosign.
    Sbom,
    /// Index of everything that refers to the image, by the OCI's rule.
    Referrers,
}

/// A tag that is named after an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanionTag {
    /// The kind of content.
    pub kind: CompanionKind,
    /// The digest of the image.
    pub about: String,
}

const ENDINGS: &[(&str, CompanionKind)] = &[
    (".sig", CompanionKind::Signature),
    (".att", CompanionKind::Attestation),
    (".sbom", CompanionKind::Sbom),
    ("", CompanionKind::Referrers),
];

impl CompanionKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Signature,
        Self::Attestation,
        Self::Sbom,
        Self::Referrers,
    ];

    /// The tag of this kind that belongs to a digest.
    #[must_use]
    pub fn tag_of(self, digest: &str) -> String {
        let (ending, _) = ENDINGS[self as usize];
        format!("{}{ending}", digest.replacen(':', "-", 1))
    }
}

impl From<CompanionKind> for Kind {
    fn from(kind: CompanionKind) -> Self {
        match kind {
            CompanionKind::Signature => Self::Signature,
            CompanionKind::Attestation => Self::Attestation,
            CompanionKind::Sbom => Self::Sbom,
            CompanionKind::Referrers => Self::Referrers,
        }
    }
}

impl CompanionTag {
    /// The image that a tag like `sha256-{64 hexadecimal digits}.sig` is named after; `None` for
    /// any other tag. Without an ending it is one only where its index says so, too.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let name = name.strip_prefix("sha256-")?;
        let mut endings = ENDINGS.iter();
        let (hex, kind) =
            endings.find_map(|(ending, kind)| Some((name.strip_suffix(*ending)?, *kind)))?;
        let is_digit = |it: u8| matches!(it, b'0'..=b'9' | b'a'..=b'f');
        let is_digest = hex.len() == 64 && hex.bytes().all(is_digit);
        is_digest.then(|| Self {
            kind,
            about: format!("sha256:{hex}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_leads_to_its_tags_and_back() {
        let digest = format!("sha256:{}", "0a".repeat(32));
        for kind in CompanionKind::ALL {
            let about = digest.clone();
            let tag = kind.tag_of(&digest);
            assert_eq!(CompanionTag::of(&tag), Some(CompanionTag { kind, about }));
        }
        assert!(CompanionKind::Sbom.tag_of(&digest).ends_with(".sbom"));
    }

    #[test]
    fn only_a_whole_digest_is_one() {
        let hex = "0a".repeat(32);
        for other in [
            "latest".to_owned(),
            "sha256-0a.sig".to_owned(),
            format!("sha256-{hex}.signature"),
            format!("sha256-{hex}.sig.old"),
            format!("sha256-{}.sig", "x".repeat(64)),
            format!("sha256-{}.sig", "0A".repeat(32)),
            format!("sha512-{hex}.sig"),
            format!("sha256:{hex}"),
        ] {
            assert_eq!(CompanionTag::of(&other), None, "{other}");
        }
    }
}
