//! The commands that the README promises are the ones that run.

use crate::tree::{exists, hold, read};

#[test]
fn what_guards_main_is_the_test_command_and_nothing_besides() {
    let script = read(".ci/run");
    let lines = script.lines().filter(|line| !line.starts_with('#'));
    let expected = [
        "set -euo pipefail",
        "cd \"$(dirname \"$0\")/..\"",
        "exec cargo xtask test",
    ];
    assert_eq!(lines.collect::<Vec<_>>(), expected);
    assert!(read("README.md").contains("cargo xtask test"));
}

#[test]
fn every_command_of_the_readme_exists_and_none_is_missing() {
    let list = read("xtask/src/main.rs");
    let named = |text: &str| -> Vec<String> {
        let mentions = text.split("cargo xtask ").skip(1);
        let words = mentions.filter_map(|rest| rest.split(|it: char| !it.is_alphanumeric()).next());
        let mut words: Vec<String> = words
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        words.sort();
        words.dedup();
        words
    };
    let listed = list.split_once("const COMMANDS").unwrap().1;
    let listed = listed.split_once("\";").unwrap().0;
    let starts = listed.lines().filter(|line| line.starts_with("  "));
    let mut existing: Vec<String> = starts
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    existing.sort();
    assert_eq!(named(&read("README.md")), existing);
}

/// Trunk does not start when one is missing, and a fresh checkout has nothing that is made or fetched.
#[test]
fn what_the_development_server_watches_is_there() {
    let settings = read("Trunk.toml");
    let (_, watch) = settings.split_once("\n[watch]\n").unwrap();
    let (watch, _) = watch.split_once("\n[").unwrap();
    let lists = watch.lines().filter(|line| !line.starts_with('#'));
    let paths = lists.flat_map(|line| line.split('"').skip(1).step_by(2));
    let paths: Vec<&str> = paths.collect();
    assert!(paths.contains(&"src"), "{paths:?}");
    let missing = paths.iter().filter(|path| !exists(path));
    hold(
        "What Trunk.toml watches is part of the checkout",
        missing.map(|path| (*path).to_owned()).collect(),
    );
}
