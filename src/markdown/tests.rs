//! Texts with their parsed result, and malicious texts.

use super::*;

/// What was read, as short as it can be said: `p(…)`, `h2(…)`, `ul[(…)]`, `*…*`, `**…**`.
fn shown(text: &str) -> String {
    parse(text).iter().map(block).collect::<Vec<_>>().join(" ")
}

fn block(block: &Block) -> String {
    let all = |blocks: &Vec<Block>| blocks.iter().map(self::block).collect::<Vec<_>>().join(" ");
    let points = |points: &Vec<Vec<Block>>| {
        let points: Vec<String> = points.iter().map(|it| format!("[{}]", all(it))).collect();
        points.concat()
    };
    match block {
        Block::Heading(level, words) => format!("h{level}({})", inline(words)),
        Block::Paragraph(words) => format!("p({})", inline(words)),
        Block::Points(them) => format!("ul{}", points(them)),
        Block::Numbered(start, them) => format!("ol{start}{}", points(them)),
        Block::Quote(blocks) => format!("quote({})", all(blocks)),
        Block::Code(code) => format!("code({code:?})"),
        Block::Table(table) => {
            let heading = |column: &Column| {
                let heading = inline(&column.heading);
                match column.alignment {
                    Alignment::Start => heading,
                    Alignment::Center => format!(":{heading}:"),
                    Alignment::End => format!("{heading}:"),
                }
            };
            let row = |row: &Vec<Vec<Inline>>| {
                let cells: Vec<String> = row.iter().map(|it| inline(it)).collect();
                cells.join("|")
            };
            let heading: Vec<String> = table.columns.iter().map(heading).collect();
            let rows: Vec<String> = table.rows.iter().map(row).collect();
            format!("table({}; {})", heading.join("|"), rows.join("; "))
        }
        Block::Rule => "rule".to_owned(),
    }
}

fn inline(words: &[Inline]) -> String {
    let part = |part: &Inline| match part {
        Inline::Text(text) => text.clone(),
        Inline::Code(code) => format!("`{code}`"),
        Inline::Emphasis(words) => format!("<i>{}</i>", inline(words)),
        Inline::Strong(words) => format!("<b>{}</b>", inline(words)),
        Inline::Struck(words) => format!("<s>{}</s>", inline(words)),
        Inline::Task(is_done) => if *is_done { "[x]" } else { "[ ]" }.to_owned(),
        Inline::Link(address, words) => format!("<a {address}>{}</a>", inline(words)),
        Inline::Break => "/".to_owned(),
    };
    words.iter().map(part).collect()
}

#[track_caller]
fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(shown(text), *expected, "{text:?}");
    }
}

#[test]
fn plain_text_keeps_its_paragraphs_and_its_lines() {
    check(&[
        ("", ""),
        (" \n\t\n", ""),
        ("one\ntwo\n\n\n\nthree", "p(one/two) p(three)"),
        ("ends  \nhere\\\nand here", "p(ends/here/and here)"),
        ("<b>a</b> & <script>", "p(<b>a</b> & <script>)"),
        ("windows\r\nlines\r\n", "p(windows/lines)"),
    ]);
}

#[test]
fn headings_rules_and_code_stand_on_their_lines() {
    check(&[
        ("# One\ntext", "h1(One) p(text)"),
        ("###### Six ######", "h6(Six)"),
        ("#no", "p(#no)"),
        ("####### seven", "p(####### seven)"),
        ("#", "h1()"),
        ("# C#", "h1(C#)"),
        ("One\n===\nTwo\n---", "h1(One) h2(Two)"),
        ("a\n\n---\nb", "p(a) rule p(b)"),
        ("* * *", "rule"),
        (
            "```sh\ndocker  run\n  -it\n```\nafter",
            "code(\"docker  run\\n  -it\") p(after)",
        ),
        ("~~~\n```\n~~~", "code(\"```\")"),
        ("```\nnever closed", "code(\"never closed\")"),
        ("    far in", "p(far in)"),
    ]);
}

#[test]
fn lists_nest_and_hold_blocks() {
    check(&[
        ("- a\n- b", "ul[p(a)][p(b)]"),
        ("* a\n  more\n* b", "ul[p(a/more)][p(b)]"),
        ("- a\nlazy", "ul[p(a/lazy)]"),
        ("- a\n\n  second\n\nafter", "ul[p(a) p(second)] p(after)"),
        (
            "- a\n  - b\n    - c\n- d",
            "ul[p(a) ul[p(b) ul[p(c)]]][p(d)]",
        ),
        ("3. a\n4. b", "ol3[p(a)][p(b)]"),
        ("- a\n1. b", "ul[p(a)] ol1[p(b)]"),
        ("- a\n+ b", "ul[p(a)] ul[p(b)]"),
        ("text\n- a", "p(text) ul[p(a)]"),
        ("born in\n1984. A year", "p(born in/1984. A year)"),
        ("-no list", "p(-no list)"),
        ("- ```\n  code\n  ```", "ul[code(\"code\")]"),
        ("1234567890. too long", "p(1234567890. too long)"),
    ]);
}

#[test]
fn quotes_hold_blocks() {
    check(&[
        ("> a\n> b\n\nc", "quote(p(a/b)) p(c)"),
        ("> # a\n> - b", "quote(h1(a) ul[p(b)])"),
        ("> > a", "quote(quote(p(a)))"),
    ]);
}

