//! Percent-encoding for the parts of an address.

/// Percent-encodes what may not be in a segment. `$` may, and is what people will read.
pub fn encode(text: &str) -> String {
    encode_except(text, "")
}

/// The same for several segments.
pub fn encode_keeping_slashes(text: &str) -> String {
    encode_except(text, "/")
}

fn encode_except(text: &str, kept: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let character = char::from(byte);
        if byte.is_ascii_alphanumeric() || "-._~$".contains(character) || kept.contains(character) {
            encoded.push(character);
        } else {
            let digit = |nibble: u8| char::from(b"0123456789ABCDEF"[usize::from(nibble)]);
            encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    encoded
}

/// Decodes percent-encoding; `None` when it is broken or not UTF-8.
pub fn decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let (high, low) = (digit(bytes.next()?)?, digit(bytes.next()?)?);
            decoded.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded_to_the_same() {
        for text in ["a$b", "50 %", "é/ü", "+&=?#", ""] {
            assert_eq!(decode(&encode(text)).as_deref(), Some(text));
        }
        assert_eq!(encode("a/b c"), "a%2Fb%20c");
        assert_eq!(encode_keeping_slashes("a/b c"), "a/b%20c");
    }

    #[test]
    fn broken_encoding_is_nothing() {
        for text in ["%", "%a", "%zz", "%ff"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
