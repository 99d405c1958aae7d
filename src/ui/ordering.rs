//! Natural order of names: numbers compare as numbers, not as bytes. Pure.

use std::cmp::Ordering;

/// Runs of digits by their value: `v1.9` before `v1.10`. Capital letters make no difference, except
/// between names that are otherwise equal, so that the order is always the same.
pub fn natural(left: &str, right: &str) -> Ordering {
    let (mut one, mut other) = (left, right);
    while let (Some(a), Some(b)) = (one.chars().next(), other.chars().next()) {
        let ordering = if a.is_ascii_digit() && b.is_ascii_digit() {
            let (digits, rest) = split_digits(one);
            let (other_digits, other_rest) = split_digits(other);
            (one, other) = (rest, other_rest);
            numeric(digits, other_digits)
        } else {
            (one, other) = (&one[a.len_utf8()..], &other[b.len_utf8()..]);
            a.to_lowercase().cmp(b.to_lowercase())
        };
        if ordering.is_ne() {
            return ordering;
        }
    }
    one.len().cmp(&other.len()).then_with(|| left.cmp(right))
}

/// Semantic versions by precedence, with or without a `v`, also unfinished ones such as `2.14`.
/// What is no version stands after all that are, in natural order.
pub fn versions(left: &str, right: &str) -> Ordering {
    match (Version::parse(left), Version::parse(right)) {
        (Some(one), Some(other)) => one.precedence(&other).then_with(|| natural(left, right)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => natural(left, right),
    }
}

/// A version as it is written where a plus sign is allowed; none for a text that has no other form.
pub fn with_plus(text: &str) -> Option<String> {
    let is_version = text.contains('_') && Version::parse(text).is_some();
    is_version.then(|| text.replacen('_', "+", 1))
}

struct Version<'a> {
    release: [&'a str; 3],
    prerelease: Option<&'a str>,
}

impl<'a> Version<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
        // No tag has a plus sign: Helm writes an underscore in its place.
        let text = text
            .split_once(['+', '_'])
            .map_or(text, |(version, _build)| version);
        let (numbers, prerelease) = match text.split_once('-') {
            Some((numbers, prerelease)) => (numbers, Some(prerelease)),
            None => (text, None),
        };
        let mut release = ["0"; 3];
        let mut parts = numbers.split('.');
        // A number alone is more often a build or a date than a version, but it sorts the same.
        for place in &mut release {
            match parts.next() {
                Some(part) if is_number(part) => *place = part,
                Some(_) => return None,
                None => break,
            }
        }
        (is_number(&numbers[..1.min(numbers.len())]) && parts.next().is_none()).then_some(Self {
            release,
            prerelease,
        })
    }

    fn precedence(&self, other: &Self) -> Ordering {
        let release = self.release.iter().zip(other.release);
        let release = release
            .map(|(one, other)| numeric(one, other))
            .find(|it| it.is_ne());
        release
            .unwrap_or(Ordering::Equal)
            .then_with(|| match (self.prerelease, other.prerelease) {
                (None, None) => Ordering::Equal,
                (None, Some(_)) => Ordering::Greater,
                (Some(_), None) => Ordering::Less,
                (Some(one), Some(other)) => identifiers(one, other),
            })
    }
}

/// The parts of a prerelease: numbers by value and before words, fewer parts before more.
fn identifiers(one: &str, other: &str) -> Ordering {
    let mut others = other.split('.');
    for part in one.split('.') {
        let Some(other) = others.next() else {
            return Ordering::Greater;
        };
        let ordering = match (is_number(part), is_number(other)) {
            (true, true) => numeric(part, other),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => part.cmp(other),
        };
        if ordering.is_ne() {
            return ordering;
        }
    }
    if others.next().is_some() {
        Ordering::Less
    } else {
        Ordering::Equal
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// By value and without limit: a date with a time has more digits than any integer holds.
fn numeric(one: &str, other: &str) -> Ordering {
    let (one, other) = (one.trim_start_matches('0'), other.trim_start_matches('0'));
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text
        .bytes()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(compare: fn(&str, &str) -> Ordering, sorted: &[&str]) {
        let mut shuffled: Vec<&str> = sorted.iter().rev().copied().collect();
        shuffled.sort_by(|one, other| compare(one, other));
        assert_eq!(shuffled, sorted);
    }

    #[test]
    fn names_count_as_people_do() {
        check(
            natural,
            &["a", "a2", "a10", "b", "v1.9", "v1.10", "v1.10.1"],
        );
        check(
            natural,
            &[
                "1",
                "2",
                "20261123120000000000000",
                "20261123120000000000001",
                "x",
            ],
        );
        check(natural, &["Ärmel", "ärmel", "Ärmel2"]);
    }

    #[test]
    fn leading_zeros_and_capitals_break_ties_only() {
        check(natural, &["a007", "a7", "a8"]);
        check(natural, &["API", "api", "apj"]);
        assert_eq!(natural("same", "same"), Ordering::Equal);
    }

    #[test]
    fn versions_follow_the_precedence_of_the_specification() {
        check(
            versions,
            &[
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "v1.9.0",
                "1.10.0",
                "2",
                "2.14",
            ],
        );
    }

    #[test]
    fn what_is_no_version_stands_after_all_that_are() {
        check(
            versions,
            &[
                "0.1.0", "99.0.0", "1.2.3.4", "1.x", "latest", "stable", "v", "vanilla",
            ],
        );
    }

    #[test]
    fn build_metadata_only_breaks_ties() {
        check(versions, &["1.0.0+a", "1.0.0+b", "1.0.1"]);
    }

    #[test]
    fn an_underscore_of_helm_is_a_plus_sign() {
        check(
            versions,
            &[
                "1.2.3-rc.1_4",
                "1.2.3",
                "1.2.3_20240101",
                "1.2.4_1",
                "1.10.0_1",
            ],
        );
        assert_eq!(with_plus("1.2.3_5.git"), Some("1.2.3+5.git".to_owned()));
        for other in ["my_branch", "_1", "1.2.3"] {
            assert_eq!(with_plus(other), None, "{other}");
        }
    }
}
