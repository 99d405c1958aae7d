//! The part of a table's state that is in the address: filter, sort order and columns. Pure.

/// How a table is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableView {
    /// The text that rows must have.
    pub filter: String,
    /// The column that gives the order; without, the order in which the rows came.
    pub sort: Option<Sort>,
    /// The keys of the columns shown; without, those that the table shows by itself.
    pub columns: Option<Vec<String>>,
}

/// An order by one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column's key.
    pub column: String,
    /// Greatest first.
    pub descending: bool,
}

impl TableView {
    /// A view that is only sorted.
    pub fn sorted_by(column: impl Into<String>, descending: bool) -> Self {
        Self {
            sort: Some(Sort {
                column: column.into(),
                descending,
            }),
            ..Self::default()
        }
    }

    /// With the greatest of a column first, where nothing else was chosen.
    pub fn or_greatest_first(self, column: &str) -> Self {
        let by_default = || Self::sorted_by(column, true).sort;
        Self {
            sort: self.sort.or_else(by_default),
            ..self
        }
    }

    /// The query for the address of a list that has the greatest of a column first by itself: that
    /// is not written.
    pub fn to_query_but_greatest_first(&self, column: &str) -> String {
        let by_default = Self::sorted_by(column, true).sort;
        let sort = self.sort.clone().filter(|_| self.sort != by_default);
        let view = Self {
            sort,
            ..self.clone()
        };
        view.to_query()
    }

    /// Reads `filter`, `sort` and `columns` from a query; whatever else is in it is not looked at.
    pub fn from_query(query: &str) -> Self {
        let mut view = Self::default();
        for pair in query.trim_start_matches('?').split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match name {
                "filter" => view.filter = decode(value),
                "sort" => view.sort = Sort::parse(&decode(value)),
                "columns" => {
                    view.columns = Some(
                        value
                            .split(',')
                            .map(decode)
                            .filter(|it| !it.is_empty())
                            .collect(),
                    );
                }
                _ => {}
            }
        }
        view
    }

    /// The query for the address, without `?`; empty when there is nothing to say.
    pub fn to_query(&self) -> String {
        let mut pairs = Vec::new();
        if !self.filter.is_empty() {
            pairs.push(format!("filter={}", encode(&self.filter)));
        }
        if let Some(Sort { column, descending }) = &self.sort {
            let sign = if *descending { "-" } else { "" };
            pairs.push(format!("sort={sign}{}", encode(column)));
        }
        if let Some(columns) = &self.columns {
            let columns: Vec<String> = columns.iter().map(|it| encode(it)).collect();
            pairs.push(format!("columns={}", columns.join(",")));
        }
        pairs.join("&")
    }
}

impl Sort {
    fn parse(value: &str) -> Option<Self> {
        let (column, descending) = match value.strip_prefix('-') {
            Some(column) => (column, true),
            None => (value, false),
        };
        (!column.is_empty()).then(|| Self {
            column: column.to_owned(),
            descending,
        })
    }
}

fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'*' | b'/' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// A `%` that begins no escape stays: an address is typed by people too.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let digit = |at: usize| {
        bytes
            .get(at)
            .and_then(|byte| char::from(*byte).to_digit(16))
    };
    while let Some(byte) = bytes.get(at) {
        let escape = digit(at + 1)
            .zip(digit(at + 2))
            .map(|(high, low)| (high * 16 + low) as u8);
        match (byte, escape) {
            (b'%', Some(value)) => {
                decoded.push(value);
                at += 2;
            }
            (b'+', _) => decoded.push(b' '),
            _ => decoded.push(*byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn round_trips(view: TableView, query: &str) {
        assert_eq!(view.to_query(), query);
        assert_eq!(TableView::from_query(query), view);
    }

    #[test]
    fn a_view_comes_back_from_its_address() {
        round_trips(TableView::default(), "");
        round_trips(TableView::sorted_by("updated", true), "sort=-updated");
        round_trips(
            TableView {
                filter: "a b&c=d%+é*".to_owned(),
                sort: Some(Sort {
                    column: "name".to_owned(),
                    descending: false,
                }),
                columns: Some(vec!["name".to_owned(), "size".to_owned()]),
            },
            "filter=a%20b%26c%3Dd%25%2B%C3%A9*&sort=name&columns=name,size",
        );
        round_trips(
            TableView {
                columns: Some(Vec::new()),
                ..TableView::default()
            },
            "columns=",
        );
    }

    #[test]
    fn other_parameters_and_broken_escapes_do_no_harm() {
        let view = TableView::from_query("?visibility=public&filter=100%+a%zz%e&sort=");
        assert_eq!(
            view,
            TableView {
                filter: "100% a%zz%e".to_owned(),
                ..TableView::default()
            }
        );
        assert_eq!(TableView::from_query("filter=%C3%28").filter, "\u{fffd}(");
    }
}
