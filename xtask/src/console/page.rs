//! Reading and rewriting the few elements of `index.html` that name files. It knows exactly the
//! shape that this project writes: no `>` inside an attribute, attributes quoted, Trunk's marks on
//! what the build replaces.

/// A `<link>` or `<script>` of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    /// From `<` to `>`.
    pub(crate) source: &'a str,
}

impl<'a> Element<'a> {
    /// An attribute's value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        let start = self.source.find(&format!(" {name}=\""))? + name.len() + 3;
        self.source[start..].split('"').next()
    }
}

/// Every element of this name, in order.
pub(crate) fn elements<'a>(page: &'a str, name: &str) -> Vec<Element<'a>> {
    let opening = format!("<{name} ");
    let starts = page.match_indices(&opening).map(|(index, _)| index);
    starts
        .filter_map(|start| {
            Some(Element {
                source: &page[start..=start + page[start..].find('>')?],
            })
        })
        .collect()
}

/// What the build replaces: links marked for Trunk, of this kind, in order.
pub(super) fn marked<'a>(page: &'a str, kind: &str) -> Vec<Element<'a>> {
    let links = elements(page, "link").into_iter();
    links
        .filter(|it| it.source.contains(" data-trunk ") && it.attribute("rel") == Some(kind))
        .collect()
}

/// Every file that opening the page asks for, each once.
pub(crate) fn addresses_of(page: &str) -> Vec<&str> {
    let links = elements(page, "link")
        .into_iter()
        .filter_map(|it| it.attribute("href"));
    let scripts = elements(page, "script")
        .into_iter()
        .filter_map(|it| it.attribute("src"));
    let mut addresses: Vec<_> = links.chain(scripts).collect();
    addresses.sort_unstable();
    addresses.dedup();
    addresses
}

/// The page without its comments, which are for who reads the source, and without empty lines.
pub(super) fn without_comments(page: &str) -> String {
    let mut kept = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html>
<!-- why -->
<link data-trunk rel="css" href="a.css">
  <link rel="icon" href="i.svg"><link data-trunk rel="css" href="b.css"/>
<script src="x.js"></script><link rel="preload" href="i.svg">
"#;

    #[test]
    fn what_is_marked_keeps_its_order() {
        let found: Vec<_> = marked(PAGE, "css")
            .iter()
            .map(|it| it.attribute("href").unwrap())
            .collect();
        assert_eq!(found, ["a.css", "b.css"]);
        assert_eq!(marked(PAGE, "icon"), []);
    }

    #[test]
    fn every_file_of_the_page_is_named_once() {
        assert_eq!(addresses_of(PAGE), ["a.css", "b.css", "i.svg", "x.js"]);
    }

    #[test]
    fn comments_and_empty_lines_go() {
        assert_eq!(without_comments("a\n<!-- b\n c -->\n\n  d\n"), "a\nd\n");
    }
}
