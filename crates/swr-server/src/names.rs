//! Names that may be given to new things; what exists is not measured again.

use swr_api::{OrganizationName, RepositoryName, TagName};

/// Where the management API is, no organization's images can be: both live below `/v2/`.
const MANAGEMENT: &str = "manage";

/// Says what is wrong with the name of an organization.
pub(crate) fn check_organization(name: &str) -> Result<(), String> {
    if name == MANAGEMENT {
        return Err("the name is reserved".into());
    }
    let checked = OrganizationName::new(name);
    checked.map(drop).map_err(|error| error.to_string())
}

/// Says what is wrong with the name of a repository.
pub(crate) fn check_repository(name: &str) -> Result<(), String> {
    let checked = RepositoryName::new(name);
    checked.map(drop).map_err(|error| error.to_string())
}

/// Says what is wrong with the name of a tag.
pub(crate) fn check_tag(name: &str) -> Result<(), String> {
    let checked = TagName::new(name);
    checked.map(drop).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_words_are_no_organizations() {
        assert!(check_organization("manage").is_err());
        assert!(check_organization("library").is_err());
        assert_eq!(check_organization("manager"), Ok(()));
        assert_eq!(check_repository("manage/library"), Ok(()));
    }
}
