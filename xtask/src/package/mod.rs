//! `cargo xtask package`: the built console as a folder for any host of static files, and the same as
//! one archive. The same sources make the same bytes.
//!
//! `config.json` is the one file that a host changes, so it has no compressed twin, which would go on
//! saying the old.

mod archive;
mod assets;
mod base;
mod bill;
mod configuration;
mod contents;
mod licences;
mod lock;
mod page;
mod schema;
mod tree;

use std::path::Path;

use anyhow::{Context, Result};
use content_policy::ContentPolicy;

use crate::arguments::Arguments;
use crate::{console, integrity, project};
use configuration::Configuration;
use contents::Part;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What was requested.
struct Wish {
    base: String,
    configuration: Configuration,
}

pub(crate) fn run(arguments: &mut Arguments) -> Result<()> {
    let here = std::env::current_dir().context("the current folder no longer exists")?;
    // Said before a build of minutes, not after it.
    let wish = Wish::read(arguments, &here)?;
    console::build()?;
    let name = format!("swr-console-{VERSION}");
    let packages = project::target().join("package");
    let folder = packages.join(&name);
    wish.package(&project::dist(), &contents::of_the_program()?, &folder)?;
    let archive = packages.join(format!("{name}.tar.gz"));
    std::fs::write(&archive, archive::pack(&folder, &name)?)?;
    let base = &wish.base;
    eprintln!("The page must be served at {base}; docs/hosting.md describes what a host must do.");
    println!("{}\n{}", folder.display(), archive.display());
    Ok(())
}

/// Packages the built console as the end-to-end tests want it: below `folder`, `path` and `hash`.
pub(crate) fn in_both_routings(folder: &Path) -> Result<()> {
    let contents = contents::of_the_program()?;
    let configurations = [
        ("path", Configuration::load(None)?),
        ("hash", Configuration::default_with_hash_routing()?),
    ];
    for (name, configuration) in configurations {
        let wish = Wish::of(None, configuration)?;
        wish.package(&project::dist(), &contents, &folder.join(name))?;
    }
    Ok(())
}

impl Wish {
    /// `here` is the folder of who typed the command: a relative file is one of theirs.
    fn read(arguments: &mut Arguments, here: &Path) -> Result<Self> {
        let base = arguments.option("--base")?;
        let file = arguments.option("--config")?.map(|it| here.join(it));
        arguments.finish()?;
        Self::of(base.as_deref(), Configuration::load(file.as_deref())?)
    }

    fn of(base: Option<&str>, configuration: Configuration) -> Result<Self> {
        Ok(Self {
            base: base::read(base, configuration.has_hash_routing)?,
            configuration,
        })
    }

    /// Makes `folder` anew from what was built in `dist`.
    fn package(&self, dist: &Path, contents: &[Part], folder: &Path) -> Result<()> {
        console::remove(folder)?;
        for file in console::files(dist)? {
            copy(&file, &folder.join(file.strip_prefix(dist)?))?;
        }
        let import_map = page::import_map(folder)?;
        let policy = ContentPolicy::of_configuration(self.configuration.text.as_bytes())
            .with_inline_script(integrity::of(import_map.as_bytes()));
        self.write_configuration(folder)?;
        let built = std::fs::read_to_string(dist.join("index.html"))
            .context("the console has not been built")?;
        let page = page::finish(&built, folder, &self.base, &policy, &import_map)?;
        let not_found = page::not_found(&page, &self.base, &policy);
        for (name, text) in [
            ("index.html", page),
            ("404.html", not_found),
            ("bom.json", bill::of(contents)),
            ("licences.txt", licences::of(contents)?),
        ] {
            write_with_twins(&folder.join(name), &text)?;
        }
        // Of everything else, so it is written last.
        let manifest = assets::manifest(folder, VERSION, &policy)?;
        write_with_twins(&folder.join(assets::NAME), &manifest)
    }

    fn write_configuration(&self, folder: &Path) -> Result<()> {
        let file = folder.join("config.json");
        for twin in ["br", "gz"].map(|it| console::with_suffix(&file, it)) {
            if twin.is_file() {
                std::fs::remove_file(twin)?;
            }
        }
        std::fs::write(file, &self.configuration.text)?;
        Ok(())
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let copied = to.parent().map_or(Ok(()), std::fs::create_dir_all);
    copied
        .and_then(|()| std::fs::copy(from, to))
        .with_context(|| format!("{} could not be copied", from.display()))?;
    Ok(())
}

fn write_with_twins(file: &Path, text: &str) -> Result<()> {
    std::fs::write(file, text)?;
    let bytes = text.as_bytes();
    std::fs::write(console::with_suffix(file, "br"), console::brotli(bytes)?)?;
    std::fs::write(console::with_suffix(file, "gz"), console::gzip(bytes)?)?;
    Ok(())
}

#[cfg(test)]
mod tests;
