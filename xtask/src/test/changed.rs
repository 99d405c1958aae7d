//! `cargo xtask test --changed`: what a change can have broken, by the path of each changed file.
//!
//! The floors make this short. A feature is used by the console alone; the client is used by
//! everything; a spec is used by nobody. What is not named here can break anything.

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
    Ok(of_files(&files))
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

fn of_files(files: &[String]) -> Scope {
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
        match file.strip_prefix("tests/e2e/") {
            Some(spec) if spec.ends_with(".spec.ts") => scope.specs.push(spec.to_owned()),
            _ => all_specs |= area.steps.contains(&"e2e"),
        }
    }
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

    fn of(files: &[&str]) -> Scope {
        of_files(&files.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_feature_is_looked_at_everywhere_but_in_its_dependencies() {
        let scope = of(&["src/retention/plan.rs"]);
        assert!(scope.steps.contains(&"e2e") && !scope.steps.contains(&"dependencies"));
        assert!(scope.specs.is_empty(), "all of them");
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
    fn the_steps_and_folders_of_the_areas_exist() {
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