#[test]
fn stress_is_read_where_it_begins_and_ends() {
    check(&[
        (
            "*a* _b_ **c** __d__",
            "p(<i>a</i> <i>b</i> <b>c</b> <b>d</b>)",
        ),
        ("***a***", "p(<b><i>a</i></b>)"),
        ("**a *b* c**", "p(<b>a <i>b</i> c</b>)"),
        ("**a *b**", "p(<b>a *b</b>)"),
        (
            "snake_case_name and 2 * 3 * 4",
            "p(snake_case_name and 2 * 3 * 4)",
        ),
        ("*not closed", "p(*not closed)"),
        ("un*frigging*believable", "p(un<i>frigging</i>believable)"),
        ("**** and *", "p(**** and *)"),
        ("\\*a\\* \\d", "p(*a* \\d)"),
        ("*a `*` b*", "p(<i>a `*` b</i>)"),
    ]);
}

#[test]
fn code_within_a_sentence_is_left_unchanged() {
    check(&[
        ("`a*b*`", "p(`a*b*`)"),
        ("`` a`b ``", "p(`a`b`)"),
        ("`not closed", "p(`not closed)"),
        ("`a``b`", "p(`a``b`)"),
    ]);
}

#[test]
fn only_addresses_of_the_web_are_links() {
    check(&[
        (
            "[a](https://b.example/c)",
            "p(<a https://b.example/c>a</a>)",
        ),
        (
            "[a](<http://b.example> \"title\")",
            "p(<a http://b.example>a</a>)",
        ),
        ("[*a*](HTTPS://b)", "p(<a HTTPS://b><i>a</i></a>)"),
        ("[a](https://b/c_(d))", "p(<a https://b/c_(d)>a</a>)"),
        (
            "see https://b.example/c_d_e.",
            "p(see <a https://b.example/c_d_e>https://b.example/c_d_e</a>.)",
        ),
        ("(https://b)", "p((<a https://b>https://b</a>))"),
        ("<https://b>", "p(<a https://b>https://b</a>)"),
        ("[](https://b)", "p(<a https://b>https://b</a>)"),
        (
            "![a picture](https://b/c.png)",
            "p(<a https://b/c.png>a picture</a>)",
        ),
        ("[a](javascript:alert(1))", "p([a](javascript:alert(1)))"),
        (
            "[a](//b) [a](/b) [a](data:text/html,b)",
            "p([a](//b) [a](/b) [a](data:text/html,b))",
        ),
        (
            "[a](https://bank.example@b) https://c@b/d <http://c:d@b>",
            "p([a](https://bank.example@b) https://c@b/d <http://c:d@b>)",
        ),
        ("<https://b/@c>", "p(<a https://b/@c>https://b/@c</a>)"),
        ("![a](cid:b)", "p(![a](cid:b))"),
        ("https:// xhttps://b", "p(https:// xhttps://b)"),
        ("[a [b](https://c)", "p([a <a https://c>b</a>)"),
        ("[a] and [b]", "p([a] and [b])"),
    ]);
}

#[test]
fn no_depth_of_quotes_and_lists_is_too_deep() {
    for text in [">".repeat(30_000), "> ".repeat(15_000), "- ".repeat(15_000)] {
        assert_eq!(parse(&text).len(), 1);
    }
}

/// A reader that looks at every letter for every letter would not come back.
#[test]
fn texts_that_are_meant_to_take_long_do_not() {
    let pieces = [
        "*a ",
        "**a",
        "_a _",
        "***",
        "[",
        "[a](",
        "](",
        "![",
        "`",
        "``a`",
        "<",
        "<https://",
        "https://a ",
        "\\",
        "- a\n",
        "-\n\n",
        "> a\n",
        ">- ",
        "1. a\n  ",
        "```\n",
        "a\n",
        "\n",
        "(",
        "[a](https://",
        "h",
        "hh ",
        "*_",
        "a*b_c`d",
        "~~a",
        "a|b\n-|-\n",
        "|a\n|-\n\n",
        "|a|\n",
        "- [ ] a\n",
    ];
    for piece in pieces {
        let text = piece.repeat(200_000 / piece.len());
        assert!(
            !parse(&text).is_empty() || text.trim().is_empty(),
            "{piece:?}"
        );
    }
}

#[test]
fn tables_have_headings_alignments_and_rows() {
    check(&[
        (
            "| Port | What |\n|---|---|\n| 8080 | traffic |\n| 9090 | **metrics** |\n\nafter",
            "table(Port|What; 8080|traffic; 9090|<b>metrics</b>) p(after)",
        ),
        ("a|b\n:-:|--:\n1|2", "table(:a:|b:; 1|2)"),
        // A row that is short or long loses nothing.
        ("a|b\n-|-\n1\n1|2|3", "table(a|b; 1; 1|2|3)"),
        ("a|b\n-|-\nx \\| y|z", "table(a|b; x | y|z)"),
        (
            "before\n|a|\n|-|\n# after",
            "p(before) table(a; ) h1(after)",
        ),
        // Without as many dashes as headings it is a sentence with bars in it.
        ("a|b\n---", "h2(a|b)"),
        ("a|b\n-|-|-", "p(a|b/-|-|-)"),
        ("a|b", "p(a|b)"),
    ]);
}

#[test]
fn points_may_be_tasks_and_words_may_be_struck() {
    check(&[
        (
            "- [ ] open\n- [x] done\n- [X] done",
            "ul[p([ ]open)][p([x]done)][p([x]done)]",
        ),
        ("1. [ ] first", "ol1[p([ ]first)]"),
        ("- [x]", "ul[p([x])]"),
        ("- [ ] # heading", "ul[p([ ] # heading)]"),
        ("~~old~~ new", "p(<s>old</s> new)"),
        (
            "~5 minutes~ and ~~~not~~~ and ~~open",
            "p(~5 minutes~ and ~~~not~~~ and ~~open)",
        ),
        ("~~**both**~~", "p(<s><b>both</b></s>)"),
    ]);
}
