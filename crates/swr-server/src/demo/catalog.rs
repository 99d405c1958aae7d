//! The list of demo repositories: one line each, in `catalog.txt` for the first account and in
//! `partner.txt` for the second.

/// A repository to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub organization: &'static str,
    pub name: &'static str,
    pub category: &'static str,
    pub is_public: bool,
    pub stack: Stack,
    pub tag_count: usize,
    /// Major and minor number of the newest version.
    pub newest: (u32, u32),
    pub download_count: u64,
    pub age_minutes: i64,
    pub description: String,
}

impl Entry {
    /// A private repository that no line of a catalog has, and that is filled in another way.
    pub(super) fn unlisted(organization: &'static str, name: &'static str, stack: Stack) -> Self {
        Self {
            organization,
            name,
            category: "other",
            is_public: false,
            stack,
            tag_count: 0,
            newest: (0, 0),
            download_count: 0,
            age_minutes: 0,
            description: String::new(),
        }
    }
}

/// What an image is built with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Stack {
    Base,
    Go,
    Rust,
    Python,
    Node,
    Java,
    Static,
}

pub(super) fn entries() -> Vec<Entry> {
    read_all(include_str!("catalog.txt"))
}

pub(super) fn of_partner() -> Vec<Entry> {
    read_all(include_str!("partner.txt"))
}

fn read_all(text: &'static str) -> Vec<Entry> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| read(line).unwrap_or_else(|| panic!("a line of the catalog is wrong: {line}")))
        .collect()
}

fn read(line: &'static str) -> Option<Entry> {
    // Only so many: a description may have bars of its own.
    let mut fields = line.splitn(10, '|').map(str::trim);
    let mut next = || fields.next();
    Some(Entry {
        organization: next()?,
        name: next()?,
        category: next()?,
        is_public: next()? == "public",
        stack: stack(next()?)?,
        tag_count: next()?.parse().ok()?,
        newest: version(next()?)?,
        download_count: next()?.parse().ok()?,
        age_minutes: next()?.parse().ok()?,
        description: next()?.replace("\\n", "\n"),
    })
}

fn stack(word: &str) -> Option<Stack> {
    Some(match word {
        "base" => Stack::Base,
        "go" => Stack::Go,
        "rust" => Stack::Rust,
        "python" => Stack::Python,
        "node" => Stack::Node,
        "java" => Stack::Java,
        "static" => Stack::Static,
        _ => return None,
    })
}

fn version(text: &str) -> Option<(u32, u32)> {
    let (major, minor) = text.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_repository_that_could_be_created() {
        let mut entries = entries();
        assert!(entries.len() >= 40, "{}", entries.len());
        entries.extend(of_partner());
        for entry in &entries {
            assert_eq!(crate::names::check_repository(entry.name), Ok(()));
            assert_eq!(crate::names::check_organization(entry.organization), Ok(()));
        }
        let mut names: Vec<_> = entries.iter().map(|e| (e.organization, e.name)).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), entries.len());
    }

    #[test]
    fn a_description_keeps_its_lines_and_bars() {
        let gateway = &entries()[0];
        assert!(gateway.description.contains("\n| Port | What |\n"));
    }
}
