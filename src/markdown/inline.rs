//! Parses inline text into emphasis, code and links.
//!
//! Open marks are on a small stack with at most one of each type, and unclosed marks become text. This
//! bounds the depth and keeps the time proportional to the length, whatever the input.

use super::Inline;
use super::link;

/// Reads some words.
pub(super) fn read(text: &str) -> Vec<Inline> {
    let mut reader = Reader {
        text,
        at: 0,
        open: vec![Open::new(Kind::Root)],
        no_code: 0,
    };
    while reader.at < text.len() {
        reader.step();
    }
    while reader.open.len() > 1 {
        reader.give_up();
    }
    reader
        .open
        .pop()
        .map(|root| root.content)
        .unwrap_or_default()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Root,
    /// The mark, and whether it stands twice.
    Stress(char, bool),
    /// A bracket, and whether a picture begins with it.
    Bracket(bool),
}

/// Something that began and has not ended.
struct Open {
    kind: Kind,
    content: Vec<Inline>,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    open: Vec<Open>,
    /// A bit for each length of a row of backticks that nothing closes any longer.
    no_code: u64,
}

impl Open {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            content: Vec::new(),
        }
    }

    fn mark(&self) -> &'static str {
        match self.kind {
            Kind::Root => "",
            Kind::Stress('_', true) => "__",
            Kind::Stress('_', false) => "_",
            Kind::Stress('~', _) => "~~",
            Kind::Stress(_, true) => "**",
            Kind::Stress(_, false) => "*",
            Kind::Bracket(true) => "![",
            Kind::Bracket(false) => "[",
        }
    }
}

