//! A digest: `sha256:` and 64 lowercase hexadecimal digits.
//!
//! Digests come from clients and become parts of file names; only values of this type do.

use std::fmt;

use sha2::{Digest as _, Sha256};

const PREFIX: &str = "sha256:";
const HEX_LENGTH: usize = 64;

/// Valid by construction, in the one spelling there is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(String);

/// The text has another algorithm or is no digest at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a digest must be sha256: followed by 64 lowercase hexadecimal digits")]
pub struct NotADigest;

impl Digest {
    pub fn of(bytes: &[u8]) -> Self {
        Self::finished(Sha256::new_with_prefix(bytes))
    }

    /// For contents that pass by piece by piece.
    pub fn finished(hasher: Sha256) -> Self {
        Self(format!(
            "{PREFIX}{}",
            crate::random::hex(&hasher.finalize())
        ))
    }

    pub fn parse(text: &str) -> Result<Self, NotADigest> {
        let hex = text.strip_prefix(PREFIX).ok_or(NotADigest)?;
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if hex.len() == HEX_LENGTH && hex.bytes().all(is_hex) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotADigest)
        }
    }

    /// Algorithm and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits alone.
    pub fn hex(&self) -> &str {
        &self.0[PREFIX.len()..]
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_content_has_its_well_known_name() {
        let empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Digest::of(b"").as_str(), empty);
        assert_eq!(Digest::parse(empty), Ok(Digest::of(b"")));
    }

    #[test]
    fn nothing_else_than_a_digest_becomes_a_file_name() {
        let upper = Digest::of(b"").as_str().to_uppercase();
        for text in [
            "",
            "sha256:",
            "sha256:../../../etc/passwd",
            "sha512:e3b0c442",
            &"a".repeat(64),
            &format!("sha256:{}", "g".repeat(64)),
            &format!("sha256:{}", "a".repeat(65)),
            &upper,
        ] {
            assert_eq!(Digest::parse(text), Err(NotADigest), "{text}");
        }
    }
}
