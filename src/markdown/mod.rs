//! Descriptions as their authors marked them up: a small part of Markdown, read into nodes and never
//! into HTML. What the part does not know stays the text that it is, so nothing is ever lost.
//!
//! Whoever wrote the text is not trusted. Reading never fails, takes time in proportion to the
//! length, and nests no deeper than [`DEEPEST`]; see `docs/decisions`.

mod block;
mod inline;
mod line;
mod link;

/// How deep quotes and lists nest; what is deeper is text.
pub const DEEPEST: usize = 6;

/// A part of the text that stands on its own lines.
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
    /// Words that lead to an `http` or `https` address; to no other, and a picture is one of these.
    Link(String, Vec<Inline>),
    /// The line ends where its author ended it.
    Break,
}

/// Reads a text.
pub fn parse(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().collect();
    block::blocks(&lines, 0)
}

#[cfg(test)]
mod tests;
