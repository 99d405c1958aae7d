//! Platforms: the operating system and the architecture that an image is for.

use std::fmt;

use serde_json::Value;

use crate::json;

/// A platform, as far as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Platform {
    /// `linux`; empty where only the architecture is written.
    pub os: String,
    /// `arm64`
    pub architecture: String,
    /// `v8`
    pub variant: Option<String>,
    /// `10.0.20348.2700`: images for Windows depend on it.
    pub os_version: Option<String>,
    /// `nydus.remoteimage.v1`: what the system must be able to do beside.
    pub os_features: Vec<String>,
}

impl Platform {
    /// The fields of an object; `None` where it names neither a system nor an architecture.
    pub(crate) fn of(value: &Value) -> Option<Self> {
        let platform = Self {
            os: json::text(value, "os").unwrap_or_default(),
            architecture: json::text(value, "architecture").unwrap_or_default(),
            variant: json::text(value, "variant"),
            os_version: json::text(value, "os.version"),
            os_features: json::texts(value, "os.features"),
        };
        let is_named = !platform.os.is_empty() || !platform.architecture.is_empty();
        is_named.then_some(platform)
    }

    /// The platform without a variant that goes without saying: `v8` was the only one of arm64 for
    /// long, and some builders write it.
    #[must_use]
    pub fn short(&self) -> String {
        let says_it = self.architecture == "arm64" && self.variant.as_deref() == Some("v8");
        let variant = self.variant.clone().filter(|_| !says_it);
        let short = Self {
            variant,
            ..self.clone()
        };
        short.to_string()
    }

    /// Whether it is what Docker's builder writes for entries that are no images.
    pub(crate) fn is_unknown(&self) -> bool {
        self.os == "unknown" && self.architecture == "unknown"
    }
}

/// `linux/arm64/v8`, as it is written after `--platform`.
impl fmt::Display for Platform {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let variant = self.variant.as_deref().unwrap_or_default();
        let parts = [self.os.as_str(), self.architecture.as_str(), variant];
        let mut is_first = true;
        for part in parts.into_iter().filter(|it| !it.is_empty()) {
            formatter.write_str(if is_first { "" } else { "/" })?;
            formatter.write_str(part)?;
            is_first = false;
        }
        Ok(())
    }
}
