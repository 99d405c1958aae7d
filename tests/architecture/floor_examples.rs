//! Examples of crates whose imports go where they may not, and that each of them is seen.

use crate::floors::{Tree, circles};
use crate::imports::Modules;
use crate::tree::Source;

/// A crate of these files, on these floors.
fn crate_of(files: &[(&str, &str)], floors: &'static [&'static [&'static str]]) -> (Tree, Modules) {
    let tree = Tree {
        folder: "src",
        name: "the_crate",
        floors,
    };
    let sources: Vec<Source> = files
        .iter()
        .map(|(path, text)| Source {
            path: format!("src/{path}"),
            text: (*text).to_owned(),
        })
        .collect();
    let modules = Modules::read(tree.name, tree.folder, &sources);
    (tree, modules)
}

#[test]
fn an_import_that_goes_up_is_seen_however_it_is_written() {
    let floors: &[&[&str]] = &[&["low"], &["high", "side"], &["main"]];
    let high = ("high.rs", "pub struct Thing;\n");
    let side = ("side/mod.rs", "mod inner;\npub use inner::Part;\n");
    let inner = ("side/inner.rs", "pub struct Part;\n");
    let lib = (
        "lib.rs",
        "pub use high::Thing;\nmod high; mod low; mod side;\n",
    );
    let low = ("low.rs", "pub struct Base;\n");
    let wrong = |path: &str, text: &str| {
        let (tree, modules) = crate_of(&[lib, low, high, side, inner, (path, text)], floors);
        let told: Vec<String> = modules.imports().filter_map(|it| tree.wrong(&it)).collect();
        told.join("; ")
    };
    for text in [
        "use crate::high;",
        "use crate::{std, high::{self, Thing}};",
        "use the_crate::high::Thing as Other;",
        "use crate::Thing;",
        "fn f() -> crate::high::Thing { todo() }",
        "#[cfg(test)] mod tests { use super::super::high; }",
        "macro_rules! m { () => { $crate::high::Thing } }",
        "use crate::high::*;",
    ] {
        let told = wrong("low.rs", text);
        assert!(
            told.contains("src/low.rs:1: low may not use high"),
            "{text}: {told}"
        );
    }
    // From the side, by what the folder hands on, and back down.
    let told = wrong("high.rs", "use crate::side::Part;");
    assert_eq!(told, "src/high.rs:1: high may not use side");
    assert_eq!(wrong("high.rs", "use crate::low::Base; // crate::side"), "");
    assert_eq!(wrong("low.rs", "const TEXT: &str = \"crate::high\";"), "");
    let told = wrong("low.rs", "use crate::nobody;");
    assert_eq!(
        told,
        "src/low.rs:1: nobody stands at the root, which has only modules"
    );
}

#[test]
fn a_module_without_a_floor_and_a_floor_without_its_module_are_seen() {
    let floors: &[&[&str]] = &[&["low"], &["gone"]];
    let files = [("lib.rs", ""), ("low.rs", ""), ("new/mod.rs", "")];
    let (tree, modules) = crate_of(&files, floors);
    let expected = [
        "src/new/mod.rs: new is on no floor",
        "src: gone has a floor and is not there",
    ];
    assert_eq!(tree.strangers(&modules), expected);
}

#[test]
fn a_circle_within_a_folder_is_seen_also_over_what_the_folder_hands_on() {
    let folder = ("a/mod.rs", "mod one; mod two; mod three; pub use two::Two;");
    let files = [
        folder,
        ("a/one.rs", "use super::Two;"),
        ("a/two.rs", "use crate::a::three::Three;"),
        ("a/three.rs", "fn f() { super::one::g(); }"),
    ];
    let (_, modules) = crate_of(&files, &[]);
    let told = circles(&modules).join("; ");
    assert_eq!(
        told,
        "in a/: one uses two at src/a/one.rs:1, two uses three at src/a/two.rs:1, \
         three uses one at src/a/three.rs:1"
    );
    let (_, open) = crate_of(&files[..3], &[]);
    assert_eq!(circles(&open), Vec::<String>::new());
}
