//! What two images have in common and what only one of them has. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::super::inside::{PlatformImage, run_fields};
use super::super::kinds::kind_text;
use super::super::texts;
use crate::i18n::{Text, Texts, format, short_digest};
use crate::manifest::{BuildStep, Configuration, Manifest};

/// How many pairs of lines are looked at to find those that belong together.
const MOST_PAIRS: usize = 1_000_000;

/// An image, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Known {
    image: PlatformImage,
    manifest: Option<Manifest>,
    configuration: Option<Configuration>,
}

/// A part of what is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) title: &'static Text,
    pub(super) rows: Vec<Row>,
}

/// One thing, as each of both has it; without a value it has none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) left: Option<String>,
    pub(super) right: Option<String>,
}

impl Row {
    pub(super) fn is_same(&self) -> bool {
        self.left == self.right
    }
}

impl Known {
    pub(super) fn of(image: PlatformImage) -> Self {
        Self {
            manifest: image.manifest.as_deref().map(Manifest::parse),
            configuration: image.configuration.as_deref().and_then(Configuration::parse),
            image,
        }
    }

    /// Whether its configuration is known.
    pub(super) fn is_whole(&self) -> bool {
        self.configuration.is_some()
    }

    fn layer_bytes(&self) -> BTreeMap<&str, u64> {
        let layers = self.manifest.iter().flat_map(|it| &it.layers);
        layers.map(|it| (it.digest.as_str(), it.size_bytes)).collect()
    }
}

/// The parts of both in which one of them has something.
pub(super) fn sections(texts: Texts, left: &Known, right: &Known) -> Vec<Section> {
    let both = [left, right];
    let sections = [
        (texts::ABOUT, named(both.map(|it| facts(texts, it)))),
        (texts::CONTAINER, named(both.map(|it| container(texts, it)))),
        (texts::ENVIRONMENT, named(both.map(environment))),
        (texts::LABELS, named(both.map(labels))),
        (texts::ANNOTATIONS, named(both.map(annotations))),
        (texts::BUILD_STEPS, aligned(&both.map(steps))),
        (texts::LAYERS, layers(texts, left, right)),
    ];
    let sections = sections.into_iter().map(|(title, rows)| Section { title, rows });
    sections.filter(|it| !it.rows.is_empty()).collect()
}

/// The differences as text, as a tool of version control writes them.
pub(super) fn as_text(texts: Texts, names: [&str; 2], sections: &[Section]) -> String {
    let mut text = format!("--- {}\n+++ {}\n", names[0], names[1]);
    for section in sections {
        let different = section.rows.iter().filter(|it| !it.is_same());
        let lines: Vec<String> = different.flat_map(lines).collect();
        if !lines.is_empty() {
            text += &format!("\n{}\n{}\n", texts.get(section.title), lines.join("\n"));
        }
    }
    text
}

fn lines(row: &Row) -> Vec<String> {
    let line = |sign: char, value: &Option<String>| {
        let value = value.as_ref()?;
        let named = match row.name.is_empty() {
            true => value.clone(),
            false => format!("{}: {value}", row.name),
        };
        // What was pushed may have lines of its own.
        Some(format!("{sign} {}", named.replace('\n', &format!("\n{sign} "))))
    };
    let both = [line('-', &row.left), line('+', &row.right)];
    both.into_iter().flatten().collect()
}

/// Names with values, in their order.
type Values = Vec<(String, String)>;

/// Rows by their names: those of the left in their order, then those that only the right has.
fn named([left, right]: [Values; 2]) -> Vec<Row> {
    let of = |values: &Values, name: &str| {
        let found = values.iter().find(|(it, _)| it == name);
        found.map(|(_, value)| value.clone())
    };
    let mut seen = BTreeSet::new();
    let names = left.iter().chain(&right).map(|(name, _)| name);
    let names = names.filter(|it| seen.insert(it.as_str()));
    let row = |name: &String| Row {
        left: of(&left, name),
        right: of(&right, name),
        name: name.clone(),
    };
    names.map(row).collect()
}

