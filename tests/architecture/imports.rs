//! Imports: which module of a crate names which other one, found in the text.
//!
//! A path that begins with `crate`, `self`, `super` or the crate's own name is followed through
//! folders and through what modules import or hand on, to the module that it ends in. What a file
//! says in comments and in quotes counts for nothing; its tests count as everything else does.

use std::collections::{BTreeMap, BTreeSet};

use crate::tokens::{Token, tokens};
use crate::tree::Source;

/// The way to a module from the root of its crate; the root's own is empty.
pub(crate) type ModulePath = Vec<String>;

/// The modules of a crate, and every path in them.
pub(crate) struct Modules {
    /// The crate's name, as its own tests and its program say it.
    name: String,
    pub(crate) files: BTreeMap<ModulePath, String>,
    /// What a module imports or hands on: where a name stands, and where it leads.
    names: BTreeMap<(ModulePath, String), Path>,
    paths: Vec<Path>,
}

/// A path as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Path {
    /// The file's module.
    file: ModulePath,
    /// The module it is written in, which may be one within the file.
    here: ModulePath,
    segments: Vec<String>,
    /// File and line, for a report.
    place: String,
}

/// A module that names another module, or something that another module has.
pub(crate) struct Import {
    pub(crate) from: ModulePath,
    pub(crate) to: ModulePath,
    /// What of that module; empty for the module itself.
    pub(crate) item: Vec<String>,
    /// Whether it went up by `super` as far as the root.
    pub(crate) climbed: bool,
    pub(crate) place: String,
}

impl Modules {
    /// Reads the sources of a crate, which lie in that folder.
    pub(crate) fn read(name: &str, folder: &str, sources: &[Source]) -> Self {
        let mut modules = Self {
            name: name.to_owned(),
            files: BTreeMap::new(),
            names: BTreeMap::new(),
            paths: Vec::new(),
        };
        for source in sources {
            modules
                .files
                .insert(module_of(folder, &source.path), source.path.clone());
        }
        for source in sources {
            Reader::new(&mut modules, folder, source).read();
        }
        modules
    }

    /// Every import that leads to a module of this crate.
    pub(crate) fn imports(&self) -> impl Iterator<Item = Import> {
        self.paths.iter().filter_map(|path| {
            let (to, item) = self.resolve(&path.here, &path.segments, 0)?;
            let supers = path.segments.iter().take_while(|it| *it == "super");
            Some(Import {
                from: path.file.clone(),
                to,
                item,
                climbed: path.segments[0] == "super" && supers.count() >= path.here.len(),
                place: path.place.clone(),
            })
        })
    }

    /// The module that a path ends in, and what is left of the path there.
    fn resolve(
        &self,
        here: &ModulePath,
        segments: &[String],
        depth: usize,
    ) -> Option<(ModulePath, Vec<String>)> {
        // Two names that lead to each other lead nowhere.
        if depth > 16 {
            return None;
        }
        let (mut at, mut rest) = self.start(here, segments, depth)?;
        while let Some((first, behind)) = rest.split_first() {
            let mut below = at.clone();
            below.push(first.clone());
            if self.files.contains_key(&below) {
                at = below;
                rest = behind.to_vec();
                continue;
            }
            let named = self.names.get(&(at.clone(), first.clone()));
            let Some((to, item)) =
                named.and_then(|path| self.resolve(&path.here, &path.segments, depth + 1))
            else {
                break;
            };
            let is_module = item.is_empty();
            at = to;
            rest = [item, behind.to_vec()].concat();
            if !is_module {
                break;
            }
        }
        Some((at, rest))
    }

    /// Where a path begins, and what comes behind that; `None` for a path of another crate.
    fn start(
        &self,
        here: &ModulePath,
        segments: &[String],
        depth: usize,
    ) -> Option<(ModulePath, Vec<String>)> {
        let (first, behind) = segments.split_first()?;
        match first.as_str() {
            "crate" => Some((Vec::new(), behind.to_vec())),
            word if word == self.name => Some((Vec::new(), behind.to_vec())),
            "self" => Some((here.clone(), behind.to_vec())),
            "super" => {
                let supers = segments.iter().take_while(|it| *it == "super").count();
                let kept = here.len().saturating_sub(supers);
                Some((here[..kept].to_vec(), segments[supers..].to_vec()))
            }
            _ => {
                let mut below = here.clone();
                below.push(first.clone());
                if self.files.contains_key(&below) {
                    return Some((below, behind.to_vec()));
                }
                let path = self.names.get(&(here.clone(), first.clone()))?;
                let (at, item) = self.resolve(&path.here, &path.segments, depth + 1)?;
                Some((at, [item, behind.to_vec()].concat()))
            }
        }
    }
}

/// `src/a/mod.rs`, `src/a.rs` and `src/a/b.rs` are `a`, `a` and `a::b`; `src/lib.rs` is the root.
fn module_of(folder: &str, path: &str) -> ModulePath {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let below = below.trim_start_matches('/').trim_end_matches(".rs");
    let parts = below.split('/').map(str::to_owned);
    let mut module: ModulePath = parts.collect();
    if module.last().is_some_and(|it| it == "mod") || module == ["lib"] {
        module.pop();
    }
    module
}

/// Goes through one file.
struct Reader<'a> {
    modules: &'a mut Modules,
    path: String,
    file: ModulePath,
    /// The module that declares the file's own modules: for `main.rs` that is the root.
    base: ModulePath,
    tokens: Vec<Token<'a>>,
    at: usize,
}

/// A path of a tree of imports, and the name that it has here.
type Leaf = (Vec<String>, Option<String>, usize);

