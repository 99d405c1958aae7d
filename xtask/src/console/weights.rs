//! What each part of the program is made of: the bytes of its functions, by the folder of `src` or the crate
//! that each of them is there for. It is found out before the parts are shrunk, while functions have names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use rustc_demangle::demangle;
use walrus::Module;

use crate::project;

/// What is no function.
const DATA: &str = "data";
const OURS: &str = "swr_console::";
/// How the functions are called at which `app/part.rs` has the program cut.
const CUT: &str = "__wasm_split_";

/// The bytes of a part, by what they are for.
pub(crate) struct Weight {
    pub(crate) part: String,
    pub(crate) owners: BTreeMap<String, usize>,
}

/// Notes what these parts are made of, for `read`.
pub(super) fn note(parts: &[(&str, &Path)]) -> Result<()> {
    let modules = modules_from_the_ground()?;
    let mut noted = String::new();
    for (part, file) in parts {
        for (owner, bytes) in owners_in(file, &modules)? {
            noted += &format!("{part}\t{owner}\t{bytes}\n");
        }
    }
    std::fs::write(file(), noted)?;
    Ok(())
}

/// What the parts of the newest build are made of.
pub(crate) fn read() -> Result<Vec<Weight>> {
    let noted = std::fs::read_to_string(file()).context("the console has not been built")?;
    let mut weights: Vec<Weight> = Vec::new();
    for line in noted.lines() {
        let mut columns = line.split('\t');
        let (Some(part), Some(owner), Some(bytes)) =
            (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        if weights.last().is_none_or(|it| it.part != part) {
            weights.push(Weight {
                part: part.to_owned(),
                owners: BTreeMap::new(),
            });
        }
        if let Some(weight) = weights.last_mut() {
            weight.owners.insert(owner.to_owned(), bytes.parse()?);
        }
    }
    Ok(weights)
}

fn file() -> PathBuf {
    project::console_target().join("weights.tsv")
}

/// The modules of the console in the order of `src/lib.rs`, where each may use those above it.
fn modules_from_the_ground() -> Result<Vec<String>> {
    let text = std::fs::read_to_string(project::root().join("src/lib.rs"))?;
    let module = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    Ok(text.lines().filter_map(module).collect())
}

fn owners_in(file: &Path, modules: &[String]) -> Result<BTreeMap<String, usize>> {
    let module = Module::from_file(file)
        .map_err(|error| anyhow!("{} could not be read: {error:?}", file.display()))?;
    let mut owners = BTreeMap::new();
    for function in module.funcs.iter() {
        let walrus::FunctionKind::Local(local) = &function.kind else {
            continue;
        };
        let bytes = local.original_range.as_ref().map_or(0, |it| it.len());
        let name = function.name.as_deref().unwrap_or_default();
        let name = format!("{:#}", demangle(name));
        *owners.entry(owner(&name, modules)).or_default() += bytes;
    }
    let data = module.data.iter().map(|it| it.value.len()).sum();
    owners.insert(DATA.to_owned(), data);
    Ok(owners)
}

/// What a function is there for: of all that its name mentions of the console, what stands highest, since a
/// copy of the kit for a feature's type is the feature's; else the crate.
fn owner(name: &str, modules: &[String]) -> String {
    let mentioned = name.split(OURS).skip(1);
    let place = |it: &str| modules.iter().position(|module| *module == first_word(it));
    match mentioned.filter_map(place).max() {
        Some(place) => format!("src/{}", modules[place]),
        None if name.contains(OURS) => "src".to_owned(),
        None if name.starts_with(CUT) => "src/app".to_owned(),
        None => first_word(name.trim_start_matches(|it: char| !is_of_a_word(it))).to_owned(),
    }
}

fn first_word(text: &str) -> &str {
    text.split(|it| !is_of_a_word(it))
        .next()
        .unwrap_or_default()
}

fn is_of_a_word(it: char) -> bool {
    it.is_ascii_alphanumeric() || it == '_'
}

#[cfg(test)]
mod tests {
    use super::owner;

    #[test]
    fn a_copy_belongs_to_what_it_was_made_for() {
        let modules = ["ui".to_owned(), "tags".to_owned()];
        for (name, expected) in [
            ("swr_console::ui::menu::Menu", "src/ui"),
            (
                "<swr_console::ui::table::Rows<swr_console::tags::list::Row>>::run",
                "src/tags",
            ),
            ("swr_console::main", "src"),
            (
                "<alloc::vec::Vec<u8> as core::clone::Clone>::clone",
                "alloc",
            ),
        ] {
            assert_eq!(owner(name, &modules), expected, "{name}");
        }
    }
}
