//! Digests in short form, as people compare them. Pure.

/// `sha256:9f2c…e41a`: enough to tell digests apart by eye. What is no digest stays whole.
pub fn short_digest(digest: &str) -> String {
    match digest.split_once(':') {
        Some((algorithm, hex)) if hex.len() > 8 && hex.is_ascii() => {
            format!("{algorithm}:{}…{}", &hex[..4], &hex[hex.len() - 4..])
        }
        _ => digest.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_cut_and_anything_else_stays() {
        let digest = format!("sha256:9f2c{}e41a", "0".repeat(56));
        assert_eq!(short_digest(&digest), "sha256:9f2c…e41a");
        for other in ["", "sha256:", "sha256:12345678", "ü:üüüüüüüüü", "abc"] {
            assert_eq!(short_digest(other), other);
        }
    }
}
