//! The repositories to list, and their order.
//!
//! Only plain parameters are sent. The alternative, one `filter` expression, has no way to escape
//! its own separators, and where it stands the plain parameters are ignored.

use crate::request::optional;
use crate::{Category, OrganizationName, PageRequest};

/// The repositories to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RepositoryQuery {
    /// Only those of this organization. The service may match a part of the name as well.
    pub organization: Option<OrganizationName>,
    /// Only those whose name contains this text.
    pub name: Option<String>,
    /// Only those of this category.
    pub category: Option<Category>,
    /// Only public ones, or only private ones.
    pub is_public: Option<bool>,
    /// By what to sort; without it the order is the service's.
    pub order: Option<(RepositoryOrder, Direction)>,
    /// The part of the list to ask for.
    pub page: PageRequest,
}

/// The sort keys of repositories.
///
/// Pages differ on these words; `updated_at` and `num_images`, which some print, are refused by the
/// service with `SVCSTG.SWR.4001096`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RepositoryOrder {
    /// When it last changed.
    UpdatedAt,
    /// By name.
    Name,
    /// By number of tags.
    TagCount,
    /// By organization.
    Organization,
    /// Public and private apart.
    IsPublic,
}

impl RepositoryOrder {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UpdatedAt => "updated_time",
            Self::Name => "name",
            Self::TagCount => "tag_count",
            Self::Organization => "namespace",
            Self::IsPublic => "is_public",
        }
    }
}

/// The end of an order that comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The smallest, oldest or first of the alphabet.
    Ascending,
    /// The greatest, newest or last of the alphabet.
    Descending,
}

impl Direction {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }

    /// The two parameters of an order.
    pub(crate) fn of(self, column: &str) -> [(&'static str, String); 2] {
        [
            ("order_column", column.to_owned()),
            ("order_type", self.as_str().to_owned()),
        ]
    }
}

impl RepositoryQuery {
    pub(crate) fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::from(self.page.parameters());
        parameters.extend(optional("namespace", self.organization.as_ref()));
        parameters.extend(optional("name", self.name.as_ref()));
        parameters.extend(optional("category", self.category.as_ref()));
        parameters.extend(optional("is_public", self.is_public));
        if let Some((column, direction)) = self.order {
            parameters.extend(direction.of(column.as_str()));
        }
        parameters
    }
}
