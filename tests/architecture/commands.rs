//! The commands that the README promises are the ones that run.

use crate::tree::{hold, read};

/// Every line of a text that is a command, without what a shell does not run.
fn commands(text: &str) -> Vec<&str> {
    let lines = text
        .lines()
        .map(|line| line.split(" #").next().unwrap_or_default().trim());
    lines.filter(|line| line.starts_with("cargo ")).collect()
}

#[test]
fn what_guards_main_stands_in_the_readme() {
    let readme = read("README.md");
    let script = read(".ci/run");
    let guarding = commands(&script);
    assert!(!guarding.is_empty(), ".ci/run calls no command of cargo's");
    let unknown = guarding.into_iter().filter(|it| !readme.contains(*it));
    hold("README.md names it", unknown.map(str::to_owned).collect());
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
