//! The style of texts: habits that a native reader stumbles over do not come back.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::fs;
use std::path::{Path, PathBuf};

use regex_lite::Regex;
use swr_console::app::all_texts;

/// A pattern of phrases to avoid, and what to write instead.
struct Habit {
    pattern: &'static str,
    why: &'static str,
}

const HABITS: &[Habit] = &[
    Habit {
        pattern: r"\b(is|are) needed\b",
        why: "errors say what to do: “Enter a name.”",
    },
    Habit {
        pattern: r"\b(is|are) (created|saved|deleted|changed|enabled|disabled|revoked|stopped)\.$",
        why: "results are short: “Organization acme created.”",
    },
    Habit {
        pattern: r"\b(stands?|stood) (in|here|there|above|below|beside)\b",
        why: "things are, belong to or appear",
    },
    Habit {
        pattern: r"\bholds\b",
        why: "things contain; logins are valid",
    },
    Habit {
        pattern: r"\b(goes|go) (with|as soon|when|now)\b",
        why: "tags are deleted",
    },
    Habit {
        pattern: r"(?i)\b(whoever|somebody|nobody|everybody)\b",
        why: "anyone, someone, no one; better, say who",
    },
    Habit {
        pattern: r"(?i)\bfor ever\b",
        why: "“No end date”",
    },
    Habit {
        pattern: r"\b(is|are|was) said\b|\bnot said\b",
        why: "“–”, or what to do",
    },
    Habit {
        pattern: r"\b(lower|upper)-case\b",
        why: "“lowercase”, “uppercase”",
    },
    Habit {
        pattern: r"(?i)\b(your|the|a|no|this) rights?\b",
        why: "people have access and a role",
    },
    Habit {
        pattern: r"(?i)\bkinds? of\b|^Kind$",
        why: "“type”",
    },
    Habit {
        pattern: r"\b(looked through|looked up|looking whether|read back)\b",
        why: "“Checking…”, “No match in …”",
    },
    Habit {
        pattern: r"\bas it is\b|\bof (its|their) own accord\b|\bby itself\b",
        why: "“automatically”, or leave it out",
    },
    Habit {
        pattern: r"\bhas to be\b",
        why: "“must be”",
    },
    Habit {
        pattern: r"\bId\b|\bids?\b",
        why: "“ID”",
    },
    Habit {
        pattern: r"\bnot any more\b|\bany more\b",
        why: "“no longer”",
    },
    Habit {
        pattern: r", too\b",
        why: "“also”",
    },
    Habit {
        pattern: r"\b(goes|go|gone|went) on\b",
        why: "“continue”",
    },
    Habit {
        pattern: r"\b(is|are) (gone|told)\b",
        why: "“no longer exists”; say who sees what",
    },
    Habit {
        pattern: r"\bpage around\b",
        why: "“the page that embeds the console”",
    },
    Habit {
        pattern: r"\brefus(e|es|ed|al|als)\b",
        why: "services reject",
    },
    Habit {
        pattern: r"\b(meanwhile|thereby|therein|hereby)\b",
        why: "“in the meantime”, or leave it out",
    },
];

fn habits() -> Vec<(Regex, &'static str)> {
    let compiled = HABITS.iter().map(|habit| {
        let pattern = Regex::new(habit.pattern).unwrap();
        (pattern, habit.why)
    });
    compiled.collect()
}

fn stumbles(sentences: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let (habits, places) = (habits(), Regex::new(r"\{[^}]*\}").unwrap());
    let mut found = Vec::new();
    for (place, sentence) in sentences {
        // The values of placeholders are not part of the text.
        let spoken = places.replace_all(&sentence, "…");
        for (pattern, why) in &habits {
            if let Some(hit) = pattern.find(&spoken) {
                found.push(format!("{place}: “{sentence}” ({}: {why})", hit.as_str()));
            }
        }
    }
    found
}

#[test]
fn no_sentence_of_the_console_has_a_habit_that_readers_stumble_over() {
    let sentences = all_texts().flat_map(|text| {
        let forms = [Some(text.english), text.english_other];
        forms
            .into_iter()
            .flatten()
            .map(|sentence| (text.key.to_owned(), sentence.to_owned()))
    });
    let found = stumbles(sentences);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// Errors, log lines and help of the service: every string of three or more words that is not SQL, and
/// the comments from which the help is made.
#[test]
fn no_message_of_the_service_has_one() {
    let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("crates/swr-server/src");
    let string = Regex::new(r#""((?:[^"\\\n]|\\.)*)""#).unwrap();
    let sql = r"\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|ORDER|AND|JOIN|PRAGMA)\b|\bt\.id\b";
    let sql = Regex::new(sql).unwrap();
    let mut messages = Vec::new();
    read(&source, &mut |file, text| {
        let place = file.display().to_string();
        let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in shipped.lines() {
            let comment = line.trim_start().strip_prefix("//");
            if let Some(comment) = comment {
                let is_help = place.ends_with("arguments.rs") && line.starts_with("    ///");
                let help = comment.trim_start_matches('/').trim_start();
                messages.extend(is_help.then(|| (place.clone(), help.to_owned())));
                continue;
            }
            if line.contains("expect(") {
                continue;
            }
            let strings = string.captures_iter(line).map(|it| it[1].to_owned());
            let is_sentence = |it: &String| it.split_whitespace().count() > 2 && !sql.is_match(it);
            messages.extend(strings.filter(is_sentence).map(|it| (place.clone(), it)));
        }
    });
    assert!(messages.len() > 200, "only {} messages", messages.len());
    let found = stumbles(messages.into_iter());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn read(folder: &Path, each: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, each);
        } else if path.extension().is_some_and(|it| it == "rs") {
            each(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn a_habit_is_seen() {
    let said = |sentence: &str| {
        let sentences = [("here".to_owned(), sentence.to_owned())];
        stumbles(sentences.into_iter()).len()
    };
    for stiff in [
        "A name is needed.",
        "Organization acme is created.",
        "It holds 3 repositories",
        "Tags stay until somebody deletes them.",
        "1 to 64 lower-case letters",
        "Your right",
        "User id",
        "Its images are deleted, too.",
        "The page around could not sign you in.",
        "The service refused the name.",
    ] {
        assert_eq!(said(stiff), 1, "{stiff}");
    }
    for plain in [
        "Enter a name.",
        "Organization acme created.",
        "It contains 3 repositories",
        "User ID",
    ] {
        assert_eq!(said(plain), 0, "{plain}");
    }
}
