//! How a container of an image starts and runs, as the lines of a Dockerfile write it. Pure.

use crate::i18n::{Text, Texts};
use crate::manifest::{Configuration, Healthcheck};

use super::super::texts;

/// A field of a configuration with its values, one a line.
pub(in super::super) type Field = (&'static Text, Vec<String>);

/// The fields that say something, in the order in which people ask for them.
pub(in super::super) fn run_fields(texts: Texts, configuration: &Configuration) -> Vec<Field> {
    let one = |value: &Option<String>| value.clone().into_iter().collect::<Vec<_>>();
    let command = |words: &[String]| match words.is_empty() {
        true => Vec::new(),
        false => vec![exec_form(words)],
    };
    let healthcheck = configuration.healthcheck.as_ref();
    let fields = [
        (texts::ENTRYPOINT, command(&configuration.entrypoint)),
        (texts::COMMAND, command(&configuration.command)),
        (texts::USER, one(&configuration.user)),
        (
            texts::WORKING_DIRECTORY,
            one(&configuration.working_directory),
        ),
        (texts::PORTS, configuration.exposed_ports.clone()),
        (texts::VOLUMES, configuration.volumes.clone()),
        (texts::STOP_SIGNAL, one(&configuration.stop_signal)),
        (
            texts::HEALTHCHECK,
            healthcheck
                .map(|it| healthcheck_lines(texts, it))
                .unwrap_or_default(),
        ),
        (texts::SHELL, command(&configuration.shell)),
        (texts::ON_BUILD, configuration.on_build.clone()),
    ];
    let fields = fields.into_iter();
    fields
        .map(|(name, values)| {
            (
                name,
                values.into_iter().filter(|it| !it.is_empty()).collect(),
            )
        })
        .filter(|(_, values): &Field| !values.is_empty())
        .collect()
}

/// `["/bin/app", "--port", "80"]`: the words of a command, so that those with spaces stay apart.
fn exec_form(words: &[String]) -> String {
    let quoted: Vec<String> = words
        .iter()
        .map(|it| serde_json::Value::from(it.as_str()).to_string())
        .collect();
    format!("[{}]", quoted.join(", "))
}

/// The command of a health check, and its times below.
fn healthcheck_lines(texts: Texts, healthcheck: &Healthcheck) -> Vec<String> {
    let command = match healthcheck.test.split_first() {
        None => String::new(),
        Some((kind, _)) if kind == "NONE" => "NONE".to_owned(),
        Some((kind, words)) if kind == "CMD-SHELL" => format!("CMD {}", words.join(" ")),
        Some((kind, words)) if kind == "CMD" => format!("CMD {}", exec_form(words)),
        Some(_) => exec_form(&healthcheck.test),
    };
    let time = |text, nanoseconds: Option<u64>| {
        let nanoseconds = nanoseconds.filter(|it| *it > 0)?;
        Some(texts.fill(text, &[("time", &duration(nanoseconds))]))
    };
    let retries = healthcheck.retries.filter(|it| *it > 0);
    let times: Vec<String> = [
        time(texts::CHECK_INTERVAL, healthcheck.interval_nanoseconds),
        time(texts::CHECK_TIMEOUT, healthcheck.timeout_nanoseconds),
        time(
            texts::CHECK_START_PERIOD,
            healthcheck.start_period_nanoseconds,
        ),
        time(
            texts::CHECK_START_INTERVAL,
            healthcheck.start_interval_nanoseconds,
        ),
        retries.map(|count| texts.count(texts::CHECK_RETRIES, count)),
    ]
    .into_iter()
    .flatten()
    .collect();
    vec![command, times.join(" · ")]
}

/// `1m30s`: a time as a Dockerfile writes it.
fn duration(nanoseconds: u64) -> String {
    const MILLISECOND: u64 = 1_000_000;
    let milliseconds = nanoseconds / MILLISECOND;
    if milliseconds == 0 {
        return format!("{nanoseconds}ns");
    }
    let parts = [
        (milliseconds / 3_600_000, "h"),
        (milliseconds / 60_000 % 60, "m"),
        (milliseconds / 1_000 % 60, "s"),
        (milliseconds % 1_000, "ms"),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    parts
        .map(|(number, unit)| format!("{number}{unit}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_container_starts_with_is_told_and_the_rest_is_left_out() {
        let text = r#"{"config":{"Entrypoint":["/bin/a b","--x=\"y\""],"Cmd":[],"User":"",
            "ExposedPorts":{"80/tcp":{},"53/udp":{}},"WorkingDir":"/app",
            "Healthcheck":{"Test":["CMD-SHELL","curl -f http://localhost || exit 1"],
                "Interval":90000000000,"Timeout":1500000000,"Retries":3}}}"#;
        let configuration = Configuration::parse(text).unwrap();
        let fields = run_fields(Texts::english(), &configuration);
        let fields: Vec<(&str, Vec<String>)> = fields
            .into_iter()
            .map(|(name, values)| (name.english, values))
            .collect();
        let expected = [
            ("Entrypoint", vec![r#"["/bin/a b", "--x=\"y\""]"#]),
            ("Working directory", vec!["/app"]),
            ("Ports", vec!["53/udp", "80/tcp"]),
            (
                "Health check",
                vec![
                    "CMD curl -f http://localhost || exit 1",
                    "interval 1m30s · timeout 1s500ms · 3 retries",
                ],
            ),
        ];
        let expected = expected.map(|(name, values)| {
            let values = values.into_iter().map(str::to_owned).collect();
            (name, values)
        });
        assert_eq!(fields, expected);
    }

    #[test]
    fn times_are_written_as_in_a_dockerfile() {
        for (nanoseconds, expected) in [
            (30_000_000_000, "30s"),
            (3_600_000_000_000, "1h"),
            (3_661_000_000_000, "1h1m1s"),
            (500_000_000, "500ms"),
            (7, "7ns"),
        ] {
            assert_eq!(duration(nanoseconds), expected);
        }
    }

    #[test]
    fn a_health_check_that_is_turned_off_says_so() {
        let off = Healthcheck {
            test: vec!["NONE".to_owned()],
            ..Healthcheck::default()
        };
        assert_eq!(healthcheck_lines(Texts::english(), &off), ["NONE", ""]);
    }
}
