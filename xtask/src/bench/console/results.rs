//! The visits of a run, grouped by candidate and conditions.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use super::candidates::OURS;
use super::figures::COMPARED;
use super::statistics::Summary;
use crate::bench::machine::Machine;

/// The conditions of a measurement, the same for all candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Conditions {
    pub(super) size: u64,
    pub(super) profile: String,
    pub(super) address: String,
}

/// The figures of one candidate under the same conditions, by their keys.
#[derive(Debug)]
pub(super) struct Measurement {
    pub(super) conditions: Conditions,
    pub(super) candidate: String,
    values: BTreeMap<String, Vec<f64>>,
}

/// The figures of one run.
#[derive(Debug, Default)]
pub(super) struct Results {
    pub(super) browser: String,
    /// In the order in which they were measured.
    pub(super) measurements: Vec<Measurement>,
    /// The visits that failed.
    pub(super) failures: Vec<Failure>,
    /// Calls that the benchmark's server has no response for.
    pub(super) unanswered: Vec<String>,
}

/// A visit that failed.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) conditions: Conditions,
    pub(super) candidate: String,
    pub(super) reason: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Conditions {
            size,
            profile,
            address,
        } = &self.conditions;
        let Self {
            candidate, reason, ..
        } = self;
        write!(
            formatter,
            "{address} of {candidate}, {size} repositories and tags, {profile}: {reason}"
        )
    }
}

impl Measurement {
    pub(super) fn summary(&self, key: &str) -> Option<Summary> {
        Summary::of(self.values.get(key)?.clone())
    }

    fn add(&mut self, figures: &Map<String, Value>) {
        for (key, value) in figures {
            let value = value.as_f64();
            self.values.entry(key.clone()).or_default().extend(value);
        }
    }

    fn to_json(&self) -> Value {
        let figures: Map<String, Value> = self
            .values
            .keys()
            .filter_map(|key| Some((key.clone(), summary_json(self.summary(key)?))))
            .collect();
        let Conditions {
            size,
            profile,
            address,
        } = &self.conditions;
        json!({
            "size": size,
            "profile": profile,
            "address": address,
            "candidate": self.candidate,
            "figures": figures,
        })
    }
}

fn summary_json(summary: Summary) -> Value {
    let Summary {
        median,
        lowest,
        highest,
    } = summary;
    json!({ "median": median, "lowest": lowest, "highest": highest })
}

impl Results {
    /// Reads the lines that `bench/console/measure.js` writes.
    pub(super) fn read(lines: &str) -> Result<Self> {
        let mut results = Self::default();
        for line in lines.lines() {
            let line: Value = serde_json::from_str(line).context("a visit is not JSON")?;
            results.add(&line)?;
        }
        Ok(results)
    }

    fn add(&mut self, line: &Value) -> Result<()> {
        let text = |key: &str| line[key].as_str().map(str::to_owned);
        if let Some(browser) = text("browser") {
            self.browser = browser;
        } else if let Some(unanswered) = line.get("unanswered") {
            let candidate = unanswered["candidate"].as_str().unwrap_or_default();
            let calls = unanswered["calls"].as_array().into_iter().flatten();
            let calls = calls.filter_map(Value::as_str);
            self.unanswered
                .extend(calls.map(|call| format!("{candidate}: {call}")));
        } else {
            let conditions = Conditions {
                size: line["size"].as_u64().context("a visit has a size")?,
                profile: text("profile").context("a visit has a profile")?,
                address: text("address").context("a visit has an address")?,
            };
            let candidate = text("candidate").context("a visit has a candidate")?;
            match line["figures"].as_object() {
                Some(figures) => self.measurement(conditions, candidate).add(figures),
                None => self.failures.push(Failure {
                    conditions,
                    candidate,
                    reason: text("error").unwrap_or_default(),
                }),
            }
        }
        Ok(())
    }

    fn measurement(&mut self, conditions: Conditions, candidate: String) -> &mut Measurement {
        let is_same = |it: &Measurement| it.conditions == conditions && it.candidate == candidate;
        let index = self.measurements.iter().position(is_same);
        let index = index.unwrap_or_else(|| {
            self.measurements.push(Measurement {
                conditions,
                candidate,
                values: BTreeMap::new(),
            });
            self.measurements.len() - 1
        });
        &mut self.measurements[index]
    }

