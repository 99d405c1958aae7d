//! Versions of a repository, newest first, and the tags of each.

use super::dice::Dice;

/// One build: its own tag and those that follow it for now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    pub name: String,
    /// `latest`, `stable`, `2.14`, `2`.
    pub aliases: Vec<String>,
    /// Versions of the same minor number share what changes seldom.
    pub minor: String,
    pub age_minutes: i64,
}

impl Version {
    pub(super) fn tags(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

struct Shelf {
    versions: Vec<Version>,
    tags_left: usize,
    age_minutes: i64,
    dice: Dice,
}

impl Shelf {
    fn put(&mut self, name: String, minor: String, aliases: &[String]) {
        if self.tags_left == 0 {
            return;
        }
        self.tags_left -= 1;
        let aliases: Vec<_> = aliases.iter().take(self.tags_left).cloned().collect();
        self.tags_left -= aliases.len();
        self.versions.push(Version {
            name,
            aliases,
            minor,
            age_minutes: self.age_minutes,
        });
        // Some hours to some days between two builds.
        self.age_minutes += 400 + self.dice.below(6000);
    }
}

/// As many versions as it takes for that many tags.
pub(super) fn of(
    repository: &str,
    newest: (u32, u32),
    tag_count: usize,
    age_minutes: i64,
) -> Vec<Version> {
    let mut shelf = Shelf {
        versions: Vec::new(),
        tags_left: tag_count,
        age_minutes,
        dice: Dice::named(&format!("versions of {repository}")),
    };
    let (mut major, mut number) = newest;
    let minor = format!("{major}.{number}");
    let aliases = ["latest".into(), minor.clone(), major.to_string()];
    shelf.put(format!("{minor}.0"), minor.clone(), &aliases);
    for candidate in [2, 1] {
        shelf.put(format!("{minor}.0-rc.{candidate}"), minor.clone(), &[]);
    }
    let mut is_stable = true;
    while shelf.tags_left > 0 && (major, number) != (0, 0) {
        (major, number) = match number {
            0 => (major - 1, 9),
            _ => (major, number - 1),
        };
        let minor = format!("{major}.{number}");
        let last_patch = shelf.dice.below(5);
        for patch in (0..=last_patch).rev() {
            let mut aliases = Vec::new();
            if patch == last_patch {
                aliases.push(minor.clone());
                aliases.extend(std::mem::take(&mut is_stable).then(|| "stable".to_owned()));
            }
            shelf.put(format!("{minor}.{patch}"), minor.clone(), &aliases);
        }
    }
    shelf.versions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::catalog;

    #[test]
    fn every_repository_gets_exactly_its_tags() {
        for entry in catalog::entries() {
            let versions = of(entry.name, entry.newest, entry.tag_count, entry.age_minutes);
            let mut tags: Vec<_> = versions.iter().flat_map(Version::tags).collect();
            assert_eq!(tags.len(), entry.tag_count, "{}", entry.name);
            tags.sort_unstable();
            tags.dedup();
            assert_eq!(tags.len(), entry.tag_count, "{} has one twice", entry.name);
        }
    }

    #[test]
    fn the_newest_comes_first_and_has_several_tags() {
        let versions = of("a", (2, 14), 20, 4);
        let tags: Vec<_> = versions[0].tags().collect();
        assert_eq!(tags, ["2.14.0", "latest", "2.14", "2"]);
        assert!(versions.is_sorted_by_key(|version| version.age_minutes));
        assert!(
            versions
                .iter()
                .any(|version| version.aliases.contains(&"stable".into()))
        );
    }
}
