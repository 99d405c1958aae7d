//! The bytes that travel. Compressed once here at the highest level, so the service only picks.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

const TEXT_LIKE: &[&str] = &["css", "html", "js", "json", "svg", "txt", "wasm"];

/// Whether compressing this file gains anything.
pub(crate) fn is_compressible(path: &Path) -> bool {
    path.extension()
        .is_some_and(|it| TEXT_LIKE.iter().any(|known| it == *known))
}

/// Brotli at quality 11 with its largest standard window.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

/// gzip at level 9, for clients that know nothing better.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_compressed_can_be_read_again() {
        let text = b"layers and layers and layers".repeat(50);
        let mut read = Vec::new();
        brotli::Decompressor::new(&brotli(&text).unwrap()[..], 4096)
            .read_to_end(&mut read)
            .unwrap();
        assert_eq!(read, text);
        read.clear();
        flate2::read::GzDecoder::new(&gzip(&text).unwrap()[..])
            .read_to_end(&mut read)
            .unwrap();
        assert_eq!(read, text);
    }

    #[test]
    fn what_is_compressed_already_is_left_unchanged() {
        assert!(is_compressible(Path::new("a/b.wasm")));
        assert!(!is_compressible(Path::new("index.html.br")));
        assert!(!is_compressible(Path::new("picture.png")));
    }
}
