//! Image configurations: how a container starts, and how its image was built.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::instruction::instruction;
use crate::json;
use crate::platform::Platform;

/// The configuration of an image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    /// The platform.
    pub platform: Option<Platform>,
    /// The moment of the build, as it was written.
    pub created: Option<String>,
    /// Who built it.
    pub author: Option<String>,
    /// The environment: names and values, in their order.
    pub environment: Vec<(String, String)>,
    /// The program that a container runs.
    pub entrypoint: Vec<String>,
    /// The arguments of the program, or the program where there is no entrypoint.
    pub command: Vec<String>,
    /// The user that the program runs as.
    pub user: Option<String>,
    /// The folder that the program runs in.
    pub working_directory: Option<String>,
    /// The ports with their protocols: `80/tcp`.
    pub exposed_ports: Vec<String>,
    /// The folders that are volumes.
    pub volumes: Vec<String>,
    /// The labels, by name.
    pub labels: BTreeMap<String, String>,
    /// The signal that stops a container.
    pub stop_signal: Option<String>,
    /// How a container is seen to be well.
    pub healthcheck: Option<Healthcheck>,
    /// The lines that run when another image is built on this one.
    pub on_build: Vec<String>,
    /// The shell of the lines that have none.
    pub shell: Vec<String>,
    /// The digests of the layers before compression, base first.
    pub diff_ids: Vec<String>,
    /// The steps of the build, in their order.
    pub history: Vec<BuildStep>,
}

/// How a container is seen to be well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Healthcheck {
    /// The command, behind the word that says how it is run: `CMD`, `CMD-SHELL` or `NONE`.
    pub test: Vec<String>,
    /// The time between two checks, in nanoseconds.
    pub interval_nanoseconds: Option<u64>,
    /// The time that one check may take, in nanoseconds.
    pub timeout_nanoseconds: Option<u64>,
    /// The time in which failures do not count, in nanoseconds.
    pub start_period_nanoseconds: Option<u64>,
    /// The time between two checks meanwhile, in nanoseconds.
    pub start_interval_nanoseconds: Option<u64>,
    /// The number of failures after which a container is unwell.
    pub retries: Option<u64>,
}

/// A step of the build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildStep {
    /// The moment, as it was written.
    pub created: Option<String>,
    /// What the builder wrote.
    pub created_by: String,
    /// Who made the step.
    pub author: Option<String>,
    /// The comment, in which builders write their names.
    pub comment: Option<String>,
    /// Whether the step changed no file and made no layer.
    pub is_empty: bool,
}

impl Configuration {
    /// Reads a configuration; `None` for text that is no JSON object.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let root = json::object(text)?;
        let none = Value::Null;
        let run = root.get("config").unwrap_or(&none);
        let rootfs = root.get("rootfs").unwrap_or(&none);
        let healthcheck = run.get("Healthcheck").filter(|it| it.is_object());
        Some(Self {
            platform: Platform::of(&root),
            created: json::text(&root, "created"),
            author: json::text(&root, "author"),
            environment: environment(run),
            entrypoint: json::texts(run, "Entrypoint"),
            command: json::texts(run, "Cmd"),
            user: json::text(run, "User"),
            working_directory: json::text(run, "WorkingDir"),
            exposed_ports: json::names(run, "ExposedPorts")
                .into_iter()
                .map(with_protocol)
                .collect(),
            volumes: json::names(run, "Volumes"),
            labels: json::pairs(run, "Labels"),
            stop_signal: json::text(run, "StopSignal"),
            healthcheck: healthcheck.map(Healthcheck::of),
            on_build: json::texts(run, "OnBuild"),
            shell: json::texts(run, "Shell"),
            diff_ids: json::texts(rootfs, "diff_ids"),
            history: json::list(&root, "history")
                .iter()
                .map(BuildStep::of)
                .collect(),
        })
    }

    /// Reads what a manifest of Docker schema 1 holds in place of a configuration.
    #[must_use]
    pub fn of_schema_1(manifest: &str) -> Option<Self> {
        let root = json::object(manifest)?;
        let steps = json::list(&root, "history").iter();
        let steps: Vec<String> = steps
            .map(|it| json::text(it, "v1Compatibility").unwrap_or_default())
            .collect();
        // The newest step is first and has what holds now.
        let newest = Self::parse(steps.first()?)?;
        let history = steps.iter().rev().map(|it| BuildStep::of_schema_1(it));
        Some(Self {
            history: history.collect(),
            ..newest
        })
    }

    /// Whether the steps that made a layer are as many as there are layers.
    #[must_use]
    pub fn history_fits(&self, layer_count: usize) -> bool {
        self.history.iter().filter(|it| !it.is_empty).count() == layer_count
    }

    /// The steps, each with the index of the layer that it made. Where the history does not fit the
    /// layers, no step has one: a wrong layer is worse than none.
    pub fn build_steps(
        &self,
        layer_count: usize,
    ) -> impl Iterator<Item = (&BuildStep, Option<usize>)> {
        let fits = self.history_fits(layer_count);
        let mut next = 0;
        self.history.iter().map(move |step| {
            let layer = (fits && !step.is_empty).then_some(next);
            next += usize::from(!step.is_empty);
            (step, layer)
        })
    }
}

