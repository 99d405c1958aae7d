//! Scopes: the actions on images that a token is for, `repository:organization/name:pull,push`.
//!
//! A scope takes away and never gives: what the user may do is asked again with each request.

use std::fmt;

use axum::http::Method;

use super::address::ImageName;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Pull,
    Push,
    Delete,
}

impl Action {
    /// What a client must ask for to do this.
    pub(super) fn scope(self) -> &'static str {
        match self {
            Self::Pull => "pull",
            Self::Push => "pull,push",
            Self::Delete => "delete",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Pull => "pull",
            Self::Push => "push",
            Self::Delete => "delete",
        }
    }
}

/// An action on an image, written as the scope of a token for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Access {
    pub image: ImageName,
    pub action: Action,
}

impl fmt::Display for Access {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { image, action } = self;
        write!(formatter, "repository:{image}:{}", action.scope())
    }
}

/// Accesses that a request needs a token for; none for a method that the registry does not know.
/// The method decides, as in the distribution registry: clients compute the same by themselves.
pub(super) fn needed(
    method: &Method,
    image: &ImageName,
    mounted: Option<ImageName>,
) -> Vec<Access> {
    let action = match *method {
        Method::GET | Method::HEAD => Action::Pull,
        Method::POST | Method::PUT | Method::PATCH => Action::Push,
        Method::DELETE => Action::Delete,
        _ => return Vec::new(),
    };
    let image = image.clone();
    let source = mounted.map(|image| Access {
        image,
        action: Action::Pull,
    });
    [Access { image, action }]
        .into_iter()
        .chain(source)
        .collect()
}

/// Several entries, as they were requested.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Scope(Vec<(String, Vec<String>)>);

impl Scope {
    /// Entries are apart by spaces; those that speak of anything but repositories are left out.
    pub(super) fn parse(text: &str) -> Self {
        let entries = text.split_whitespace().filter_map(|entry| {
            let (kind, rest) = entry.split_once(':')?;
            let (name, actions) = rest.rsplit_once(':')?;
            // "repository(plugin)" and the like are other things.
            let actions = actions.split(',').map(str::to_owned).collect();
            (kind == "repository").then(|| (name.to_owned(), actions))
        });
        Self(entries.collect())
    }

    pub(super) fn allows(&self, access: &Access) -> bool {
        let image = access.image.to_string();
        let is_meant = |word: &String| word == access.action.word() || word == "*";
        self.0
            .iter()
            .any(|(name, actions)| *name == image && actions.iter().any(is_meant))
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, (name, actions)) in self.0.iter().enumerate() {
            let space = if position > 0 { " " } else { "" };
            write!(formatter, "{space}repository:{name}:{}", actions.join(","))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(scope: &str, action: Action) -> bool {
        let image = ImageName::parse("o/a/b").unwrap();
        Scope::parse(scope).allows(&Access { image, action })
    }

    #[test]
    fn only_what_was_requested_is_allowed() {
        assert!(allows("repository:o/a/b:pull", Action::Pull));
        assert!(!allows("repository:o/a/b:pull", Action::Push));
        assert!(allows(
            "repository:x/y:pull repository:o/a/b:pull,push",
            Action::Push
        ));
        assert!(!allows("repository:o/a/b:pull,push", Action::Delete));
        assert!(allows("repository:o/a/b:*", Action::Delete));
        for scope in [
            "",
            "repository:o/a:pull",
            "registry:catalog:*",
            "repository(x):o/a/b:pull",
        ] {
            assert!(!allows(scope, Action::Pull), "{scope}");
        }
    }

    #[test]
    fn a_scope_survives_being_kept_as_text() {
        let text = "repository:o/a:pull,push repository:o/b:*";
        assert_eq!(Scope::parse(text).to_string(), text);
        assert_eq!(Scope::parse("registry:catalog:*").to_string(), "");
    }
}