    /// Our console compared with each other candidate under the same conditions.
    pub(super) fn comparisons(&self) -> impl Iterator<Item = Comparison<'_>> {
        let ours = self.measurements.iter().filter(|it| it.candidate == OURS);
        ours.flat_map(|ours| {
            let others = self.measurements.iter().filter(move |it| {
                it.conditions == ours.conditions && it.candidate != ours.candidate
            });
            others.map(move |other| Comparison { ours, other })
        })
    }

    pub(super) fn to_json(&self, machine: &Machine, runs: u32) -> Value {
        let measurements: Vec<Value> = self.measurements.iter().map(Measurement::to_json).collect();
        let ratios: Vec<Value> = self.comparisons().map(|it| it.to_json()).collect();
        json!({
            "commit": machine.commit,
            "processor": machine.processor,
            "load": machine.load,
            "browser": self.browser,
            "runs": runs,
            "measurements": measurements,
            "ratios": ratios,
            "failures": self.failures.iter().map(Failure::to_string).collect::<Vec<_>>(),
            "unanswered": self.unanswered,
        })
    }
}

/// Two candidates under the same conditions.
pub(super) struct Comparison<'a> {
    pub(super) ours: &'a Measurement,
    pub(super) other: &'a Measurement,
}

impl Comparison<'_> {
    /// Our figure divided by the other candidate's.
    pub(super) fn ratio(&self, key: &str) -> Option<f64> {
        self.ours.summary(key)?.ratio_to(self.other.summary(key)?)
    }

    fn to_json(&self) -> Value {
        let ratios: Map<String, Value> = COMPARED
            .iter()
            .filter_map(|key| Some(((*key).to_owned(), json!(self.ratio(key)?))))
            .collect();
        let Conditions {
            size,
            profile,
            address,
        } = &self.ours.conditions;
        json!({
            "size": size,
            "profile": profile,
            "address": address,
            "ours": self.ours.candidate,
            "other": self.other.candidate,
            "ratios": ratios,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) const LINES: &str = r#"{"browser": "chromium 1.2"}
{"candidate": "floor", "address": "tag", "size": 100, "profile": "slow", "figures": {"rows_ms": 100, "rows_bytes": 2000}}
{"candidate": "console", "address": "tag", "size": 100, "profile": "slow", "figures": {"rows_ms": 300, "rows_bytes": 150000}}
{"candidate": "floor", "address": "tag", "size": 100, "profile": "slow", "figures": {"rows_ms": 120, "rows_bytes": 2000}}
{"candidate": "console", "address": "tag", "size": 100, "profile": "slow", "figures": {"rows_ms": 360, "rows_bytes": 150000, "layout_shift": 0.01}}
{"unanswered": {"candidate": "console", "calls": ["GET /v2/x"]}}"#;

    #[test]
    fn visits_of_the_same_conditions_become_one_measurement() {
        let results = Results::read(LINES).unwrap();
        assert_eq!(results.browser, "chromium 1.2");
        assert_eq!(results.unanswered, ["console: GET /v2/x"]);
        let [floor, console] = &results.measurements[..] else {
            panic!("two measurements in {results:?}")
        };
        assert_eq!(floor.summary("rows_ms").unwrap().highest, 120.0);
        assert_eq!(console.summary("rows_ms").unwrap().median, 330.0);
        assert_eq!(console.summary("layout_shift").unwrap().lowest, 0.01);
        assert_eq!(console.summary("sort_ms"), None);
        assert!(results.failures.is_empty());
    }

    #[test]
    fn our_console_is_compared_with_each_other_one() {
        let results = Results::read(LINES).unwrap();
        let compared: Vec<Comparison<'_>> = results.comparisons().collect();
        let [comparison] = &compared[..] else {
            panic!("one comparison")
        };
        assert_eq!(comparison.ratio("rows_ms"), Some(3.0));
        assert_eq!(comparison.ratio("rows_bytes"), Some(75.0));
        assert_eq!(comparison.ratio("layout_shift"), None);
        let machine = Machine {
            commit: "abc".to_owned(),
            processor: "2 cores".to_owned(),
            load: "0.1".to_owned(),
        };
        let json = results.to_json(&machine, 2);
        assert_eq!(json["ratios"][0]["ratios"]["rows_ms"], 3.0);
        assert_eq!(
            json["measurements"][1]["figures"]["rows_ms"]["median"],
            330.0
        );
    }

    #[test]
    fn a_visit_that_failed_is_told_and_not_measured() {
        let line = r#"{"candidate": "console", "address": "tag", "size": 100, "profile": "slow", "error": "closed"}"#;
        let results = Results::read(line).unwrap();
        assert!(results.measurements.is_empty());
        let told = results.failures[0].to_string();
        assert_eq!(
            told,
            "tag of console, 100 repositories and tags, slow: closed"
        );
    }
}
