//! The floors of each crate: what is on which one, and that nobody imports from the own floor or from
//! one above. A module that is on no floor is as wrong as an import that goes up.
//!
//! Within a folder there are no floors, only no circles: of two modules side by side at most one uses
//! the other, over however many others.

use std::collections::BTreeMap;

use crate::imports::{Import, ModulePath, Modules, circle};
use crate::tree::{Source, hold, sources};

/// A crate whose modules stand on floors.
pub(crate) struct Tree {
    folder: &'static str,
    name: &'static str,
    /// The files and folders directly below `folder`, from the ground up.
    floors: &'static [&'static [&'static str]],
}

/// One folder for each thing that people manage: they never meet.
pub(crate) const FEATURES: &[&str] = &[
    "doctor",
    "login_command",
    "organizations",
    "overview",
    "permissions",
    "repositories",
    "retention",
    "settings",
    "sharing",
    "sign_in",
    "synchronization",
    "tags",
    "triggers",
];

pub(crate) const CONSOLE: Tree = Tree {
    folder: "src",
    name: "swr_console",
    floors: &[
        &["host", "i18n", "manifest", "markdown", "reactive", "route"],
        &["configuration", "pattern", "storage"],
        &["navigation", "ui"],
        &["remote", "transport"],
        &["session"],
        &["catalog"],
        FEATURES,
        &["shell"],
        &["app"],
        &["first"],
        &["embed"],
        &["main"],
    ],
};

pub(crate) const SERVICE: Tree = Tree {
    folder: "crates/swr-server/src",
    name: "swr_server",
    floors: &[
        &[
            "base", "idle", "names", "paths", "pattern", "places", "random", "stalled", "time",
        ],
        &["host", "image", "region"],
        &["retention", "triggers"],
        &["store"],
        &["error"],
        &["answer", "body", "credentials", "paging"],
        &["cross_origin", "faults"],
        &["service"],
        &[
            "auth",
            "delivery",
            "schedule",
            "synchronization",
            "versions",
        ],
        &["console", "demo", "registry", "routes"],
        &["relay", "router"],
        // The program, above the library.
        &["arguments", "descriptors", "terminal"],
        &["start"],
        &["listen", "users_command"],
        &["accounts_command", "backup_command", "serve_relay"],
        &["serve"],
        &["main"],
    ],
};

const CLIENT: Tree = Tree {
    folder: "crates/swr-api/src",
    name: "swr_api",
    floors: &[
        &[
            "access",
            "base64",
            "category",
            "headers",
            "name",
            "page",
            "request",
            "secret",
            "timestamp",
            "words",
        ],
        &["error", "lenient", "repository_path", "signing"],
        &["endpoint", "grant", "response", "transport"],
        &["credentials"],
        &["client"],
        &[
            "agency",
            "features",
            "iam",
            "login",
            "organization_permissions",
            "organizations",
            "overview",
            "probe",
            "quotas",
            "repositories",
            "sharing",
            "versions",
        ],
        // What belongs to a repository.
        &[
            "repository_permissions",
            "retention",
            "shared_repositories",
            "synchronization",
            "tags",
            "triggers",
        ],
    ],
};

const TREES: [Tree; 3] = [CONSOLE, SERVICE, CLIENT];

impl Tree {
    pub(crate) fn floor(&self, module: &str) -> Option<usize> {
        self.floors.iter().position(|floor| floor.contains(&module))
    }

    pub(crate) fn sources(&self) -> Vec<Source> {
        sources(self.folder, &["rs"])
    }

    fn modules(&self) -> Modules {
        Modules::read(self.name, self.folder, &self.sources())
    }

    /// Modules that are on no floor, and names on floors that are no modules.
    fn strangers(&self, modules: &Modules) -> Vec<String> {
        let mut broken = Vec::new();
        for (module, path) in modules
            .files
            .iter()
            .filter(|(module, _)| !module.is_empty())
        {
            if self.floor(&module[0]).is_none() {
                broken.push(format!("{path}: {} is on no floor", module[0]));
            }
        }
        let named = self.floors.iter().flat_map(|floor| floor.iter());
        for name in named {
            let mut there = modules.files.keys().filter_map(|it| it.first());
            if !there.any(|module| module == name) {
                broken.push(format!(
                    "{}: {name} has a floor and is not there",
                    self.folder
                ));
            }
        }
        broken
    }