fn facts(texts: Texts, it: &Known) -> Values {
    let manifest = it.manifest.as_ref();
    let platform = it.image.platform.as_ref();
    let own = it.configuration.as_ref().and_then(|it| it.platform.as_ref());
    let platform = platform.or(own).map(|it| match &it.os_version {
        Some(version) => format!("{} {version}", it.short()),
        None => it.short(),
    });
    let created = it.configuration.as_ref().and_then(|it| it.created.clone());
    let size = manifest.and_then(Manifest::size_bytes);
    let facts = [
        (texts::DIGEST, Some(it.image.digest.clone())),
        (texts::KIND, manifest.map(|it| texts.get(kind_text(it.kind)).to_owned())),
        (texts::PLATFORM, platform),
        (texts::SIZE, size.map(|it| format::bytes(texts, it))),
        (texts::BUILT, created),
    ];
    let facts = facts.into_iter();
    let facts = facts.filter_map(|(name, it)| Some((texts.get(name).to_owned(), it?)));
    facts.filter(|(_, value)| !value.is_empty()).collect()
}

fn container(texts: Texts, it: &Known) -> Values {
    let fields = it.configuration.iter().flat_map(|it| run_fields(texts, it));
    fields
        .map(|(name, values)| (texts.get(name).to_owned(), values.join("\n")))
        .collect()
}

fn environment(it: &Known) -> Values {
    let configuration = it.configuration.iter();
    configuration
        .flat_map(|it| it.environment.iter().cloned())
        .collect()
}

fn labels(it: &Known) -> Values {
    let configuration = it.configuration.iter();
    configuration.flat_map(|it| it.labels.clone()).collect()
}

fn annotations(it: &Known) -> Values {
    let manifest = it.manifest.iter();
    manifest.flat_map(|it| it.annotations.clone()).collect()
}

fn steps(it: &Known) -> Vec<String> {
    let configuration = it.configuration.iter();
    let steps = configuration.flat_map(|it| &it.history);
    steps.map(BuildStep::line).collect()
}

