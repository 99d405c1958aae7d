//! Descriptions as anybody may write them: always read, with every address one of the web and
//! nothing of what was written lost.

use swr_console::markdown::{Block, Inline, parse};

use crate::check;

const PIECES: &[&str] = &[
    "*",
    "**",
    "_",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "[",
    "](",
    "]",
    "(",
    ")",
    "![",
    "<",
    ">",
    "> ",
    "- ",
    "1. ",
    "+ ",
    "# ",
    "===\n",
    "---\n",
    "\n",
    "\n\n",
    "  ",
    "    ",
    "\t",
    "\\",
    "word",
    "h",
    "https://a",
    "http://",
    "javascript:",
    "é",
    "日本",
    "\u{200b}",
    "\r",
    "\0",
    "![](https://b)",
];

fn hold_words(words: &[Inline], letters: &mut usize) {
    for word in words {
        match word {
            Inline::Text(text) | Inline::Code(text) => *letters += text.matches("word").count(),
            Inline::Emphasis(words) | Inline::Strong(words) | Inline::Struck(words) => {
                hold_words(words, letters);
            }
            Inline::Link(address, words) => {
                let scheme = address.to_lowercase();
                assert!(scheme.starts_with("https://") || scheme.starts_with("http://"));
                assert!(!address.contains(char::is_control), "{address:?}");
                hold_words(words, letters);
            }
            Inline::Break | Inline::Task(_) => {}
        }
    }
}

fn hold(blocks: &[Block], letters: &mut usize) {
    for block in blocks {
        match block {
            Block::Heading(level, words) => {
                assert!((1..=6).contains(level));
                hold_words(words, letters);
            }
            Block::Paragraph(words) => hold_words(words, letters),
            Block::Points(points) | Block::Numbered(_, points) => {
                points.iter().for_each(|point| hold(point, letters));
            }
            Block::Quote(blocks) => hold(blocks, letters),
            Block::Code(code) => *letters += code.matches("word").count(),
            Block::Table(table) => {
                let headings = table.columns.iter().map(|column| &column.heading);
                for cell in headings.chain(table.rows.iter().flatten()) {
                    hold_words(cell, letters);
                }
            }
            Block::Rule => {}
        }
    }
}

#[test]
fn any_description_is_read_and_leads_only_to_the_web() {
    check(|input| {
        let length = input.below(80);
        let text: String = (0..length).map(|_| input.one_of(PIECES)).collect();
        let mut letters = 0;
        hold(&parse(&text), &mut letters);
        // What is in an address or behind a fence is not shown as words.
        let is_plain = !text.contains("http") && !text.contains('`') && !text.contains('~');
        if is_plain {
            assert_eq!(letters, text.matches("word").count(), "{text:?}");
        }
        is_plain
    });
}
