//! Random names and secrets, from the system's random source.

/// 32 hexadecimal digits: ids of users, requests, uploads.
pub fn hex_id() -> String {
    hex(&bytes::<16>())
}

/// A token no one can guess: 256 random bits.
pub fn token() -> String {
    hex(&bytes::<32>())
}

/// A password a person can read aloud and type: 20 letters and digits in four groups, 100 bits.
pub fn password() -> String {
    // No l, 1, o, 0: they look alike. 32 characters, so every byte picks one without bias.
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut letters = String::with_capacity(23);
    for (position, byte) in bytes::<20>().into_iter().enumerate() {
        if position > 0 && position % 5 == 0 {
            letters.push('-');
        }
        letters.push(char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
    }
    letters
}

/// 20 characters in the alphabet that access keys have.
pub fn access_key() -> String {
    hex(&bytes::<10>()).to_uppercase()
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// From the system; it ends the program where the system has none.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system has a source of randomness");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_have_their_length_and_differ() {
        assert_eq!(hex_id().len(), 32);
        assert_eq!(token().len(), 64);
        assert_eq!(access_key().len(), 20);
        assert_ne!(password(), password());
    }

    #[test]
    fn passwords_come_in_four_groups() {
        let password = password();
        let groups: Vec<_> = password.split('-').map(str::len).collect();
        assert_eq!(groups, [5, 5, 5, 5], "{password}");
    }
}
