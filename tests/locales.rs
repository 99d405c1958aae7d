//! Every language has every sentence, and nothing else: a file of `locales/` is held to what is
//! compiled in for English, with the same places to fill.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use swr_console::app::all_texts;
use swr_console::i18n::{Locale, Text};
use swr_console::settings::LANGUAGES;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The language files with their languages.
fn files() -> Vec<(String, String)> {
    let entries = fs::read_dir(root().join("locales")).unwrap();
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let language = path.file_stem().unwrap().to_string_lossy().into_owned();
            (language, fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn flatten(prefix: &str, value: &Value, sentences: &mut BTreeMap<String, String>) {
    match value {
        Value::String(sentence) => {
            sentences.insert(prefix.to_owned(), sentence.clone());
        }
        Value::Object(group) => {
            for (name, value) in group {
                assert_eq!(*name, name.to_lowercase(), "keys are in lower case");
                let dot = if prefix.is_empty() { "" } else { "." };
                flatten(&format!("{prefix}{dot}{name}"), value, sentences);
            }
        }
        _ => panic!("{prefix} is neither a sentence nor a group"),
    }
}

/// The sentences of a file by key, and the language it says it is.
fn sentences(json: &str) -> (BTreeMap<String, String>, String) {
    let mut sentences = BTreeMap::new();
    flatten("", &serde_json::from_str(json).unwrap(), &mut sentences);
    let language = sentences.remove("language").unwrap();
    sentences.remove("own_name").unwrap();
    (sentences, language)
}

/// The `{places}` of a sentence.
fn places(sentence: &str) -> BTreeSet<&str> {
    let starts = sentence.split('{').skip(1);
    starts
        .map(|rest| rest.split_once('}').expect("a place is closed").0)
        .collect()
}

/// The plural categories of a language, as CLDR calls them: those that any of its sentences has, so
/// that every other one must have them, too.
fn categories(sentences: &BTreeMap<String, String>) -> BTreeSet<&str> {
    let mut categories = BTreeSet::from(["other"]);
    for text in all_texts().filter(|text| text.english_other.is_some()) {
        let start = format!("{}.", text.key.to_lowercase());
        let keys = sentences.keys();
        categories.extend(keys.filter_map(|key| key.strip_prefix(&start)));
    }
    const CLDR: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
    assert!(
        categories.iter().all(|it| CLDR.contains(it)),
        "{categories:?}"
    );
    categories
}

/// The keys that a sentence has in a language of these plural categories.
fn keys(text: &Text, categories: &BTreeSet<&str>) -> Vec<String> {
    let key = text.key.to_lowercase();
    match text.english_other {
        None => vec![key],
        Some(_) => categories.iter().map(|it| format!("{key}.{it}")).collect(),
    }
}

#[test]
fn every_language_has_every_sentence_and_no_other() {
    for (language, json) in files() {
        let (sentences, named) = sentences(&json);
        assert_eq!(named, language);
        let categories = categories(&sentences);
        let wanted = all_texts().flat_map(|text| keys(text, &categories));
        let wanted: BTreeSet<String> = wanted.collect();
        let present: BTreeSet<String> = sentences.keys().cloned().collect();
        let missing: Vec<_> = wanted.difference(&present).collect();
        let extra: Vec<_> = present.difference(&wanted).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "{language}: missing {missing:#?}, nobody says {extra:#?}"
        );
    }
}

#[test]
fn every_translation_has_the_places_of_its_sentence() {
    for (language, json) in files() {
        let (sentences, _) = sentences(&json);
        let categories = categories(&sentences);
        for text in all_texts() {
            let mut expected = places(text.english);
            expected.extend(places(text.english_other.unwrap_or_default()));
            for key in keys(text, &categories) {
                let sentence = sentences.get(&key).map_or("", String::as_str);
                assert_eq!(places(sentence), expected, "{language}: {key}: {sentence}");
                assert!(!sentence.trim().is_empty(), "{language}: {key} is empty");
            }
        }
    }
}

#[test]
fn the_console_reads_every_file_and_offers_every_language() {
    let mut offered: Vec<&str> = LANGUAGES.iter().map(|(language, _)| *language).collect();
    offered.retain(|language| *language != "en");
    let files = files();
    let present: Vec<&str> = files
        .iter()
        .map(|(language, _)| language.as_str())
        .collect();
    assert_eq!(offered, present);
    for (language, json) in &files {
        let locale = Locale::parse(json).unwrap_or_else(|error| panic!("{language}: {error}"));
        assert!(locale.keys().any(|key| key == "UI.CANCEL"), "{language}");
    }
}

/// The spaces of a French sentence that differ from the typographic rule: a narrow no-break space before
/// `!`, `?` and `;`, a no-break space before `:` and `%` and within guillemets. `https://` is a name, not a sentence.
fn wrong_french_spaces(sentence: &str) -> Vec<String> {
    let characters: Vec<char> = sentence.chars().collect();
    let is_wrong = |at: usize| {
        let before = at.checked_sub(1).map(|it| characters[it]);
        let after = characters.get(at + 1).copied();
        match characters[at] {
            '!' | '?' | ';' => before != Some('\u{202f}'),
            ':' => before != Some('\u{a0}') && after != Some('/'),
            '»' => before != Some('\u{a0}'),
            '«' => after != Some('\u{a0}'),
            '\u{202f}' => !after.is_some_and(|it| "!?;".contains(it) || it.is_ascii_digit()),
            '\u{a0}' => before != Some('«') && !after.is_some_and(|it| ":»%".contains(it)),
            _ => false,
        }
    };
    let part = |at: usize| characters[at.saturating_sub(12)..(at + 4).min(characters.len())].iter();
    let wrong = (0..characters.len()).filter(|at| is_wrong(*at));
    wrong.map(|at| part(at).collect()).collect()
}

#[test]
fn french_spaces_follow_the_typographic_rule() {
    let (_, french) = (files().into_iter())
        .find(|(language, _)| language == "fr")
        .unwrap();
    for (key, sentence) in sentences(&french).0 {
        let wrong = wrong_french_spaces(&sentence);
        assert!(wrong.is_empty(), "{key}: {wrong:?}");
    }
}

#[test]
fn each_wrong_french_space_is_found() {
    let right = "Supprimer «\u{a0}a\u{a0}»\u{202f}? Reste\u{a0}: 1\u{202f}000\u{202f}; https://a";
    assert!(wrong_french_spaces(right).is_empty());
    for wrong in [
        "Quoi ?",
        "Quoi\u{a0}?",
        "Quoi?",
        "a\u{a0}; b",
        "a\u{a0}!",
        "a : b",
        "a\u{202f}: b",
        "a: b",
        "« a\u{a0}»",
        "«\u{202f}a\u{a0}»",
        "«\u{a0}a »",
        "«\u{a0}a\u{202f}»",
        "«a»",
    ] {
        assert!(!wrong_french_spaces(wrong).is_empty(), "{wrong}");
    }
}

/// What cannot be loaded cannot say so: the script that starts the program has its own sentences.
#[test]
fn the_start_script_says_in_english_what_the_languages_translate() {
    let script = fs::read_to_string(root().join("public/boot.js")).unwrap();
    let said = |text: &&Text| text.key.starts_with("BOOT.");
    for text in all_texts().filter(said) {
        let name = text.key["BOOT.".len()..].to_lowercase();
        let line = format!("{name}: {:?},", text.english);
        assert!(script.contains(&line), "{line}");
    }
}

/// A scope that `all_texts` forgets would be held to nothing.
#[test]
fn no_scope_is_forgotten() {
    let mut declared = BTreeSet::new();
    collect_scopes(&root().join("src"), &mut declared);
    let scope = |text: &'static Text| text.key.split('.').next().unwrap().to_owned();
    let listed: BTreeSet<String> = all_texts().map(scope).collect();
    assert_eq!(declared, listed);
}

fn collect_scopes(folder: &Path, scopes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_scopes(&path, scopes);
            continue;
        }
        // A declaration that the program uses is at the start of its line.
        let text = fs::read_to_string(&path).unwrap();
        let starts = text
            .lines()
            .filter_map(|line| line.strip_prefix("crate::texts! { "));
        scopes.extend(starts.filter_map(|rest| rest.split(' ').next().map(str::to_owned)));
    }
}
