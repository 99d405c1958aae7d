//! The scope of a layout: links do not leave a layout that shows a single repository or tag.

use crate::host::Layout;
use crate::route::Page;
use swr_api::{RepositoryPath, TagName};

/// What is shown of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Everything,
    Repository(RepositoryPath),
    Tag(RepositoryPath, TagName),
}

impl Scope {
    /// The scope of a layout that starts at a page. A page that the layout is not for limits nothing:
    /// anyone who mounts has been told.
    pub(super) fn of(layout: Layout, start: &Page) -> Self {
        match (layout, start) {
            (Layout::Repository, Page::Repository(path, _) | Page::Tag(path, ..)) => {
                Self::Repository(path.clone())
            }
            (Layout::Tag, Page::Tag(path, tag, _)) => Self::Tag(path.clone(), tag.clone()),
            _ => Self::Everything,
        }
    }

    /// Whether a page is shown here.
    pub(super) fn holds(&self, page: &Page) -> bool {
        match (self, page) {
            (Self::Everything, _) => true,
            (Self::Repository(own), Page::Repository(path, _) | Page::Tag(path, ..)) => path == own,
            (Self::Tag(own, own_tag), Page::Tag(path, tag, _)) => path == own && tag == own_tag,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Route;

    fn check(layout: Layout, start: &str, address: &str, expected: bool) {
        let page = |address: &str| Route::parse(address).page;
        let scope = Scope::of(layout, &page(start));
        assert_eq!(scope.holds(&page(address)), expected, "{address}");
    }

    #[test]
    fn a_repository_is_left_by_nothing_but_its_own_pages() {
        let start = "/organizations/team/repositories/api";
        let check = |address: &str, expected| check(Layout::Repository, start, address, expected);
        check(start, true);
        check(&format!("{start}/permissions"), true);
        check(&format!("{start}/tags/v1"), true);
        check("/organizations/team", false);
        check("/organizations/team/repositories/web", false);
        check("/settings", false);
    }

    #[test]
    fn a_tag_is_left_by_nothing_but_its_own_tabs() {
        let repository = "/organizations/team/repositories/api";
        let start = format!("{repository}/tags/v1");
        let check = |address: &str, expected| check(Layout::Tag, &start, address, expected);
        check(&format!("{start}/manifest"), true);
        check(&format!("{repository}/tags/v2"), false);
        check(repository, false);
    }

    #[test]
    fn a_picker_goes_everywhere() {
        check(
            Layout::Picker,
            "/organizations",
            "/organizations/team",
            true,
        );
        check(Layout::Content, "/organizations", "/settings", true);
    }
}
