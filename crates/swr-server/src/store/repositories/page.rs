//! Pages of a list of repositories and their order; for own and for shared ones.

/// By what a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Updated,
    Name,
    TagCount,
    Organization,
    Public,
    /// By the account that owns the repository.
    Owner,
    /// By the id, which is what markers count in.
    Id,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Only repositories with a smaller id.
    pub below: Option<i64>,
    pub order: Order,
    pub descending: bool,
    pub offset: u64,
    pub limit: u64,
}

impl Page {
    /// The end of a statement about repositories `r` and their organizations `o`.
    pub(in crate::store) fn clause(&self) -> String {
        let column = match self.order {
            Order::Updated => "r.updated_at",
            Order::Name => "r.name",
            Order::TagCount => "(SELECT count(*) FROM tags t WHERE t.repository_id = r.id)",
            Order::Organization => "o.name",
            Order::Public => "r.is_public",
            Order::Owner => "(SELECT a.name FROM accounts a WHERE a.id = o.account_id)",
            Order::Id => "r.id",
        };
        let direction = if self.descending { "DESC" } else { "ASC" };
        let (limit, offset) = (self.limit, self.offset);
        // The id last: pages must neither repeat nor skip rows that are equal.
        format!(
            "ORDER BY {column} {direction}, o.name ASC, r.name ASC, r.id ASC
             LIMIT {limit} OFFSET {offset}"
        )
    }
}
