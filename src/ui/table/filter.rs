//! The filter text, and whether a row matches it. Pure.

/// A filter: words that must occur, or a pattern with `*` for a whole cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pieces: Vec<String>,
}

impl Filter {
    pub(super) fn new(typed: &str) -> Self {
        let typed = typed.trim();
        if typed.is_empty() {
            return Self::default();
        }
        Self {
            pieces: typed.to_lowercase().split('*').map(str::to_owned).collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether a row has it. The haystack is in lower case, one cell a line.
    pub(super) fn matches(&self, haystack: &str) -> bool {
        match self.pieces.as_slice() {
            [] => true,
            [word] => haystack.contains(word.as_str()),
            [first, middle @ .., last] => haystack
                .lines()
                .any(|cell| matches_whole(cell, first, middle, last)),
        }
    }
}

/// Each piece takes the first place where it fits: with `*` alone that is always right.
fn matches_whole(cell: &str, first: &str, middle: &[String], last: &str) -> bool {
    let Some(mut rest) = cell.strip_prefix(first) else {
        return false;
    };
    for piece in middle {
        match rest.split_once(piece.as_str()) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, haystack: &str, expected: bool) {
        assert_eq!(
            Filter::new(typed).matches(haystack),
            expected,
            "{typed} in {haystack:?}"
        );
    }

    #[test]
    fn a_word_may_stand_anywhere_in_any_case() {
        check("GATE", "api-gateway\nprivate", true);
        check("priv", "api-gateway\nprivate", true);
        check("  gate ", "api-gateway", true);
        check("gatewai", "api-gateway\nprivate", false);
        check("É", "café", true);
    }

    #[test]
    fn a_pattern_is_for_a_whole_cell() {
        check("v1.*", "v1.9\nindex", true);
        check("v1.*", "rv1.9\nindex", false);
        check("*-rc*", "2.0.0-rc.1", true);
        check("a*b*c", "a-b-b-c", true);
        check("a*b", "a\nb", false);
        check("ab*ba", "aba", false);
        check("*", "anything", true);
    }

    #[test]
    fn nothing_typed_matches_everything() {
        check("   ", "x", true);
        assert!(Filter::new("  ").is_empty());
    }
}