impl BuildStep {
    fn of(value: &Value) -> Self {
        let is_empty = value.get("empty_layer").and_then(Value::as_bool);
        Self {
            created: json::text(value, "created"),
            created_by: json::text(value, "created_by").unwrap_or_default(),
            author: json::text(value, "author"),
            comment: json::text(value, "comment"),
            is_empty: is_empty.unwrap_or(false),
        }
    }

    fn of_schema_1(text: &str) -> Self {
        let step = json::object(text).unwrap_or_default();
        let is_empty = step.get("throwaway").and_then(Value::as_bool);
        let command = step.get("container_config").unwrap_or(&Value::Null);
        Self {
            created: json::text(&step, "created"),
            created_by: json::texts(command, "Cmd").join(" "),
            author: json::text(&step, "author"),
            comment: json::text(&step, "comment"),
            is_empty: is_empty.unwrap_or(false),
        }
    }

    /// The line of a Dockerfile, or the comment where the builder wrote no more.
    #[must_use]
    pub fn line(&self) -> String {
        match self.created_by.trim() {
            "" => self.comment.clone().unwrap_or_default(),
            step => instruction(step),
        }
    }
}

impl Healthcheck {
    fn of(value: &Value) -> Self {
        let number = |field| value.get(field).and_then(Value::as_u64);
        Self {
            test: json::texts(value, "Test"),
            interval_nanoseconds: number("Interval"),
            timeout_nanoseconds: number("Timeout"),
            start_period_nanoseconds: number("StartPeriod"),
            start_interval_nanoseconds: number("StartInterval"),
            retries: number("Retries"),
        }
    }
}

/// A name without `=` has no value.
fn environment(run: &Value) -> Vec<(String, String)> {
    let variables = json::texts(run, "Env").into_iter();
    let pairs = variables.map(|it| match it.split_once('=') {
        Some((name, value)) => (name.to_owned(), value.to_owned()),
        None => (it, String::new()),
    });
    pairs.collect()
}

