//! Deterministic pseudo-random numbers, derived from names.

/// A sequence for one name.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn named(name: &str) -> Self {
        // FNV-1a, and a bit more so that short names are far apart.
        let mixed = name
            .bytes()
            .fold(0xCBF2_9CE4_8422_2325, |state: u64, byte| {
                (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
            });
        Self((mixed ^ (mixed >> 31)) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 to one less than `limit`.
    pub(super) fn below(&mut self, limit: u32) -> i64 {
        i64::from(u32::try_from(self.next() >> 32).expect("32 bits") % limit)
    }

    /// Bytes that do not get smaller by compressing them, like a program.
    pub(super) fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length + 8);
        while bytes.len() < length {
            bytes.extend_from_slice(&self.next().to_le_bytes());
        }
        bytes.truncate(length);
        bytes
    }

    /// Hexadecimal digits, such as a commit has.
    pub(super) fn hex(&mut self, digits: usize) -> String {
        let mut text = crate::random::hex(&self.bytes(digits.div_ceil(2)));
        text.truncate(digits);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_decides_everything() {
        let throw = |name: &str| Dice::named(name).bytes(20);
        assert_eq!(throw("a"), throw("a"));
        assert_ne!(throw("a"), throw("b"));
        assert_eq!(Dice::named("a").hex(7).len(), 7);
    }

    #[test]
    fn throws_stay_below_the_limit_and_reach_it() {
        let mut dice = Dice::named("six");
        let thrown: std::collections::BTreeSet<_> = (0..200).map(|_| dice.below(6)).collect();
        assert_eq!(thrown.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
    }
}