impl<'a> Reader<'a> {
    fn new(modules: &'a mut Modules, folder: &str, source: &'a Source) -> Self {
        let file = module_of(folder, &source.path);
        let base = match file.as_slice() {
            [only] if only == "main" => Vec::new(),
            module => module.to_vec(),
        };
        Self {
            modules,
            path: source.path.clone(),
            file,
            base,
            tokens: tokens(&source.text),
            at: 0,
        }
    }

    fn word(&self, ahead: usize) -> &'a str {
        self.tokens.get(self.at + ahead).map_or("", |it| it.text)
    }

    fn read(mut self) {
        // Modules within the file, each with the depth of braces at which it ends.
        let mut inner: Vec<(String, usize)> = Vec::new();
        let mut depth = 0usize;
        let mut is_exported = false;
        while self.at < self.tokens.len() {
            match self.word(0) {
                "{" => depth += 1,
                "}" => {
                    depth = depth.saturating_sub(1);
                    inner.pop_if(|(_, ends_at)| *ends_at == depth);
                }
                "mod" if self.word(2) == "{" => {
                    inner.push((self.word(1).to_owned(), depth));
                    depth += 1;
                    self.at += 2;
                }
                "macro_export" => is_exported = true,
                "macro_rules" if std::mem::take(&mut is_exported) => self.export_macro(),
                word => {
                    let names = inner.iter().map(|(name, _)| name.clone());
                    let here = self.base.iter().cloned().chain(names).collect();
                    if self.read_path(word, here) {
                        continue;
                    }
                }
            }
            self.at += 1;
        }
    }

    /// A macro that is exported is at the root, whichever module has it.
    fn export_macro(&mut self) {
        let name = self.word(2).to_owned();
        let path = Path {
            file: self.file.clone(),
            here: self.base.clone(),
            segments: vec!["self".to_owned(), name.clone()],
            place: self.path.clone(),
        };
        self.modules.names.insert((Vec::new(), name), path);
    }

    /// Whether there is a path here: of a `use`, or one in the middle of the code.
    fn read_path(&mut self, word: &str, here: ModulePath) -> bool {
        let is_use = word == "use" && self.word(1) != "<";
        let is_start = ["crate", "self", "super"].contains(&word) || word == self.modules.name;
        let is_behind = self.at > 0 && self.tokens[self.at - 1].text == "::";
        if !is_use && (!is_start || is_behind || self.word(1) != "::") {
            return false;
        }
        if is_use {
            self.at += 1;
            self.at += usize::from(self.word(0) == "::");
        }
        let mut leaves = Vec::new();
        self.read_tree(Vec::new(), &mut leaves);
        for (segments, alias, line) in leaves {
            let path = Path {
                file: self.file.clone(),
                here: here.clone(),
                segments,
                place: format!("{}:{line}", self.path),
            };
            let name = alias.or_else(|| path.segments.last().cloned());
            let name = name.filter(|name| is_use && name != "*");
            if let Some(name) = name {
                self.modules
                    .names
                    .insert((here.clone(), name), path.clone());
            }
            self.modules.paths.push(path);
        }
        true
    }

    /// A path, or several in braces.
    fn read_tree(&mut self, mut prefix: Vec<String>, leaves: &mut Vec<Leaf>) {
        loop {
            let line = self.tokens.get(self.at).map_or(0, |it| it.line);
            match self.word(0) {
                "{" => {
                    self.at += 1;
                    while !matches!(self.word(0), "}" | "") {
                        let before = self.at;
                        self.read_tree(prefix.clone(), leaves);
                        // A comma, or what is none of our business.
                        self.at += usize::from(self.word(0) == "," || self.at == before);
                    }
                    self.at += 1;
                    return;
                }
                "*" => {
                    prefix.push("*".to_owned());
                    self.at += 1;
                    leaves.push((prefix, None, line));
                    return;
                }
                word if is_name(word) => {
                    // `a::{self}` is `a`.
                    if prefix.is_empty() || word != "self" {
                        prefix.push(word.to_owned());
                    }
                    self.at += 1;
                    let goes_on = is_name(self.word(1)) || matches!(self.word(1), "{" | "*");
                    if self.word(0) == "::" && goes_on {
                        self.at += 1;
                        continue;
                    }
                    let alias = (self.word(0) == "as").then(|| self.word(1).to_owned());
                    self.at += 2 * usize::from(alias.is_some());
                    leaves.push((prefix, alias, line));
                    return;
                }
                _ => return,
            }
        }
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// The steps of a circle among the modules of one folder, each with a place where it is taken.
pub(crate) fn circle(edges: &BTreeMap<(String, String), String>) -> Vec<String> {
    let modules: BTreeSet<&String> = edges.keys().map(|(from, _)| from).collect();
    for module in modules {
        // The shortest way back to where it began.
        let mut ways = vec![vec![module]];
        let mut seen = BTreeSet::new();
        while let Some(way) = (!ways.is_empty()).then(|| ways.remove(0)) {
            let last = way[way.len() - 1];
            for (_, next) in edges.keys().filter(|(from, _)| from == last) {
                let longer = [way.clone(), vec![next]].concat();
                if next == module {
                    let steps = longer.windows(2);
                    let told = steps.map(|step| {
                        let place = &edges[&(step[0].clone(), step[1].clone())];
                        format!("{} uses {} at {place}", step[0], step[1])
                    });
                    return told.collect();
                }
                if seen.insert(next) {
                    ways.push(longer);
                }
            }
        }
    }
    Vec::new()
}