/// Lines side by side, in an order that both have: the longest one that is common to them. Of more lines
/// than anybody writes only the first ones that are the same stand side by side.
fn aligned([left, right]: &[Vec<String>; 2]) -> Vec<Row> {
    let same = left.iter().zip(right).take_while(|(one, other)| one == other);
    let (first, same) = (same.clone().count(), same);
    let row = |left: Option<&String>, right: Option<&String>| Row {
        name: String::new(),
        left: left.cloned(),
        right: right.cloned(),
    };
    let mut rows: Vec<Row> = same.map(|(one, other)| row(Some(one), Some(other))).collect();
    let (left, right) = (&left[first..], &right[first..]);
    if left.len().saturating_mul(right.len()) > MOST_PAIRS {
        rows.extend(left.iter().map(|it| row(Some(it), None)));
        rows.extend(right.iter().map(|it| row(None, Some(it))));
        return rows;
    }
    let mut common = vec![vec![0_usize; right.len() + 1]; left.len() + 1];
    for (i, one) in left.iter().enumerate().rev() {
        for (j, other) in right.iter().enumerate().rev() {
            common[i][j] = match one == other {
                true => common[i + 1][j + 1] + 1,
                false => usize::max(common[i + 1][j], common[i][j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < left.len() || j < right.len() {
        let is_common = i < left.len() && j < right.len() && left[i] == right[j];
        let goes_left = j == right.len() || i < left.len() && common[i + 1][j] >= common[i][j + 1];
        let takes = (is_common || goes_left, is_common || !goes_left);
        rows.push(row(
            takes.0.then(|| &left[i]),
            takes.1.then(|| &right[j]),
        ));
        i += usize::from(takes.0);
        j += usize::from(takes.1);
    }
    rows
}

/// The layers: those of the left in their order, then those that only the right has.
fn layers(texts: Texts, left: &Known, right: &Known) -> Vec<Row> {
    let (of_left, of_right) = (left.layer_bytes(), right.layer_bytes());
    let mut seen = BTreeSet::new();
    let manifests = [left, right].into_iter().filter_map(|it| it.manifest.as_ref());
    let layers = manifests.flat_map(|it| &it.layers);
    let layers = layers.filter(|it| seen.insert(it.digest.as_str()));
    let row = |digest: &str| Row {
        name: short_digest(digest),
        left: of_left.get(digest).map(|it| format::bytes(texts, *it)),
        right: of_right.get(digest).map(|it| format::bytes(texts, *it)),
    };
    layers.map(|it| row(&it.digest)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(digest: &str, environment: &str, steps: &[&str], layers: &[&str]) -> Known {
        let steps: Vec<String> = steps
            .iter()
            .map(|it| format!(r#"{{"created_by":"{it}"}}"#))
            .collect();
        let layers: Vec<String> = layers
            .iter()
            .map(|it| format!(r#"{{"digest":"{it}","size":10}}"#))
            .collect();
        let configuration = format!(
            r#"{{"config":{{"Env":[{environment}]}},"history":[{}]}}"#,
            steps.join(",")
        );
        let manifest = format!(r#"{{"schemaVersion":2,"layers":[{}]}}"#, layers.join(","));
        Known::of(PlatformImage {
            digest: digest.to_owned(),
            manifest: Some(manifest),
            configuration: Some(configuration),
            platform: None,
        })
    }

    fn rows(section: &Section) -> Vec<(&str, &str)> {
        let word = |it: &'_ Option<String>| it.is_some();
        section
            .rows
            .iter()
            .map(|it| {
                let side = match (word(&it.left), word(&it.right)) {
                    _ if it.is_same() => "same",
                    (true, true) => "both",
                    (true, false) => "left",
                    _ => "right",
                };
                (it.name.as_str(), side)
            })
            .collect()
    }

    #[test]
    fn what_only_one_has_is_told_from_what_differs() {
        let left = known("a", r#""A=1","B=2""#, &["FROM x", "RUN a", "CMD c"], &["l", "m"]);
        let right = known("b", r#""B=3","C=4""#, &["FROM x", "RUN b", "CMD c"], &["l", "n"]);
        let sections = sections(Texts::english(), &left, &right);
        let of = |title: &Text| {
            let found = sections.iter().find(|it| it.title.key == title.key);
            rows(found.unwrap())
        };
        assert_eq!(of(texts::ENVIRONMENT), [("A", "left"), ("B", "both"), ("C", "right")]);
        assert_eq!(of(texts::LAYERS), [("l", "same"), ("m", "left"), ("n", "right")]);
        let steps = [("", "same"), ("", "left"), ("", "right"), ("", "same")];
        assert_eq!(of(texts::BUILD_STEPS), steps);
        let text = as_text(Texts::english(), ["one", "two"], &sections);
        assert!(text.starts_with("--- one\n+++ two\n"), "{text}");
        assert!(text.contains("\nEnvironment\n- A: 1\n- B: 2\n+ B: 3\n+ C: 4\n"), "{text}");
        assert!(!text.contains("FROM x"), "{text}");
    }

    #[test]
    fn more_steps_than_anybody_writes_are_compared_all_the_same() {
        let many = |word: &str| (0..5_000).map(|it| format!("{word} {it}")).collect::<Vec<_>>();
        let first = |mut steps: Vec<String>| {
            steps.insert(0, "FROM x".to_owned());
            steps
        };
        let rows = aligned(&[first(many("a")), first(many("b"))]);
        assert_eq!(rows.len(), 10_001);
        assert_eq!(rows.iter().filter(|it| it.is_same()).count(), 1);
    }

    #[test]
    fn an_image_has_no_difference_from_itself() {
        let one = known("a", r#""A=1""#, &["RUN a", "RUN a", "RUN b"], &["l", "l"]);
        let sections = sections(Texts::english(), &one, &one);
        assert!(sections.iter().flat_map(|it| &it.rows).all(Row::is_same));
        let text = as_text(Texts::english(), ["one", "one"], &sections);
        assert_eq!(text, "--- one\n+++ one\n");
    }
}
