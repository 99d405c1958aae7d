//! The parts of a treemap: the largest individually, the others combined. Pure.

use super::texts;
use crate::i18n::{Texts, format};
use crate::ui::TreemapPart;

/// How many parts stand by themselves.
const SHOWN: usize = 40;

/// The parts of what is stored, the largest first, and what they share.
pub(super) fn parts(
    texts: Texts,
    mut named: Vec<(String, u64)>,
    shared_bytes: u64,
) -> Vec<TreemapPart> {
    named.retain(|(_, bytes)| *bytes > 0);
    named.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    let others = named.split_off(named.len().min(SHOWN));
    let other_bytes = others
        .iter()
        .fold(0, |sum, it| u64::saturating_add(sum, it.1));
    let part = |name: String, bytes: u64, is_common| TreemapPart {
        name,
        size: format::bytes(texts, bytes),
        value: bytes as f64,
        is_common,
    };
    let mut parts: Vec<TreemapPart> = named
        .into_iter()
        .map(|(name, bytes)| part(name, bytes, false))
        .collect();
    if other_bytes > 0 {
        let name = texts.count(texts::OTHERS, others.len() as u64);
        parts.push(part(name, other_bytes, false));
    }
    if shared_bytes > 0 {
        parts.push(part(
            texts.get(texts::SHARED_PART).to_owned(),
            shared_bytes,
            true,
        ));
    }
    parts.sort_by(|one, other| other.value.total_cmp(&one.value));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_parts_together_are_the_whole() {
        let named = (0..60).map(|it| (it.to_string(), it)).collect();
        let parts = parts(Texts::english(), named, 500);
        let whole: f64 = parts.iter().map(|it| it.value).sum();
        assert_eq!(whole as u64, (0..60).sum::<u64>() + 500);
        assert_eq!(parts.len(), SHOWN + 2);
        assert!(parts[0].is_common);
        assert!(parts.iter().any(|it| it.name == "19 more"));
    }
}