/// Some builders leave the protocol out, which is TCP then.
fn with_protocol(port: String) -> String {
    if port.contains('/') {
        port
    } else {
        format!("{port}/tcp")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"{
        "architecture":"arm64","variant":"v8","os":"linux","created":"2026-01-01T00:00:00Z",
        "author":"Ann",
        "config":{"Env":["PATH=/bin:/sbin","EMPTY=","A=b=c","BARE"],"Entrypoint":["/run"],
            "Cmd":["serve"],"User":"1000:1000","WorkingDir":"/app",
            "ExposedPorts":{"80":{},"443/tcp":{},"53/udp":{}},"Volumes":{"/data":{}},
            "Labels":{"a":"b"},"StopSignal":"SIGQUIT","OnBuild":["RUN make"],
            "Shell":["/bin/bash","-c"],
            "Healthcheck":{"Test":["CMD-SHELL","true"],"Interval":30000000000,"Timeout":3000000000,
                "Retries":3}},
        "rootfs":{"type":"layers","diff_ids":["sha256:a","sha256:b"]},
        "history":[{"created_by":"/bin/sh -c #(nop) ADD file:0 in / "},
            {"created_by":"ENV A=b=c","empty_layer":true,"comment":"buildkit.dockerfile.v0"},
            {"created_by":"RUN /bin/sh -c make # buildkit"}]}"#;

    #[test]
    fn everything_that_a_container_starts_with_is_read() {
        let read = Configuration::parse(WHOLE).unwrap();
        assert_eq!(read.platform.unwrap().to_string(), "linux/arm64/v8");
        let environment: Vec<String> = read
            .environment
            .iter()
            .map(|(name, value)| format!("{name} is {value}"))
            .collect();
        let expected = ["PATH is /bin:/sbin", "EMPTY is ", "A is b=c", "BARE is "];
        assert_eq!(environment, expected);
        assert_eq!(read.entrypoint, ["/run"]);
        assert_eq!(read.command, ["serve"]);
        assert_eq!(read.user.as_deref(), Some("1000:1000"));
        assert_eq!(read.working_directory.as_deref(), Some("/app"));
        assert_eq!(read.exposed_ports, ["443/tcp", "53/udp", "80/tcp"]);
        assert_eq!(read.volumes, ["/data"]);
        assert_eq!(read.labels.get("a").map(String::as_str), Some("b"));
        assert_eq!(read.stop_signal.as_deref(), Some("SIGQUIT"));
        assert_eq!(read.on_build, ["RUN make"]);
        assert_eq!(read.shell, ["/bin/bash", "-c"]);
        let healthcheck = read.healthcheck.unwrap();
        assert_eq!(healthcheck.interval_nanoseconds, Some(30_000_000_000));
        assert_eq!(healthcheck.start_period_nanoseconds, None);
        assert_eq!(healthcheck.retries, Some(3));
        assert_eq!(read.diff_ids.len(), 2);
    }

    #[test]
    fn a_step_goes_with_the_layer_that_it_made() {
        let read = Configuration::parse(WHOLE).unwrap();
        let steps = |layer_count| {
            let steps = read.build_steps(layer_count);
            steps
                .map(|(step, layer)| (step.line(), layer))
                .collect::<Vec<_>>()
        };
        let lines = ["ADD file:0 /", "ENV A=b=c", "RUN make"].map(str::to_owned);
        let [add, environment, run] = lines;
        let fitting = [
            (add.clone(), Some(0)),
            (environment.clone(), None),
            (run.clone(), Some(1)),
        ];
        assert_eq!(steps(2), fitting);
        assert_eq!(steps(3), [(add, None), (environment, None), (run, None)]);
    }

    #[test]
    fn a_step_without_words_shows_its_comment() {
        let text = r#"{"history":[{"comment":"buildpacksio/lifecycle"},7]}"#;
        let read = Configuration::parse(text).unwrap();
        let lines: Vec<String> = read.history.iter().map(BuildStep::line).collect();
        assert_eq!(lines, ["buildpacksio/lifecycle", ""]);
    }

    #[test]
    fn schema_1_has_its_configuration_in_its_history() {
        let text = include_str!("../tests/corpus/docker-schema1.json");
        let read = Configuration::of_schema_1(text).unwrap();
        let lines: Vec<String> = read.history.iter().map(BuildStep::line).collect();
        assert_eq!(lines, ["", r#"CMD ["/hello"]"#]);
        assert!(read.history[1].is_empty);
        assert_eq!(read.created.as_deref(), Some("2015-06-08T00:00:00Z"));
        assert_eq!(Configuration::of_schema_1("{}"), None);
    }

    #[test]
    fn what_is_no_object_is_no_configuration() {
        for text in ["", "[]", "null", "7", "{"] {
            assert_eq!(Configuration::parse(text), None, "{text}");
        }
        assert_eq!(Configuration::parse("{}"), Some(Configuration::default()));
    }
}