    /// Why an import may not be, if it may not.
    fn wrong(&self, import: &Import) -> Option<String> {
        let Import { place, item, .. } = import;
        // The root is the list of modules and what it hands on of them.
        let here = import.from.first()?;
        let Some(there) = import.to.first() else {
            let what = item.first()?;
            return Some(format!(
                "{place}: {what} stands at the root, which has only modules"
            ));
        };
        let is_lower = self.floor(there) < self.floor(here);
        (here != there && !is_lower).then(|| format!("{place}: {here} may not use {there}"))
    }
}

/// The features that are there.
pub(crate) fn features() -> Vec<String> {
    FEATURES.iter().map(|it| (*it).to_owned()).collect()
}

#[test]
fn every_module_is_on_a_floor() {
    for tree in TREES {
        hold(
            "tests/architecture/floors.rs knows each module",
            tree.strangers(&tree.modules()),
        );
    }
}

#[test]
fn code_imports_only_from_lower_floors() {
    let mut broken = Vec::new();
    for tree in TREES {
        let modules = tree.modules();
        broken.extend(modules.imports().filter_map(|it| tree.wrong(&it)));
    }
    hold("only lower floors are used", broken);
}

/// The circles among the modules of each folder.
fn circles(modules: &Modules) -> Vec<String> {
    let mut folders: BTreeMap<ModulePath, BTreeMap<(String, String), String>> = BTreeMap::new();
    for Import {
        from, to, place, ..
    } in modules.imports()
    {
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        if let (Some(user), Some(used)) = (from.get(common), to.get(common)) {
            let edges = folders.entry(from[..common].to_vec()).or_default();
            edges.entry((user.clone(), used.clone())).or_insert(place);
        }
    }
    let circles = folders
        .iter()
        .map(|(folder, edges)| (folder.join("/"), circle(edges)));
    let found = circles.filter(|(_, steps)| !steps.is_empty());
    found
        .map(|(folder, steps)| format!("in {folder}/: {}", steps.join(", ")))
        .collect()
}

#[test]
fn no_folder_has_a_circle_among_its_modules() {
    let broken = TREES.iter().flat_map(|tree| circles(&tree.modules()));
    hold("of two modules one is below the other", broken.collect());
}

/// The places of the imports that are like that.
fn places(is_wrong: fn(&Import) -> bool) -> Vec<String> {
    let of_tree = |tree: Tree| {
        let modules = tree.modules();
        let wrong = modules.imports().filter(is_wrong);
        wrong.map(|import| import.place).collect::<Vec<_>>()
    };
    TREES.into_iter().flat_map(of_tree).collect()
}

/// What stands at the root is named from the root.
#[test]
fn nobody_climbs_to_the_root() {
    hold("`super` stays below the root", places(|it| it.climbed));
}

/// With a star a module could use another one unseen. Tests take what they test.
#[test]
fn nobody_takes_all_that_a_folder_has() {
    let takes_all = |import: &Import| {
        let Import { from, to, item, .. } = import;
        let is_above = from.len() > to.len() && from.starts_with(to);
        let is_test = from.last().is_some_and(|it| it.ends_with("tests"));
        item.first().is_some_and(|it| it == "*") && is_above && !is_test
    };
    hold("what is used is named", places(takes_all));
}

#[test]
fn modules_are_declared_in_the_order_of_their_floors() {
    let mut broken = Vec::new();
    for tree in TREES {
        let roots = ["lib.rs", "main.rs"].map(|name| format!("{}/{name}", tree.folder));
        for source in tree.sources().iter().filter(|it| roots.contains(&it.path)) {
            let mut last = None;
            for (place, line) in source.code() {
                let declared = line.trim_start_matches("pub ").strip_prefix("mod ");
                let Some(name) = declared.and_then(|it| it.strip_suffix(';')) else {
                    continue;
                };
                if tree.floor(name) < last {
                    broken.push(format!("{place}: {name} is on a lower floor"));
                }
                last = tree.floor(name);
            }
        }
    }
    hold("a list of modules goes from the ground up", broken);
}

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
