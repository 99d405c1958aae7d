//! The block that a line starts: a heading, a fence, a quote, a list item, or plain text.

/// The columns between two stops of a tab.
const TAB: usize = 4;
/// A line that is further in begins nothing.
const MOST_INDENT: usize = 3;

/// What a line is by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    Blank,
    Heading(u8, &'a str),
    Rule,
    Fence(char, usize),
    /// The rest of the line without its mark.
    Quote(&'a str),
    Point(Point<'a>),
    Words(&'a str),
}

/// The first line of a point of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point<'a> {
    /// What marks the points of this list: `-`, `*` and `+`, or what follows the number.
    pub(super) mark: char,
    /// The number, where there is one.
    pub(super) number: Option<u32>,
    /// How far in its other lines are.
    pub(super) indent: usize,
    pub(super) rest: &'a str,
}

/// The kind of a line.
pub(super) fn read(line: &str) -> Line<'_> {
    let text = line.trim();
    if text.is_empty() {
        return Line::Blank;
    }
    let indent = indent_of(line);
    if indent > MOST_INDENT {
        return Line::Words(text);
    }
    let begun = line.trim_start();
    None.or_else(|| heading(text))
        .or_else(|| rule(text))
        .or_else(|| fence(text))
        .or_else(|| quote(begun))
        .or_else(|| point(begun, indent).map(Line::Point))
        .unwrap_or(Line::Words(text))
}

/// How far in a line begins.
pub(super) fn indent_of(line: &str) -> usize {
    let blanks = line.chars().take_while(|it| matches!(it, ' ' | '\t'));
    blanks.map(|it| if it == '\t' { TAB } else { 1 }).sum()
}

/// The line without so much of its indent, as far as it has that much.
pub(super) fn outdent(line: &str, by: usize) -> &str {
    let mut left = by;
    let mut rest = line;
    while left > 0 {
        let (width, shorter) = match rest.as_bytes().first() {
            Some(b' ') => (1, &rest[1..]),
            Some(b'\t') => (TAB, &rest[1..]),
            _ => break,
        };
        left = left.saturating_sub(width);
        rest = shorter;
    }
    rest
}

/// Whether this underlines the words before it, and as a heading of which level.
pub(super) fn underline(line: &str) -> Option<u8> {
    let text = line.trim();
    let is_all = |mark: char| text.len() > 1 && text.chars().all(|it| it == mark);
    if is_all('=') {
        Some(1)
    } else if is_all('-') {
        Some(2)
    } else {
        None
    }
}

/// Whether this ends what such a fence began.
pub(super) fn closes(line: &str, mark: char, length: usize) -> bool {
    let text = line.trim();
    text.chars().count() >= length && text.chars().all(|it| it == mark)
}

fn heading(text: &str) -> Option<Line<'_>> {
    let level = text.bytes().take_while(|it| *it == b'#').count();
    let rest = &text[level..];
    let is_heading = (1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t']));
    // Marks at its end are decoration.
    let bare = rest.trim_end_matches('#');
    let words = if bare.is_empty() || bare.ends_with([' ', '\t']) {
        bare
    } else {
        rest
    };
    is_heading.then(|| Line::Heading(level as u8, words.trim()))
}

fn rule(text: &str) -> Option<Line<'_>> {
    let mark = text.chars().next().filter(|it| "-*_".contains(*it))?;
    let mut marks = text.chars().filter(|it| !matches!(it, ' ' | '\t'));
    let count = text.matches(mark).count();
    (count >= 3 && marks.all(|it| it == mark)).then_some(Line::Rule)
}

fn fence(text: &str) -> Option<Line<'_>> {
    let mark = text.chars().next().filter(|it| "`~".contains(*it))?;
    let length = text.chars().take_while(|it| *it == mark).count();
    // A mark behind it makes it code within a sentence.
    let is_fence = length >= 3 && !(mark == '`' && text[length..].contains('`'));
    is_fence.then_some(Line::Fence(mark, length))
}

fn quote(begun: &str) -> Option<Line<'_>> {
    let rest = begun.strip_prefix('>')?;
    Some(Line::Quote(rest.strip_prefix(' ').unwrap_or(rest)))
}

fn point(begun: &str, indent: usize) -> Option<Point<'_>> {
    let digits = begun.bytes().take_while(u8::is_ascii_digit).count();
    let (number, marks) = match digits {
        0 => (None, "-*+"),
        1..=9 => (begun[..digits].parse().ok(), ".)"),
        _ => return None,
    };
    let after = &begun[digits..];
    let mark = after.chars().next().filter(|it| marks.contains(*it))?;
    let rest = &after[1..];
    let blanks = indent_of(rest);
    let is_empty = rest.trim().is_empty();
    if blanks == 0 && !is_empty {
        return None;
    }
    // Further in than that is the point's own.
    let blanks = if is_empty || blanks > TAB { 1 } else { blanks };
    Some(Point {
        mark,
        number,
        indent: indent + digits + 1 + blanks,
        rest: outdent(rest, blanks),
    })
}
