//! Made-up input: half of it from words that parsers know, because pure noise never gets past the
//! first character.

/// A stream of choices that depends on its seed alone.
pub(crate) struct Input {
    state: u64,
}

impl Input {
    pub(crate) fn from_seed(seed: u64) -> Self {
        Self { state: seed }
    }

    /// SplitMix64: short, and every seed gives a different stream.
    pub(crate) fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below the limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).expect("a limit fits");
        usize::try_from(self.number() % limit).expect("below a usize")
    }

    /// One of these.
    pub(crate) fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// Up to `pieces` pieces, each a known word or any character.
    pub(crate) fn text(&mut self, words: &[&str], pieces: usize) -> String {
        let mut text = String::new();
        for _ in 0..self.below(pieces + 1) {
            match self.below(4) {
                0 => text.push(self.character()),
                _ => text.push_str(self.one_of(words)),
            }
        }
        text
    }

    fn character(&mut self) -> char {
        match self.below(3) {
            0 => char::from(u8::try_from(self.below(128)).expect("below 128")),
            1 => self.one_of(&[
                'é', 'ß', '名', '\u{202e}', '\u{0}', '\u{7f}', '🦀', '\u{300}',
            ]),
            _ => {
                let scalar = u32::try_from(self.below(0x11_0000)).expect("below 0x110000");
                char::from_u32(scalar).unwrap_or('\u{fffd}')
            }
        }
    }
}
