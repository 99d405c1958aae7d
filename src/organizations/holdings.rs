//! What an organization holds, for whoever is about to delete it. Pure.

use swr_api::{OrganizationName, Page, RepositoryPath};

/// How many repositories are named before they are only counted.
const NAMED: usize = 5;

/// The repositories of an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Holdings {
    /// The number of repositories.
    pub(super) count: u64,
    /// The first few of them.
    pub(super) named: Vec<RepositoryPath>,
}

impl Holdings {
    /// Counts one page of a list that may hold repositories of organizations with a longer name,
    /// too: the service matches a part of it. What stands on later pages cannot be told apart, so it
    /// is counted only when the first page has nothing but this organization's own.
    pub(super) fn of(organization: &OrganizationName, page: &Page<RepositoryPath>) -> Self {
        let is_own = |it: &&RepositoryPath| it.organization == *organization;
        let own: Vec<&RepositoryPath> = page.items.iter().filter(is_own).collect();
        // One that could not be read may be this organization's.
        let on_page = own.len() as u64 + page.unreadable;
        let is_all_own = own.len() == page.items.len();
        let count = match page.total {
            Some(total) if is_all_own => total.max(on_page),
            _ => on_page,
        };
        Self {
            count,
            named: own.into_iter().take(NAMED).cloned().collect(),
        }
    }

    /// The number of those that are not named.
    pub(super) fn unnamed(&self) -> u64 {
        self.count - self.named.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(names: &[(&str, &str)], total: Option<u64>) -> Page<RepositoryPath> {
        let item = |(organization, name): &(&str, &str)| {
            RepositoryPath::existing(*organization, *name).unwrap()
        };
        Page {
            items: names.iter().map(item).collect(),
            total,
            unreadable: 0,
        }
    }

    fn check(names: &[(&str, &str)], total: Option<u64>, count: u64, unnamed: u64) {
        let team = OrganizationName::existing("team").unwrap();
        let holdings = Holdings::of(&team, &page(names, total));
        assert_eq!((holdings.count, holdings.unnamed()), (count, unnamed));
    }

    #[test]
    fn an_organization_whose_name_is_part_of_anothers_is_still_empty() {
        check(&[("team-two", "api"), ("my-team", "api")], Some(2), 0, 0);
    }

    #[test]
    fn what_is_on_later_pages_counts_too() {
        check(&[("team", "api"), ("team", "web")], Some(2000), 2000, 1998);
        check(&[("team", "api"), ("team-two", "web")], Some(2000), 1, 0);
    }

    #[test]
    fn one_that_could_not_be_read_is_not_nothing() {
        let team = OrganizationName::existing("team").unwrap();
        let unreadable = Page {
            unreadable: 1,
            ..page(&[], None)
        };
        assert_eq!(Holdings::of(&team, &unreadable).count, 1);
    }

    #[test]
    fn only_a_few_are_named() {
        let names: Vec<String> = (0..9).map(|it| format!("r{it}")).collect();
        let names: Vec<(&str, &str)> = names.iter().map(|it| ("team", it.as_str())).collect();
        check(&names, None, 9, 4);
    }
}
