//! Parses lines into blocks. Each line is read once per nesting level of quotes and lists, of which there
//! are only a few, so parsing takes time proportional to the length of the text.

use super::line::{Line, Point, closes, indent_of, outdent, read, underline};
use super::table::table;
use super::{Block, DEEPEST, Inline, inline};

/// The blocks of some lines.
pub(super) fn blocks(lines: &[&str], depth: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = &lines[at..];
        let (block, length) = match read(line) {
            Line::Blank => (None, 1),
            Line::Heading(level, words) => (Some(Block::Heading(level, inline::read(words))), 1),
            Line::Rule => (Some(Block::Rule), 1),
            Line::Fence(mark, length) => code(rest, mark, length),
            Line::Quote(_) if depth < DEEPEST => quote(rest, depth),
            Line::Point(first) if depth < DEEPEST => list(rest, first, depth),
            Line::Quote(_) | Line::Point(_) | Line::Words(_) => words(rest),
        };
        blocks.extend(block);
        at += length;
    }
    blocks
}

/// Everything up to the fence that closes it, or to the end.
fn code(lines: &[&str], mark: char, length: usize) -> (Option<Block>, usize) {
    let indent = indent_of(lines[0]);
    let body = &lines[1..];
    let end = body.iter().position(|line| closes(line, mark, length));
    let body = &body[..end.unwrap_or(body.len())];
    let text: Vec<&str> = body.iter().map(|line| outdent(line, indent)).collect();
    let taken = 1 + body.len() + usize::from(end.is_some());
    (Some(Block::Code(text.join("\n"))), taken)
}

fn quote(lines: &[&str], depth: usize) -> (Option<Block>, usize) {
    let said = lines.iter().map_while(|line| match read(line) {
        Line::Quote(rest) => Some(rest),
        _ => None,
    });
    let said: Vec<&str> = said.collect();
    (Some(Block::Quote(blocks(&said, depth + 1))), said.len())
}

/// Points of one kind. What is further in than a point's mark belongs to it, and so do words right
/// below it.
fn list(lines: &[&str], first: Point<'_>, depth: usize) -> (Option<Block>, usize) {
    let mut points: Vec<Vec<&str>> = Vec::new();
    let mut indent = first.indent;
    let mut blanks = 0;
    let mut taken = 0;
    for (at, line) in lines.iter().enumerate() {
        let read = read(line);
        let begins =
            |it: &Point<'_>| it.mark == first.mark && it.number.is_some() == first.number.is_some();
        match (read, points.last_mut()) {
            (Line::Blank, _) => {
                blanks += 1;
                continue;
            }
            (_, Some(point)) if indent_of(line) >= indent => {
                point.extend(std::iter::repeat_n("", blanks));
                point.push(outdent(line, indent));
            }
            (Line::Point(next), _) if begins(&next) => {
                indent = next.indent;
                points.push(vec![next.rest]);
            }
            (Line::Words(words), Some(point)) if blanks == 0 => point.push(words),
            _ => break,
        }
        blanks = 0;
        taken = at + 1;
    }
    let points = points.iter_mut().map(|lines| point(lines, depth + 1));
    let points = points.collect();
    let list = match first.number {
        Some(start) => Block::Numbered(start, points),
        None => Block::Points(points),
    };
    (Some(list), taken)
}

/// The blocks of one point. A box at its start makes it a task.
fn point(lines: &mut [&str], depth: usize) -> Vec<Block> {
    let first = lines.first().copied().unwrap_or_default();
    let task = [("[ ] ", false), ("[x] ", true), ("[X] ", true)]
        .into_iter()
        .find_map(|(mark, is_done)| Some((first.strip_prefix(mark)?, is_done)))
        .filter(|(words, _)| matches!(read(words), Line::Words(_)));
    if let Some((words, _)) = task {
        lines[0] = words;
    }
    let mut blocks = blocks(lines, depth);
    if let (Some((_, is_done)), Some(Block::Paragraph(words))) = (task, blocks.first_mut()) {
        words.insert(0, Inline::Task(is_done));
    }
    blocks
}

/// Lines of words up to a blank one, or to one that begins something else; a table, where they are
/// one.
fn words(lines: &[&str]) -> (Option<Block>, usize) {
    if let Some((table, length)) = table(lines) {
        return (Some(Block::Table(table)), length);
    }
    let mut text = String::from(lines[0].trim_start());
    for (at, line) in lines.iter().enumerate().skip(1) {
        if let Some(level) = underline(line) {
            return (Some(Block::Heading(level, inline::read(&text))), at + 1);
        }
        let words = match read(line) {
            Line::Words(_) if table(&lines[at..]).is_none() => line.trim_start(),
            // A number in the middle of a sentence may come to be at the start of a line.
            Line::Point(Point {
                number: Some(2..), ..
            }) => line.trim_start(),
            _ => return (Some(paragraph(&text)), at),
        };
        text.push('\n');
        text.push_str(words);
    }
    (Some(paragraph(&text)), lines.len())
}

fn paragraph(text: &str) -> Block {
    let words: Vec<Inline> = inline::read(text);
    Block::Paragraph(words)
}
