//! The words and signs of a Rust file, without comments and without what is in quotes.

/// A word or a sign, and its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) text: &'a str,
    pub(crate) line: usize,
}

pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => quoted(rest),
            '\'' => letter(rest).unwrap_or(1),
            _ if is_word(first) => {
                let word = rest.find(|it: char| !is_word(it)).unwrap_or(rest.len());
                match raw(&rest[word..], &rest[..word]) {
                    Some(behind) => word + behind,
                    None => {
                        found.push(Token {
                            text: &rest[..word],
                            line,
                        });
                        word
                    }
                }
            }
            _ if first.is_whitespace() => first.len_utf8(),
            _ => {
                let sign = if rest.starts_with("::") {
                    2
                } else {
                    first.len_utf8()
                };
                found.push(Token {
                    text: &rest[..sign],
                    line,
                });
                sign
            }
        };
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    found
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// How long the text is that begins here with a quotation mark.
fn quoted(text: &str) -> usize {
    let mut is_escaped = false;
    for (index, letter) in text.char_indices().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

/// How long the letter in quotes is that begins here; a lifetime has no second quote.
fn letter(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().skip(1);
    let (_, first) = letters.next()?;
    if first == '\\' {
        let escaped = letters.next()?.0;
        return Some(escaped + 1 + text[escaped + 1..].find('\'')? + 1);
    }
    let (index, second) = letters.next()?;
    (second == '\'').then_some(index + 1)
}

/// How much of the text behind a word belongs to it because the word is the prefix of a quotation.
fn raw(behind: &str, prefix: &str) -> Option<usize> {
    match prefix {
        "b" | "c" if behind.starts_with('"') => Some(quoted(behind)),
        "b" if behind.starts_with('\'') => letter(behind),
        "r" | "br" | "cr" => {
            let signs = behind.len() - behind.trim_start_matches('#').len();
            let inside = behind[signs..].strip_prefix('"')?;
            let end = format!("\"{}", "#".repeat(signs));
            let length = inside.find(&end).map_or(inside.len(), |at| at + end.len());
            Some(signs + 1 + length)
        }
        _ => None,
    }
}

#[test]
fn a_file_is_read_without_its_comments_and_quotations() {
    let text = r###"
        // crate::comment
        use a::b; /* crate::block */
        let x = "crate::text \" {"; let y = r#"crate::raw " {"#; let z = b'{';
        fn f<'a>(it: &'a str) { it.find('\''); it.find('}'); }
    "###;
    let words: Vec<&str> = tokens(text).iter().map(|it| it.text).collect();
    let expected = "use a :: b ; let x = ; let y = ; let z = ; \
                    fn f < a > ( it : & a str ) { it . find ( ) ; it . find ( ) ; }";
    assert_eq!(words, expected.split_whitespace().collect::<Vec<_>>());
    let lines: Vec<usize> = tokens(text).iter().map(|it| it.line).collect();
    assert_eq!((lines[0], lines[lines.len() - 1]), (3, 5));
}
