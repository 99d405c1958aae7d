//! Markdown of descriptions: a subset, parsed into nodes and never into HTML. Unsupported markup stays
//! plain text, so nothing is lost.
//!
//! The author is not trusted. Parsing never fails, takes time proportional to the length, and nests no
//! deeper than [`DEEPEST`]; see `docs/decisions/0013`.

mod block;
mod inline;
mod line;
mod link;
mod table;

pub use link::is_web_address;

/// How deep quotes and lists nest; what is deeper is text.
pub const DEEPEST: usize = 6;

/// A part of the text that is on its own lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading, from 1 to 6.
    Heading(u8, Vec<Inline>),
    /// Sentences.
    Paragraph(Vec<Inline>),
    /// Points; each holds blocks.
    Points(Vec<Vec<Block>>),
    /// Numbered points from this number on.
    Numbered(u32, Vec<Vec<Block>>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Lines as they are.
    Code(String),
    /// Rows of cells.
    Table(Table),
    /// A line between two parts.
    Rule,
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Letters as they are.
    Code(String),
    /// Words said with stress.
    Emphasis(Vec<Inline>),
    /// Words that matter.
    Strong(Vec<Inline>),
    /// Words that no longer hold.
    Struck(Vec<Inline>),
    /// The box of a task at the start of a point, and whether it is ticked.
    Task(bool),
    /// Words that lead to an `http` or `https` address; to no other, and a picture is one of these.
    Link(String, Vec<Inline>),
    /// The line ends where its author ended it.
    Break,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The columns, each with its heading.
    pub columns: Vec<Column>,
    /// The cells of each row, of which there may be fewer than columns, or more.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The words at its top.
    pub heading: Vec<Inline>,
    /// Where its words stand.
    pub alignment: Alignment,
}

/// Where the words of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Where reading begins.
    Start,
    /// In the middle.
    Center,
    /// At the other side.
    End,
}

/// Reads a text.
pub fn parse(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().collect();
    block::blocks(&lines, 0)
}

#[cfg(test)]
mod tests;
