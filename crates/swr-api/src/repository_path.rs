//! A repository's path: the organization and the name that only together say which repository is
//! meant.

use std::fmt;

use crate::name::{NameError, OrganizationName, RepositoryName};

/// A repository's organization and name, as one argument of every call about it. A name alone says
/// nothing: every organization may have a repository of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepositoryPath {
    /// The organization that it belongs to.
    pub organization: OrganizationName,
    /// Its name within the organization, with slashes.
    pub repository: RepositoryName,
}

impl RepositoryPath {
    /// The path of a repository to create, by the rules of [`OrganizationName::new`] and
    /// [`RepositoryName::new`].
    ///
    /// # Errors
    /// The first rule that one of them breaks, the organization's before the name's.
    pub fn new(organization: &str, repository: &str) -> Result<Self, NameError> {
        Ok(Self {
            organization: OrganizationName::new(organization)?,
            repository: RepositoryName::new(repository)?,
        })
    }

    /// The path of a repository that a service or an address says exists.
    ///
    /// # Errors
    /// As [`OrganizationName::existing`] and [`RepositoryName::existing`].
    pub fn existing(
        organization: impl Into<String>,
        repository: impl Into<String>,
    ) -> Result<Self, NameError> {
        Ok(Self {
            organization: OrganizationName::existing(organization)?,
            repository: RepositoryName::existing(repository)?,
        })
    }

    /// Both as segments of a path, before percent-encoding.
    pub(crate) fn segments(&self) -> [String; 2] {
        [self.organization.to_string(), self.repository.segment()]
    }
}

/// `organization/repository`, as a client of the registry writes it behind the host.
impl fmt::Display for RepositoryPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.organization, self.repository)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_as_the_registry_writes_it_and_travels_as_two_segments() {
        let path = RepositoryPath::new("group", "web/nginx").unwrap();
        assert_eq!(path.to_string(), "group/web/nginx");
        assert_eq!(path.segments(), ["group", "web$nginx"]);
    }

    #[test]
    fn a_path_to_create_is_strict_and_an_existing_one_is_not() {
        assert_eq!(RepositoryPath::new("1st", "a"), Err(NameError::BadStart));
        assert_eq!(
            RepositoryPath::new("group", "a--b"),
            Err(NameError::AdjacentSeparators)
        );
        let odd = RepositoryPath::existing("1st", "a--b").unwrap();
        assert_eq!(odd.to_string(), "1st/a--b");
        assert!(RepositoryPath::existing("a/b", "c").is_err());
        assert!(RepositoryPath::existing("a", "..").is_err());
    }
}
