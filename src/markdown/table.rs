//! Tables: a header, a delimiter row that defines the columns, and rows.

use super::line::{Line, read};
use super::{Alignment, Column, Inline, Table, inline};

/// The table that begins with the first of these lines, and how many lines it takes.
pub(super) fn table(lines: &[&str]) -> Option<(Table, usize)> {
    let (heading, dashes) = (lines.first()?, lines.get(1)?);
    if !heading.contains('|') || !matches!(read(heading), Line::Words(_)) {
        return None;
    }
    let (headings, alignments) = (cells(heading), alignments(dashes)?);
    if headings.len() != alignments.len() {
        return None;
    }
    let columns = headings.into_iter().zip(alignments);
    let columns = columns.map(|(heading, alignment)| Column { heading, alignment });
    let rows = lines[2..]
        .iter()
        .map_while(|line| matches!(read(line), Line::Words(_)).then(|| cells(line)));
    let rows: Vec<_> = rows.collect();
    let taken = 2 + rows.len();
    let columns = columns.collect();
    Some((Table { columns, rows }, taken))
}

/// What the dashes say of each column; nothing where the line is no such line.
fn alignments(line: &str) -> Option<Vec<Alignment>> {
    let cells = split(line);
    let has_edge = line.contains('|');
    let alignment = |cell: &String| {
        let (starts, ends) = (cell.starts_with(':'), cell.ends_with(':'));
        let dashes = cell.trim_matches(':');
        let is_dashes = !dashes.is_empty() && dashes.bytes().all(|it| it == b'-');
        is_dashes.then_some(match (starts, ends) {
            (true, true) => Alignment::Center,
            (false, true) => Alignment::End,
            (_, false) => Alignment::Start,
        })
    };
    if has_edge {
        cells.iter().map(alignment).collect()
    } else {
        None
    }
}

fn cells(line: &str) -> Vec<Vec<Inline>> {
    split(line).iter().map(|it| inline::read(it)).collect()
}

/// The cells of a line. Bars at its two ends are decoration, and one behind a backslash is a letter.
fn split(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let cell = cells.last_mut().expect("there is always one");
        match letter {
            '\\' if letters.next_if_eq(&'|').is_some() => cell.push('|'),
            '|' => cells.push(String::new()),
            other => cell.push(other),
        }
    }
    if cells.len() > 1 && cells.last().is_some_and(|it| it.trim().is_empty()) {
        cells.pop();
    }
    let trimmed = cells.iter().map(|it| it.trim().to_owned());
    trimmed.collect()
}
