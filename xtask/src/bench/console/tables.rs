//! The figures as Markdown, for `docs/performance.md`.

use super::figures::{COMPARED, Figure, PAGE, VISIT};
use super::results::{Comparison, Conditions, Measurement, Results};
use crate::bench::machine::Machine;

/// All tables, after the facts about the machine.
pub(super) fn markdown(results: &Results, machine: &Machine, runs: u32) -> String {
    let Machine {
        commit,
        processor,
        load,
    } = machine;
    let browser = &results.browser;
    let mut text = format!(
        "Measured at {commit} on {processor} (load before: {load}), headless {browser}. Number of runs: \
         {runs}; medians, in brackets the lowest and the highest.\n",
    );
    let mut shown: Vec<(u64, &str)> = Vec::new();
    for Measurement { conditions, .. } in &results.measurements {
        let Conditions { size, profile, .. } = conditions;
        if shown.contains(&(*size, profile)) {
            continue;
        }
        shown.push((*size, profile));
        let is_here =
            |it: &&Measurement| it.conditions.size == *size && it.conditions.profile == *profile;
        let here: Vec<&Measurement> = results.measurements.iter().filter(is_here).collect();
        let comparisons = results.comparisons().filter(|it| is_here(&it.ours));
        text += &format!("\n### {size} repositories and tags, {profile}\n");
        text += &measured("Cold visit", &VISIT, &here);
        text += &measured("Page", &PAGE, &here);
        text += &compared(&comparisons.collect::<Vec<_>>());
    }
    for failure in &results.failures {
        text += &format!("\nNot measured: {failure}.\n");
    }
    text
}

/// A row for each measurement; columns and rows without a figure are left out.
fn measured(title: &str, figures: &[Figure], measurements: &[&Measurement]) -> String {
    let has = |it: &Measurement, figure: &Figure| it.summary(figure.key).is_some();
    let figures: Vec<&Figure> = figures
        .iter()
        .filter(|figure| measurements.iter().any(|it| has(it, figure)))
        .collect();
    let cell = |it: &Measurement, figure: &Figure| {
        let summary = it.summary(figure.key);
        summary.map_or_else(|| "–".to_owned(), |summary| figure.written(summary))
    };
    let rows = measurements
        .iter()
        .filter(|it| figures.iter().any(|figure| has(it, figure)))
        .map(|it| {
            let names = [it.conditions.address.clone(), it.candidate.clone()];
            let cells = figures.iter().map(|figure| cell(it, figure));
            names.into_iter().chain(cells).collect()
        });
    let headings = figures.iter().map(|figure| figure.heading);
    table([title, ""].into_iter().chain(headings), rows.collect())
}

/// Our figures divided by those of each other candidate.
fn compared(comparisons: &[Comparison<'_>]) -> String {
    let keys: Vec<&str> = COMPARED
        .into_iter()
        .filter(|key| comparisons.iter().any(|it| it.ratio(key).is_some()))
        .collect();
    let cell = |it: &Comparison<'_>, key: &str| {
        let ratio = it.ratio(key);
        ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.2}"))
    };
    let rows = comparisons.iter().map(|it| {
        let names = [
            it.ours.conditions.address.clone(),
            it.other.candidate.clone(),
        ];
        let cells = keys.iter().map(|key| cell(it, key));
        names.into_iter().chain(cells).collect()
    });
    let all = || VISIT.iter().chain(&PAGE);
    let headings = keys
        .iter()
        .filter_map(|key| all().find(|it| it.key == *key))
        .map(|figure| figure.heading);
    let titles = ["Ours divided by", ""];
    table(titles.into_iter().chain(headings), rows.collect())
}

/// A Markdown table; nothing where there are no rows.
fn table<'a>(headings: impl Iterator<Item = &'a str>, rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let headings: Vec<&str> = headings.collect();
    let rule = vec!["---"; headings.len()].join("|");
    let mut text = format!("\n| {} |\n|{rule}|\n", headings.join(" | "));
    for row in rows {
        text += &format!("| {} |\n", row.join(" | "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::results::tests::LINES;
    use super::*;

    #[test]
    fn figures_that_were_not_measured_have_no_column() {
        let machine = Machine {
            commit: "abc".to_owned(),
            processor: "2 cores of x".to_owned(),
            load: "0.1".to_owned(),
        };
        let text = markdown(&Results::read(LINES).unwrap(), &machine, 2);
        let expected = "\
Measured at abc on 2 cores of x (load before: 0.1), headless chromium 1.2. Number of runs: 2; medians, in brackets the lowest and the highest.

### 100 repositories and tags, slow

| Cold visit |  | bytes until rows | rows | layout shift |
|---|---|---|---|---|
| tag | floor | 2 KB | 110 ms (100–120) | – |
| tag | console | 150 KB | 330 ms (300–360) | 0.010 |

| Ours divided by |  | bytes until rows | rows |
|---|---|---|---|
| tag | floor | 75.00 | 3.00 |
";
        assert_eq!(text, expected);
    }
}