impl Reader<'_> {
    fn step(&mut self) {
        let rest = &self.text[self.at..];
        let Some(letter) = rest.chars().next() else {
            return;
        };
        match letter {
            '\\' => self.escape(rest),
            '\n' => self.end_line(),
            '`' => self.code(rest),
            '*' | '_' | '~' => self.stress(rest, letter),
            '!' if rest.starts_with("![") => self.bracket(true),
            '[' => self.bracket(false),
            ']' => self.close_bracket(rest),
            '<' => self.angle(rest),
            'h' if self.is_start_of_word() && !self.has_bracket() => match link::bare(rest) {
                Some(address) => self.link_itself(address, address.len()),
                None => self.word(rest),
            },
            _ => self.word(rest),
        }
    }

    /// Letters up to the next that may mean something.
    fn word(&mut self, rest: &str) {
        let mut previous = ' ';
        let end = rest.char_indices().skip(1).find(|(at, letter)| {
            previous = rest[..*at].chars().next_back().unwrap_or(' ');
            "\\\n`*_~![]<".contains(*letter) || (*letter == 'h' && !previous.is_alphanumeric())
        });
        let end = end.map_or(rest.len(), |(at, _)| at);
        self.text(&rest[..end]);
        self.at += end;
    }

    fn text(&mut self, words: &str) {
        let content = self.content();
        match content.last_mut() {
            Some(Inline::Text(text)) => text.push_str(words),
            _ if words.is_empty() => {}
            _ => content.push(Inline::Text(words.to_owned())),
        }
    }

    fn content(&mut self) -> &mut Vec<Inline> {
        let last = self.open.last_mut();
        &mut last.expect("the root is only taken at the end").content
    }

    fn escape(&mut self, rest: &str) {
        let next = rest[1..].chars().next();
        match next.filter(char::is_ascii_punctuation) {
            Some(letter) => {
                self.text(&rest[1..1 + letter.len_utf8()]);
                self.at += 1 + letter.len_utf8();
            }
            None => {
                // At the end of a line it ends the line, which it does anyway.
                if next != Some('\n') {
                    self.text("\\");
                }
                self.at += 1;
            }
        }
    }

    fn end_line(&mut self) {
        let content = self.content();
        if let Some(Inline::Text(text)) = content.last_mut() {
            text.truncate(text.trim_end_matches([' ', '\t']).len());
        }
        content.push(Inline::Break);
        self.at += 1;
    }

    fn code(&mut self, rest: &str) {
        let length = rest.bytes().take_while(|it| *it == b'`').count();
        let bit = 1_u64 << length.min(63);
        let end = match self.no_code & bit {
            0 => closing_row(&rest[length..], length),
            _ => None,
        };
        let Some(end) = end else {
            self.no_code |= bit;
            self.text(&rest[..length]);
            self.at += length;
            return;
        };
        let inside = rest[length..length + end].replace('\n', " ");
        let padded = inside.strip_prefix(' ').and_then(|it| it.strip_suffix(' '));
        let bare = padded.filter(|it| !it.trim().is_empty());
        let code = bare.unwrap_or(&inside).to_owned();
        self.content().push(Inline::Code(code));
        self.at += length + end + length;
    }

    fn stress(&mut self, rest: &str, mark: char) {
        let length = rest.bytes().take_while(|it| *it == mark as u8).count();
        let before = self.text[..self.at].chars().next_back();
        let after = rest[length..].chars().next();
        let (may_open, may_close) = flanks(mark, before, after);
        self.at += length;
        // More than three are a row of stars; a single wave says "about".
        let is_mark = match mark {
            '~' => length == 2,
            _ => length <= 3,
        };
        let mut left = if is_mark { length } else { 0 };
        while may_close && left > 0 {
            let Some(index) = self.closable(mark, left) else {
                break;
            };
            left -= self.close_stress(index);
        }
        for is_strong in [true, false] {
            let kind = Kind::Stress(mark, is_strong);
            let width = 1 + usize::from(is_strong);
            if may_open && left >= width && !self.open.iter().any(|it| it.kind == kind) {
                self.open.push(Open::new(kind));
                left -= width;
            }
        }
        let as_text = if is_mark { left } else { length };
        self.text(&rest[..as_text]);
    }

    /// Which open place so many marks close: the innermost, but two of them rather a pair.
    fn closable(&self, mark: char, left: usize) -> Option<usize> {
        let index = |is_wanted: fn(bool, usize) -> bool| {
            self.open.iter().rposition(|it| match it.kind {
                Kind::Stress(open, is_strong) => open == mark && is_wanted(is_strong, left),
                _ => false,
            })
        };
        index(|is_strong, left| is_strong && left == 2)
            .or_else(|| index(|is_strong, left| !is_strong || left >= 2))
    }

    /// The number of marks it took.
    fn close_stress(&mut self, index: usize) -> usize {
        while self.open.len() > index + 1 {
            self.give_up();
        }
        let Some(open) = self.open.pop() else {
            return 1;
        };
        let (words, width) = match open.kind {
            Kind::Stress('~', _) => (Inline::Struck(open.content), 2),
            Kind::Stress(_, true) => (Inline::Strong(open.content), 2),
            _ => (Inline::Emphasis(open.content), 1),
        };
        self.content().push(words);
        width
    }

    /// The innermost open place ends as the text of its mark and what came after it.
    fn give_up(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        self.text(open.mark());
        for part in open.content {
            match part {
                Inline::Text(words) => self.text(&words),
                part => self.content().push(part),
            }
        }
    }

    fn has_bracket(&self) -> bool {
        self.bracket_index().is_some()
    }

    fn bracket_index(&self) -> Option<usize> {
        let is_bracket = |it: &Open| matches!(it.kind, Kind::Bracket(_));
        self.open.iter().rposition(is_bracket)
    }

    /// No link is within another, so a bracket ends the hopes of the one before it.
    fn bracket(&mut self, is_picture: bool) {
        if let Some(index) = self.bracket_index() {
            while self.open.len() > index {
                self.give_up();
            }
        }
        self.open.push(Open::new(Kind::Bracket(is_picture)));
        self.at += 1 + usize::from(is_picture);
    }

    fn close_bracket(&mut self, rest: &str) {
        self.at += 1;
        let Some(index) = self.bracket_index() else {
            return self.text("]");
        };
        let target = link::target(&rest[1..]);
        let Some((address, length)) = target.filter(|(address, _)| link::is_web_address(address))
        else {
            while self.open.len() > index {
                self.give_up();
            }
            return self.text("]");
        };
        while self.open.len() > index + 1 {
            self.give_up();
        }
        let mut content = self.open.pop().map(|it| it.content).unwrap_or_default();
        if content.is_empty() {
            content.push(Inline::Text(address.to_owned()));
        }
        self.content()
            .push(Inline::Link(address.to_owned(), content));
        self.at += length;
    }

    /// `<https://…>`; anything else between angles is text.
    fn angle(&mut self, rest: &str) {
        let address = link::bare(&rest[1..]).filter(|_| !self.has_bracket());
        match address.filter(|it| rest[1 + it.len()..].starts_with('>')) {
            Some(address) => self.link_itself(address, address.len() + 2),
            None => self.word(rest),
        }
    }

    fn link_itself(&mut self, address: &str, length: usize) {
        let content = vec![Inline::Text(address.to_owned())];
        self.content()
            .push(Inline::Link(address.to_owned(), content));
        self.at += length;
    }

    fn is_start_of_word(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        before.is_none_or(|it| !it.is_alphanumeric())
    }
}

/// Where the next row of exactly so many backticks is.
fn closing_row(text: &str, length: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let row = text[start..].bytes().take_while(|it| *it == b'`').count();
        if row == length {
            return Some(start);
        }
        at = start + row;
    }
    None
}

/// Whether marks between these two letters may begin and may end a stress. Underscores within a
/// word are a part of it.
fn flanks(mark: char, before: Option<char>, after: Option<char>) -> (bool, bool) {
    let is_blank = |it: Option<char>| it.is_none_or(char::is_whitespace);
    let is_letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    let is_sign = |it: Option<char>| !is_blank(it) && !is_letter(it);
    let opens = is_letter(after) || is_sign(after) && !is_letter(before);
    let closes = is_letter(before) || is_sign(before) && !is_letter(after);
    match mark {
        '_' => (opens && !is_letter(before), closes && !is_letter(after)),
        _ => (opens, closes),
    }
}
