//! The tabs of pages: each is a word at the end of the address, except the first one, which has none.

/// What of an organization is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganizationTab {
    /// Its repositories; no word of its own in the address.
    Repositories,
    /// `/members`
    Members,
    /// `/storage`
    Storage,
}

/// Whose repositories are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepositoryScope {
    /// The account's; no word of its own in the address.
    Own,
    /// `/shared-with-me`
    SharedWithMe,
    /// `/shared-by-me`
    SharedByMe,
}

/// What of a repository is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepositoryTab {
    /// Its tags; no word of its own in the address.
    Tags,
    /// `/storage`
    Storage,
    /// `/permissions`
    Permissions,
    /// `/sharing`
    Sharing,
    /// `/triggers`
    Triggers,
    /// `/synchronization`
    Synchronization,
    /// `/retention`
    Retention,
    /// `/about`
    About,
}

/// What of a tag is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagTab {
    /// Its facts; no word of its own in the address.
    Overview,
    /// `/configuration`
    Configuration,
    /// `/build-steps`
    BuildSteps,
    /// `/layers`
    Layers,
    /// `/manifest`
    Manifest,
    /// `/references`
    References,
}

impl OrganizationTab {
    pub(super) const WORDS: &[(Self, &str)] = &[
        (Self::Repositories, ""),
        (Self::Members, "members"),
        (Self::Storage, "storage"),
    ];
}

impl RepositoryScope {
    pub(super) const WORDS: &[(Self, &str)] = &[
        (Self::Own, ""),
        (Self::SharedWithMe, "shared-with-me"),
        (Self::SharedByMe, "shared-by-me"),
    ];
}

impl RepositoryTab {
    pub(super) const WORDS: &[(Self, &str)] = &[
        (Self::Tags, ""),
        (Self::Storage, "storage"),
        (Self::Permissions, "permissions"),
        (Self::Sharing, "sharing"),
        (Self::Triggers, "triggers"),
        (Self::Synchronization, "synchronization"),
        (Self::Retention, "retention"),
        (Self::About, "about"),
    ];
}

impl TagTab {
    pub(super) const WORDS: &[(Self, &str)] = &[
        (Self::Overview, ""),
        (Self::Configuration, "configuration"),
        (Self::BuildSteps, "build-steps"),
        (Self::Layers, "layers"),
        (Self::Manifest, "manifest"),
        (Self::References, "references"),
    ];
}

/// The part of a page that the last words of its address name.
pub(super) fn part<T: Copy>(words: &[(T, &str)], rest: &[&str]) -> Option<T> {
    let word = match rest {
        [] => "",
        [word] if !word.is_empty() => *word,
        _ => return None,
    };
    let found = words.iter().find(|(_, it)| *it == word);
    found.map(|(part, _)| *part)
}

/// The last words of the address of that part, with the slash before them.
pub(super) fn word<T: PartialEq>(words: &[(T, &str)], part: &T) -> String {
    let found = words.iter().find(|(it, _)| it == part);
    match found.map_or("", |(_, word)| *word) {
        "" => String::new(),
        word => format!("/{word}"),
    }
}
