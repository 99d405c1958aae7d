//! Tags that cosign uses to attach content to an image: `sha256-{digits}.sig` refers to the manifest with
//! those digits. The manifest itself does not say so; only the name does.

use container_image::{CompanionKind, CompanionTag};

use super::Digest;

/// What such a tag brings along for its image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accompaniment {
    Signature,
    Attestation,
    Sbom,
}

const KINDS: [(Accompaniment, CompanionKind); 3] = [
    (Accompaniment::Signature, CompanionKind::Signature),
    (Accompaniment::Attestation, CompanionKind::Attestation),
    (Accompaniment::Sbom, CompanionKind::Sbom),
];

/// What a tag accompanies, and as what.
pub fn accompanied(tag: &str) -> Option<(Digest, Accompaniment)> {
    let named = CompanionTag::of(tag)?;
    let mut kinds = KINDS.into_iter();
    let (kind, _) = kinds.find(|(_, kind)| *kind == named.kind)?;
    Some((Digest::parse(&named.about).ok()?, kind))
}

/// What a tag is a companion of, whichever of its names it has: those of cosign, or the one under which
/// clients of OCI 1.1 keep an index of referrers where a registry has no list of them.
pub fn companion_of(tag: &str) -> Option<Digest> {
    let of_referrers = || Digest::parse(&format!("sha256:{}", tag.strip_prefix("sha256-")?)).ok();
    let of_cosign = accompanied(tag).map(|(digest, _)| digest);
    of_cosign.or_else(of_referrers)
}

/// The tags that may accompany a manifest.
pub fn names(of: &Digest) -> [String; 3] {
    KINDS.map(|(_, kind)| kind.tag_of(of.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_the_image_and_back() {
        let digest = Digest::of(b"");
        let kinds = [
            Accompaniment::Signature,
            Accompaniment::Attestation,
            Accompaniment::Sbom,
        ];
        for (name, kind) in names(&digest).into_iter().zip(kinds) {
            assert_eq!(accompanied(&name), Some((digest.clone(), kind)), "{name}");
            assert_eq!(companion_of(&name), Some(digest.clone()), "{name}");
        }
        let fallback = format!("sha256-{}", digest.hex());
        assert_eq!(companion_of(&fallback), Some(digest));
        assert_eq!(companion_of("sha256-12"), None);
    }

    #[test]
    fn other_tags_accompany_nothing() {
        let hex = Digest::of(b"").hex().to_owned();
        for name in [
            "latest",
            "sha256-12.sig",
            &format!("sha256-{hex}"),
            &format!("sha256-{hex}.txt"),
            &format!("sha512-{hex}.sig"),
        ] {
            assert_eq!(accompanied(name), None, "{name}");
        }
    }
}
