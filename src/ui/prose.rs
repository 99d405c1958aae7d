//! Rendered Markdown of users: headings, lists, quotes, code and links, built from nodes.
//!
//! Nothing in it is loaded, and links open in a new tab without a referrer.

use crate::markup::view;
use leptos::prelude::*;

use super::texts;
use crate::i18n::use_texts;
use crate::markdown::{Alignment, Block, Inline, Table};

/// The heading of the panel around it.
const HEADING_ABOVE: u8 = 2;
const DEEPEST_HEADING: u8 = 6;

/// A text that was read.
#[component]
pub fn Prose(
    /// Its parts.
    mut blocks: Vec<Block>,
) -> impl IntoView {
    settle_headings(&mut blocks, &mut { HEADING_ABOVE });
    view! { <div class="prose">{blocks_view(blocks)}</div> }
}

/// Headings are below the one of the panel, none more than one deeper than the one before: anyone who
/// goes from heading to heading would look for what was left out.
fn settle_headings(blocks: &mut [Block], above: &mut u8) {
    for block in blocks {
        match block {
            Block::Heading(level, _) => {
                let wanted = level.saturating_add(HEADING_ABOVE);
                *above = wanted.min(*above + 1).min(DEEPEST_HEADING);
                *level = *above;
            }
            Block::Quote(blocks) => settle_headings(blocks, above),
            Block::Points(points) | Block::Numbered(_, points) => {
                for point in points {
                    settle_headings(point, above);
                }
            }
            Block::Paragraph(_) | Block::Code(_) | Block::Table(_) | Block::Rule => {}
        }
    }
}

fn blocks_view(blocks: Vec<Block>) -> Vec<AnyView> {
    blocks.into_iter().map(block_view).collect()
}

fn block_view(block: Block) -> AnyView {
    match block {
        Block::Heading(level, words) => heading_view(level, words_view(words)),
        Block::Paragraph(words) => view! { <p>{words_view(words)}</p> }.into_any(),
        Block::Points(points) => view! { <ul>{points_view(points)}</ul> }.into_any(),
        Block::Numbered(start, points) => {
            view! { <ol start=start.to_string()>{points_view(points)}</ol> }.into_any()
        }
        Block::Quote(blocks) => view! { <blockquote>{blocks_view(blocks)}</blockquote> }.into_any(),
        // Scrolls sideways, so the keyboard must reach it.
        Block::Code(code) => view! { <pre tabindex="0"><code>{code}</code></pre> }.into_any(),
        Block::Table(table) => table_view(table),
        Block::Rule => view! { <hr/> }.into_any(),
    }
}

/// Scrolls sideways, too.
fn table_view(table: Table) -> AnyView {
    let alignments: Vec<Alignment> = table.columns.iter().map(|it| it.alignment).collect();
    let aligned = move |at: usize| match alignments.get(at) {
        Some(Alignment::Center) => Some("center"),
        Some(Alignment::End) => Some("end"),
        _ => None,
    };
    let heading = |(at, column): (usize, crate::markdown::Column)| {
        view! { <th scope="col" data-align=aligned(at)>{words_view(column.heading)}</th> }
            .into_any()
    };
    let headings: Vec<AnyView> = table.columns.into_iter().enumerate().map(heading).collect();
    let cell = |(at, words): (usize, Vec<Inline>)| {
        view! { <td data-align=aligned(at)>{words_view(words)}</td> }.into_any()
    };
    let row = |cells: Vec<Vec<Inline>>| {
        let cells: Vec<AnyView> = cells.into_iter().enumerate().map(cell).collect();
        view! { <tr>{cells}</tr> }.into_any()
    };
    let rows: Vec<AnyView> = table.rows.into_iter().map(row).collect();
    view! {
        <div class="prose-table" tabindex="0">
            <table>
                <thead>
                    <tr>{headings}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn heading_view(level: u8, words: Vec<AnyView>) -> AnyView {
    match level {
        ..=3 => view! { <h3>{words}</h3> }.into_any(),
        4 => view! { <h4>{words}</h4> }.into_any(),
        5 => view! { <h5>{words}</h5> }.into_any(),
        _ => view! { <h6>{words}</h6> }.into_any(),
    }
}

fn points_view(points: Vec<Vec<Block>>) -> Vec<AnyView> {
    let point = |point: Vec<Block>| view! { <li>{point_view(point)}</li> }.into_any();
    points.into_iter().map(point).collect()
}

/// A point that begins with a paragraph needs no room around it.
fn point_view(mut blocks: Vec<Block>) -> Vec<AnyView> {
    match blocks.first_mut() {
        Some(Block::Paragraph(words)) => {
            let words = std::mem::take(words);
            let rest = blocks.into_iter().skip(1).map(block_view);
            words_view(words).into_iter().chain(rest).collect()
        }
        _ => blocks_view(blocks),
    }
}

fn words_view(words: Vec<Inline>) -> Vec<AnyView> {
    words.into_iter().map(word_view).collect()
}

fn word_view(word: Inline) -> AnyView {
    match word {
        Inline::Text(text) => text.into_any(),
        Inline::Code(code) => view! { <code>{code}</code> }.into_any(),
        Inline::Emphasis(words) => view! { <em>{words_view(words)}</em> }.into_any(),
        Inline::Strong(words) => view! { <strong>{words_view(words)}</strong> }.into_any(),
        Inline::Struck(words) => view! { <del>{words_view(words)}</del> }.into_any(),
        Inline::Task(is_done) => {
            let state = if is_done {
                texts::TASK_DONE
            } else {
                texts::TASK_OPEN
            };
            let state = use_texts().get(state);
            view! { <input type="checkbox" disabled checked=is_done aria-label=state/> " " }
                .into_any()
        }
        Inline::Link(address, words) => view! {
            <a href=address target="_blank" rel="noopener noreferrer">{words_view(words)}</a>
        }
        .into_any(),
        Inline::Break => view! { <br/> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    fn levels(text: &str) -> Vec<u8> {
        let mut blocks = parse(text);
        settle_headings(&mut blocks, &mut { HEADING_ABOVE });
        let level = |block: &Block| match block {
            Block::Heading(level, _) => Some(*level),
            _ => None,
        };
        blocks.iter().filter_map(level).collect()
    }

    #[test]
    fn headings_follow_each_other_without_a_gap() {
        assert_eq!(levels("# a\n## b\n# c"), [3, 4, 3]);
        assert_eq!(levels("### a\n### b\n# c\n###### d"), [3, 4, 3, 4]);
        assert_eq!(
            levels("# a\n## b\n### c\n#### d\n##### e\n###### f"),
            [3, 4, 5, 6, 6, 6]
        );
    }
}
