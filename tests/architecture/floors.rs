//! The floors of each crate: what is on which one, and that no one imports from the own floor or from
//! one above. A module that is on no floor is as wrong as an import that goes up.
//!
//! Within a folder there are no floors, only no circles: of two modules side by side at most one uses
//! the other, over however many others.

use std::collections::BTreeMap;

use crate::imports::{Import, ModulePath, Modules, circle};
use crate::tree::{Source, hold, sources};

/// A crate whose modules are on floors.
pub(crate) struct Tree {
    pub(crate) folder: &'static str,
    pub(crate) name: &'static str,
    /// The files and folders directly below `folder`, from the ground up.
    pub(crate) floors: &'static [&'static [&'static str]],
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
    "usage",
];

pub(crate) const CONSOLE: Tree = Tree {
    folder: "src",
    name: "swr_console",
    floors: &[
        &[
            "host", "i18n", "manifest", "markdown", "markup", "reactive", "route",
        ],
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
            "base",
            "connections",
            "idle",
            "names",
            "paths",
            "pattern",
            "places",
            "random",
            "stalled",
            "time",
        ],
        &["host", "image", "region"],
        &["retention", "triggers"],
        &["store"],
        &["error"],
        &["answer", "body", "credentials", "paging"],
        &["counts", "cross_origin", "faults"],
        &["service"],
        &[
            "auth",
            "delivery",
            "schedule",
            "scrub",
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

const READER: Tree = Tree {
    folder: "crates/container-image/src",
    name: "container_image",
    floors: &[
        &["base64", "json", "kind", "media_type", "pretty"],
        &[
            "descriptor",
            "instruction",
            "platform",
            "provenance",
            "sbom",
        ],
        &["companion", "configuration", "recognition"],
        &["child", "statement"],
        &["manifest"],
        &["fact", "layer_shares", "parse"],
    ],
};

const CLIENT: Tree = Tree {
    folder: "crates/swr-api/src",
    name: "swr_api",
    floors: &[
        &["json"],
        &["list"],
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
        &["endpoint", "grant", "response", "transport", "untagged"],
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

const TREES: [Tree; 4] = [CONSOLE, SERVICE, CLIENT, READER];

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
    pub(crate) fn strangers(&self, modules: &Modules) -> Vec<String> {
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
    pub(crate) fn wrong(&self, import: &Import) -> Option<String> {
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
pub(crate) fn circles(modules: &Modules) -> Vec<String> {
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

/// What is at the root is named from the root.
#[test]
fn no_one_climbs_to_the_root() {
    hold("`super` stays below the root", places(|it| it.climbed));
}

/// With a star a module could use another one unseen. Tests take what they test.
#[test]
fn no_one_takes_all_that_a_folder_has() {
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
