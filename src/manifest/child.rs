//! What an index refers to.

use std::fmt;

use super::Descriptor;

/// What a platform says that is none: Docker's builder gives it to attestations.
const UNKNOWN: &str = "unknown";

/// One entry of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Child {
    /// The manifest it refers to. The size is that of the manifest, not of the image.
    pub descriptor: Descriptor,
    /// For what machine it is.
    pub platform: Option<Platform>,
    /// The digest of the sister that it says something about.
    pub about: Option<String>,
}

/// A kind of machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Platform {
    /// `linux`
    pub os: String,
    /// `arm64`
    pub architecture: String,
    /// `v8`
    pub variant: Option<String>,
    /// `10.0.20348.2700`: images for Windows depend on it.
    pub os_version: Option<String>,
}

impl Child {
    /// Whether it says something about an image and is none itself.
    pub fn is_attestation(&self) -> bool {
        let is_for_nothing = |it: &Platform| it.os == UNKNOWN && it.architecture == UNKNOWN;
        self.about.is_some() || self.platform.as_ref().is_some_and(is_for_nothing)
    }
}

impl Platform {
    /// Without a variant that goes without saying: `v8` was the only one of arm64 for long, and
    /// some builders write it.
    pub fn short(&self) -> String {
        let says_it = self.architecture == "arm64" && self.variant.as_deref() == Some("v8");
        let variant = self.variant.clone().filter(|_| !says_it);
        let short = Self {
            variant,
            ..self.clone()
        };
        short.to_string()
    }
}

/// `linux/arm64/v8`, as it is written after `--platform`.
impl fmt::Display for Platform {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.os, self.architecture)?;
        match &self.variant {
            Some(variant) => write!(formatter, "/{variant}"),
            None => Ok(()),
        }
    }
}
