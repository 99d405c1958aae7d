//! Looks: which sheets there are, what may be in them, and what no view may say.

use std::collections::BTreeSet;

use crate::tree::{Source, exists, hold, read, sources};

/// The sheets that every component is on, in cascade order.
const GROUND: [&str; 5] = ["tokens", "themes", "base", "shell", "layout"];

const COLOUR_FUNCTIONS: [&str; 10] = [
    "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color(",
];
const COLOUR_WORDS: [&str; 12] = [
    "black", "blue", "brown", "gray", "green", "grey", "orange", "pink", "purple", "red", "white",
    "yellow",
];

fn sheets() -> Vec<Source> {
    sources("style", &["css"])
}

/// The values of `class="…"` in a text.
fn classes(text: &str) -> impl Iterator<Item = &str> {
    let attributes = text.split("class=\"").skip(1);
    attributes.flat_map(|rest| {
        rest.split('"')
            .next()
            .unwrap_or_default()
            .split_whitespace()
    })
}

/// Whether a sheet has a rule for a class.
fn has_rule(sheet: &str, class: &str) -> bool {
    let selector = format!(".{class}");
    let is_end = |rest: &str| !rest.starts_with(|it: char| it.is_alphanumeric() || it == '-');
    sheet.split(&selector).skip(1).any(is_end)
}

/// A style sheet's text without its comments.
fn without_comments(sheet: &str) -> String {
    let pieces = sheet.split("/*");
    pieces
        .enumerate()
        .map(|(index, piece)| match index {
            0 => piece,
            _ => piece.split_once("*/").map_or("", |(_, rest)| rest),
        })
        .collect()
}

/// The strict policy of the page drops every inline style. `style:name=value` sets a property by
/// script, which the policy allows.
#[test]
fn no_view_has_a_style_attribute() {
    let mut broken = Vec::new();
    for source in sources("src", &["rs"]) {
        for (place, line) in source.code() {
            if line.contains(" style=") || line.contains("<style") {
                broken.push(place);
            }
        }
    }
    for (index, line) in read("index.html").lines().enumerate() {
        let has_inline = line.contains(" style=") || line.contains("<style");
        let has_script = line.contains("<script") && !line.contains(" src=");
        if has_inline || has_script {
            broken.push(format!("index.html:{}", index + 1));
        }
    }
    hold("looks stand in style sheets", broken);
}

#[test]
fn colours_are_in_the_tokens_only() {
    let mut broken = Vec::new();
    for source in sheets() {
        if source.path == "style/tokens.css" {
            continue;
        }
        for (index, line) in source.text.lines().enumerate() {
            let value = without_comments(line);
            let value = value.split_once(": ").map_or("", |(_, value)| value);
            let mut words = value.split(|it: char| !it.is_alphanumeric() && !"-_#(".contains(it));
            let is_colour = |word: &str| {
                COLOUR_WORDS.contains(&word)
                    || word.starts_with('#')
                    || COLOUR_FUNCTIONS.iter().any(|it| word.starts_with(it))
            };
            if words.any(is_colour) {
                broken.push(format!("{}:{}: {}", source.path, index + 1, line.trim()));
            }
        }
    }
    hold("a colour has its name from style/tokens.css", broken);
}

/// The blocks of declarations of a sheet, each with the number of the line at which it ends.
fn blocks(sheet: &str) -> Vec<(usize, Vec<(&str, &str)>)> {
    let mut blocks = Vec::new();
    let mut declarations = Vec::new();
    for (index, line) in sheet.lines().enumerate() {
        match line.trim() {
            opening if opening.ends_with('{') => declarations.clear(),
            "}" => blocks.push((index + 1, std::mem::take(&mut declarations))),
            line => declarations.extend(line.trim_end_matches(';').split_once(": ")),
        }
    }
    blocks
}

/// A number at one place knows nothing of the number at another: who is above whom is decided where
/// all of them are seen.
#[test]
fn the_stacking_order_is_in_the_tokens_only() {
    let tokens = read("style/tokens.css");
    let layers: BTreeSet<&str> = (tokens.lines())
        .filter_map(|line| line.trim().split_once(": "))
        .filter(|(name, _)| name.starts_with("--layer-"))
        .map(|(name, _)| name)
        .collect();
    let is_layer = |value: &str| {
        let name = value
            .strip_prefix("var(")
            .and_then(|it| it.strip_suffix(')'));
        name.is_some_and(|it| layers.contains(it))
    };
    let (mut broken, mut used) = (Vec::new(), BTreeSet::new());
    for sheet in sheets() {
        for (line, block) in blocks(&sheet.text) {
            let place = format!("{}:{line}", sheet.path);
            let layer = block.iter().find(|(name, _)| *name == "z-index");
            match layer {
                Some((_, value)) if is_layer(value) => drop(used.insert((*value).to_owned())),
                Some((_, value)) => broken.push(format!("{place}: z-index {value}")),
                None if block.contains(&("position", "sticky")) => {
                    broken.push(format!("{place}: sticky without a layer"));
                }
                None => {}
            }
        }
    }
    let is_used = |layer: &&str| used.contains(&format!("var({layer})"));
    broken.extend(
        layers
            .iter()
            .filter(|it| !is_used(it))
            .map(|it| format!("{it} is not used")),
    );
    hold(
        "who stands above whom has a layer of style/tokens.css",
        broken,
    );
}

#[test]
fn a_component_and_its_sheet_have_one_name() {
    let mut broken = Vec::new();
    for sheet in sources("style/components", &["css"]) {
        let name = sheet.stem();
        if !exists(&format!("src/ui/{name}.rs")) && !exists(&format!("src/ui/{name}")) {
            broken.push(format!("{}: there is no src/ui/{name}.rs", sheet.path));
        }
    }
    // A component has looks of its own when it names a class after itself that a sheet knows.
    let other_sheets = sheets();
    for component in sources("src/ui", &["rs"]) {
        let name = component.stem();
        let class = name.replace('_', "-");
        let is_named = classes(&component.text).any(|it| it == class);
        let has_looks = is_named && other_sheets.iter().any(|it| has_rule(&it.text, &class));
        if has_looks && !exists(&format!("style/components/{name}.css")) {
            broken.push(format!(
                "{}: style/components/{name}.css is missing",
                component.path
            ));
        }
    }
    hold("a component's looks stand in the sheet of its name", broken);
}

#[test]
fn every_class_of_a_view_is_in_a_sheet() {
    let sheets: String = sheets()
        .iter()
        .map(|it| without_comments(&it.text))
        .collect();
    let mut broken = BTreeSet::new();
    for source in sources("src", &["rs"]) {
        for (place, line) in source.code() {
            let unknown = classes(line).filter(|class| !has_rule(&sheets, class));
            broken.extend(unknown.map(|class| format!("{place}: {class}")));
        }
    }
    hold("a class has a rule", broken.into_iter().collect());
}

#[test]
fn the_page_lists_every_sheet_in_cascade_order() {
    let page = read("index.html");
    let links = page.lines().filter(|line| line.contains("rel=\"css\""));
    let listed: Vec<&str> = links
        .filter_map(|line| line.split("href=\"").nth(1)?.split('"').next())
        .collect();
    let mut expected: Vec<String> = GROUND.map(|name| format!("style/{name}.css")).into();
    let components = sources("style/components", &["css"]);
    expected.extend(components.into_iter().map(|it| it.path));
    assert_eq!(listed, expected);
    assert_eq!(sheets().len(), expected.len(), "a sheet outside of these");
}
