//! `cargo xtask test --changed`: what a change can have broken, by the path of each changed file.
//!
//! The floors make this short. A feature is used by `app/` alone; the client is used by everything; a
//! spec is used by no one. What is not named here can break anything.

use anyhow::{Context, Result, ensure};

use super::Scope;
use crate::process::{command, said_by};

/// A part of the repository, and the steps that can see it. Native tests are compiled by what changed
/// and run in seconds, so all of them do.
struct Area {
    path: &'static str,
    steps: &'static [&'static str],
}

/// The first that a path begins with counts.
const AREAS: &[Area] = &[
    Area {
        path: "src/",
        steps: &["lint", "native", "browser", "build", "sizes", "e2e"],
    },
    Area {
        path: "crates/swr-server/",
        steps: &["lint", "native", "examples", "build", "e2e"],
    },
    Area {
        path: "crates/swr-api/src/",
        steps: &[
            "lint", "native", "examples", "docs", "browser", "build", "sizes", "e2e",
        ],
    },
    Area {
        path: "crates/container-image/src/",
        steps: &["lint", "native", "browser", "build", "sizes", "e2e"],
    },
    Area {
        path: "crates/container-image/tests/",
        steps: &["lint", "native"],
    },
    Area {
        path: "crates/content-policy/src/",
        steps: &["lint", "native", "build", "e2e"],
    },
    Area {
        path: "xtask/src/console/",
        steps: &["lint", "native", "build", "sizes", "e2e"],
    },
    Area {
        path: "xtask/src/package/",
        steps: &["lint", "native", "build", "e2e"],
    },
    Area {
        path: "xtask/src/",
        steps: &["lint", "native"],
    },
    Area {
        path: "bench/",
        steps: &["native"],
    },
    Area {
        path: "style/",
        steps: &["native", "browser", "build", "sizes", "e2e"],
    },
    Area {
        path: "locales/",
        steps: &["native", "build", "sizes", "e2e"],
    },
    Area {
        path: "tests/browser/",
        steps: &["lint", "native", "browser"],
    },
    Area {
        path: "tests/e2e/",
        steps: &["native", "build", "e2e"],
    },
    Area {
        path: "examples/",
        steps: &["native", "build", "e2e"],
    },
    Area {
        path: "tests/",
        steps: &["lint", "native"],
    },
    Area {
        path: "docs/",
        steps: &["native"],
    },
    Area {
        path: "README.md",
        steps: &["native"],
    },
    Area {
        path: "CHANGELOG.md",
        steps: &["native"],
    },
];

/// End-to-end tests that look at every feature.
const SPECS_OF_ALL_FEATURES: &[&str] = &[
    "accessibility",
    "faults",
    "founding-story",
    "history",
    "keyboard",
    "late-answers",
    "not-found",
    "rights",
    "states",
];

/// The end-to-end tests that can see a feature: those of all features, and those of its name.
fn specs_of(feature: &str, all: &[String]) -> Vec<String> {
    let feature = feature.replace('_', "-");
    let is_general = |spec: &str| SPECS_OF_ALL_FEATURES.iter().any(|it| spec.starts_with(it));
    let sees = |spec: &&String| spec.contains(&feature) || is_general(spec);
    all.iter().filter(sees).cloned().collect()
}

/// The feature that a file belongs to, which is known by the end-to-end tests of its name: nothing but
/// `app/` uses a feature.
fn feature_of<'a>(file: &'a str, all: &[String]) -> Option<&'a str> {
    let (folder, _) = file.strip_prefix("src/")?.split_once('/')?;
    let spec = format!("{}.spec.ts", folder.replace('_', "-"));
    all.contains(&spec).then_some(folder)
}

/// The scope of what changed since this revision, committed or not.
pub(super) fn scope(since: Option<&str>) -> Result<Scope> {
    let base = match since {
        Some(since) => since.to_owned(),
        None => git(&["merge-base", "HEAD", &main_branch()])?,
    };
    let mut files = lines(&git(&["diff", "--name-only", &base])?);
    files.extend(lines(&git(&[
        "ls-files",
        "--others",
        "--exclude-standard",
    ])?));
    ensure!(!files.is_empty(), "nothing changed since {base}");
    eprintln!("Files changed since {base}: {}", files.len());
    let specs = git(&["ls-files", "tests/e2e/*.spec.ts"])?;
    let specs: Vec<String> = lines(&specs.replace("tests/e2e/", ""));
    Ok(of_files(&files, &specs))
}

