//! Tags page by page by marker: tags that are added or removed in the meantime neither repeat nor skip any
//! other, because a marker is a position in the order and not a count.

use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::{SELECT, TagRow, read};
use crate::store::StoreError;
use crate::store::statement::fetch_all;

/// An order, and the last tag of the page before; that tag need not be there any longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    Updated(Option<UpdatedAt>),
    Name(Option<String>),
}

/// When a tag was updated, and its id among those of the same moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UpdatedAt {
    pub millis: i64,
    pub id: i64,
}

/// A page of tags: which ones, their order, and the mark behind which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// Part of the name; empty for all.
    pub name: String,
    pub mark: Mark,
    pub descending: bool,
    pub limit: u64,
}

/// One page, and whether there is another one behind it.
pub fn list_behind(
    connection: &Connection,
    repository_id: i64,
    behind: &Behind,
) -> Result<(Vec<TagRow>, bool), StoreError> {
    let (direction, sign) = if behind.descending {
        ("DESC", "<")
    } else {
        ("ASC", ">")
    };
    let (column, value, id) = seek_key(behind);
    let order = format!("{column} {direction}, t.id {direction}");
    let sql = format!(
        "{SELECT} WHERE t.id IN (
             SELECT t.id FROM tags t WHERE t.repository_id = ?1 AND instr(t.name, ?2) > 0
             AND (?3 IS NULL OR ({column}, t.id) {sign} (?3, ?4))
             ORDER BY {order} LIMIT ?5)
         ORDER BY {order}"
    );
    let page = params![
        repository_id,
        behind.name,
        value,
        id,
        // One more tells whether there is another page.
        behind.limit + 1
    ];
    let mut rows = fetch_all(connection, &sql, page, read)?;
    let limit = usize::try_from(behind.limit).unwrap_or(usize::MAX);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    Ok((rows, has_more))
}

/// The column of the order, its value at the mark, and the id there.
fn seek_key(behind: &Behind) -> (&'static str, Value, i64) {
    match &behind.mark {
        Mark::Updated(mark) => {
            let millis = mark.map(|mark| mark.millis);
            let id = mark.map_or(0, |mark| mark.id);
            ("t.updated_at", Value::from(millis), id)
        }
        Mark::Name(last) => {
            // A tag that was removed and made again has another id and was on the page all the same.
            let id = if behind.descending { 0 } else { i64::MAX };
            ("t.name", Value::from(last.clone()), id)
        }
    }
}