/// The branch that a change is made for, as the remote has it where there is one.
fn main_branch() -> String {
    let remote = ["rev-parse", "--verify", "--quiet", "origin/main"];
    match git(&remote) {
        Ok(_) => "origin/main".to_owned(),
        Err(_) => "main".to_owned(),
    }
}

fn git(words: &[&str]) -> Result<String> {
    said_by(command("git").args(words)).with_context(|| format!("git {} failed", words.join(" ")))
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn of_files(files: &[String], specs: &[String]) -> Scope {
    let mut scope = Scope {
        steps: vec!["format"],
        specs: Vec::new(),
    };
    let mut all_specs = false;
    for file in files {
        let Some(area) = AREAS.iter().find(|it| file.starts_with(it.path)) else {
            return Scope::everything();
        };
        extend(&mut scope.steps, area.steps);
        let spec = file.strip_prefix("tests/e2e/");
        if let Some(spec) = spec.filter(|it| it.ends_with(".spec.ts")) {
            scope.specs.push(spec.to_owned());
        } else if let Some(feature) = feature_of(file, specs) {
            scope.specs.extend(specs_of(feature, specs));
        } else {
            all_specs |= area.steps.contains(&"e2e");
        }
    }
    scope.specs.sort();
    scope.specs.dedup();
    if all_specs {
        scope.specs.clear();
    }
    scope
}

fn extend(all: &mut Vec<&'static str>, more: &[&'static str]) {
    for one in more {
        if !all.contains(one) {
            all.push(one);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPECS: &[&str] = &[
        "faults-in-forms.spec.ts",
        "login-command.spec.ts",
        "retention.spec.ts",
        "tags.spec.ts",
    ];

    fn of(files: &[&str]) -> Scope {
        let owned = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        of_files(&owned(files), &owned(SPECS))
    }

    #[test]
    fn a_feature_is_looked_at_by_what_is_of_its_name_or_of_all() {
        let scope = of(&["src/retention/plan.rs"]);
        assert!(scope.steps.contains(&"e2e") && !scope.steps.contains(&"dependencies"));
        assert_eq!(
            scope.specs,
            ["faults-in-forms.spec.ts", "retention.spec.ts"]
        );
        let scope = of(&["src/login_command/mod.rs", "docs/hosting.md"]);
        assert_eq!(
            scope.specs,
            ["faults-in-forms.spec.ts", "login-command.spec.ts"]
        );
        assert!(of(&["src/ui/button.rs"]).specs.is_empty(), "all of them");
        assert!(
            of(&["src/ui/button.rs", "src/retention/plan.rs"])
                .specs
                .is_empty()
        );
    }

    #[test]
    fn a_spec_runs_by_itself_and_beside_others_when_more_changed() {
        assert_eq!(of(&["tests/e2e/tags.spec.ts"]).specs, ["tags.spec.ts"]);
        let both = of(&["tests/e2e/tags.spec.ts", "docs/hosting.md"]);
        assert_eq!(both.specs, ["tags.spec.ts"]);
        let world = of(&["tests/e2e/tags.spec.ts", "tests/e2e/world/api.ts"]);
        assert!(world.specs.is_empty() && world.steps.contains(&"e2e"));
        assert!(
            of(&["tests/e2e/tags.spec.ts", "src/lib.rs"])
                .specs
                .is_empty()
        );
    }

    #[test]
    fn the_first_area_counts_and_several_add_up() {
        assert!(!of(&["xtask/src/serve.rs"]).steps.contains(&"e2e"));
        assert!(of(&["xtask/src/console/page.rs"]).steps.contains(&"sizes"));
        let scope = of(&["docs/hosting.md", "crates/swr-server/src/main.rs"]);
        assert!(scope.steps.contains(&"e2e") && !scope.steps.contains(&"browser"));
    }

    #[test]
    fn what_is_not_named_can_break_anything() {
        for file in [
            "Cargo.lock",
            "clippy.toml",
            "build.rs",
            "crates/swr-api/Cargo.toml",
            "public/boot.js",
        ] {
            let steps = of(&["docs/hosting.md", file]).steps;
            assert_eq!(steps, Scope::everything().steps, "{file}");
        }
    }

    #[test]
    fn the_steps_folders_and_specs_that_are_named_exist() {
        for spec in SPECS_OF_ALL_FEATURES {
            let file = crate::project::root().join(format!("tests/e2e/{spec}.spec.ts"));
            assert!(file.is_file(), "{spec}");
        }
        for area in AREAS {
            assert!(
                crate::project::root().join(area.path).exists(),
                "{}",
                area.path
            );
            for step in area.steps {
                assert!(
                    super::super::steps::ALL.iter().any(|it| it.name == *step),
                    "{step}"
                );
            }
        }
    }
}
