//! Build steps as the lines of a Dockerfile. The history of an image keeps what a builder ran, in
//! forms that differ between builders and years; people want to read what they wrote.

/// Behind it, Docker's classic builder writes steps that run nothing.
const NOTHING_RUN: &str = "#(nop)";
/// At the end, BuildKit writes its name.
const BUILDKIT: &str = "# buildkit";
/// The shells that a line of `RUN` has without being told.
const SHELLS: &[&str] = &["/bin/sh -c ", "cmd /S /C "];

/// The line of a Dockerfile that a step comes from, as far as the step tells. What no builder of
/// Dockerfiles wrote stays as it is.
#[must_use]
pub fn instruction(created_by: &str) -> String {
    let step = created_by.trim();
    if let Some((_, step)) = step.split_once(NOTHING_RUN) {
        return readable(step.trim());
    }
    let step = step.strip_suffix(BUILDKIT).map_or(step, str::trim_end);
    let (is_run, command) = match step.strip_prefix("RUN ") {
        Some(command) => (true, command.trim_start()),
        None => (false, step),
    };
    match without_shell(without_arguments(command)) {
        Some(command) => format!("RUN {command}"),
        None if is_run => format!("RUN {}", without_arguments(command)),
        None => readable(step),
    }
}

/// A command without the build arguments that are in front of it: `|2 A=b C=d `. A value may have
/// spaces, so that the shell behind them tells where they end.
fn without_arguments(command: &str) -> &str {
    let Some(arguments) = command.strip_prefix('|') else {
        return command;
    };
    let count = arguments.split(' ').next().unwrap_or_default();
    if count.is_empty() || !count.bytes().all(|it| it.is_ascii_digit()) {
        return command;
    }
    let mut starts = SHELLS.iter().filter_map(|shell| arguments.find(*shell));
    match starts.next() {
        Some(start) => &arguments[start..],
        None => {
            // Another shell: each argument is one word then, or no one can tell.
            let skipped = count.parse::<usize>().unwrap_or_default().saturating_add(1);
            let rest = arguments
                .splitn(skipped.saturating_add(1), ' ')
                .nth(skipped);
            rest.unwrap_or(command)
        }
    }
}

/// The command that a usual shell runs; `None` when there is no such shell in front.
fn without_shell(command: &str) -> Option<&str> {
    let mut shells = SHELLS.iter();
    let command = shells.find_map(|shell| command.strip_prefix(*shell))?;
    Some(command.trim_start())
}

/// An instruction, with what builders put in place of what was written put back.
fn readable(step: &str) -> String {
    let (name, rest) = step.split_once(' ').unwrap_or((step, ""));
    let rest = rest.trim();
    match name {
        "ADD" | "COPY" => {
            let (from, to) = rest.split_once(" in ").unwrap_or((rest, ""));
            format!("{name} {from} {to}").trim_end().to_owned()
        }
        "EXPOSE" => format!("EXPOSE {}", ports(rest)),
        "HEALTHCHECK" => healthcheck(rest).unwrap_or_else(|| step.to_owned()),
        _ => step.to_owned(),
    }
}

/// `map[80/tcp:{} 443/tcp:{}]` or `[80/tcp]`, as they are written behind `EXPOSE`.
fn ports(rest: &str) -> String {
    let inner = rest.strip_prefix("map").unwrap_or(rest);
    let inner = inner.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    match inner {
        Some(inner) => inner.replace(":{}", ""),
        None => rest.to_owned(),
    }
}

/// `&{["CMD-SHELL" "curl localhost"] "30s" "3s" "0s" "0s" '\x03'}`: command, interval, timeout, start
/// period, since Docker 25 also the interval meanwhile, and retries as a character.
fn healthcheck(rest: &str) -> Option<String> {
    let inner = rest.strip_prefix("&{[")?.strip_suffix('}')?;
    let (test, inner) = quoted(inner);
    let (durations, inner) = quoted(inner.strip_prefix(']')?);
    let names = ["interval", "timeout", "start-period", "start-interval"];
    let mut line = "HEALTHCHECK".to_owned();
    for (name, duration) in names.into_iter().zip(&durations) {
        if duration != "0s" {
            line.push_str(&format!(" --{name}={duration}"));
        }
    }
    let retries = retries(inner.trim());
    if let Some(retries) = retries.filter(|it| *it > 0) {
        line.push_str(&format!(" --retries={retries}"));
    }
    let (kind, command) = test.split_first()?;
    match kind.as_str() {
        "NONE" => line.push_str(" NONE"),
        "CMD-SHELL" => line.push_str(&format!(" CMD {}", command.join(" "))),
        _ => line.push_str(&format!(" CMD {command:?}")),
    }
    Some(line)
}

/// The texts in quotes at the beginning, and what is behind them.
fn quoted(mut rest: &str) -> (Vec<String>, &str) {
    let mut texts = Vec::new();
    while let Some(inner) = rest.trim_start().strip_prefix('"') {
        let mut text = String::new();
        let mut characters = inner.char_indices();
        let end = loop {
            match characters.next() {
                Some((at, '"')) => break at + 1,
                Some((_, '\\')) => match characters.next() {
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 't')) => text.push('\t'),
                    Some((_, escaped)) => text.push(escaped),
                    None => break inner.len(),
                },
                Some((_, character)) => text.push(character),
                None => break inner.len(),
            }
        };
        texts.push(text);
        rest = &inner[end..];
    }
    (texts, rest)
}

/// The number that a character of Go stands for: `'\x03'`, `'\n'`, `'A'`.
fn retries(literal: &str) -> Option<u32> {
    let inner = literal.strip_prefix('\'')?.strip_suffix('\'')?;
    if let Some(hex) = inner.strip_prefix("\\x").or(inner.strip_prefix("\\u")) {
        return u32::from_str_radix(hex, 16).ok();
    }
    let escapes = ["\\a", "\\b", "\\t", "\\n", "\\v", "\\f", "\\r"];
    match escapes.iter().position(|it| *it == inner) {
        Some(index) => u32::try_from(index).ok().map(|it| it + 7),
        None => inner.chars().last().map(u32::from),
    }
}

#[cfg(test)]
mod tests {
    use super::instruction;

    #[track_caller]
    fn reads(created_by: &str, line: &str) {
        assert_eq!(instruction(created_by), line, "{created_by}");
    }

    #[test]
    fn steps_of_the_classic_builder_are_readable() {
        reads(r#"/bin/sh -c #(nop)  CMD ["bash"]"#, r#"CMD ["bash"]"#);
        reads("/bin/sh -c #(nop) ENV A=b c", "ENV A=b c");
        reads("/bin/sh -c #(nop) ADD file:0a1b in / ", "ADD file:0a1b /");
        reads(
            "/bin/sh -c #(nop) COPY dir:0a1b in /app ",
            "COPY dir:0a1b /app",
        );
        reads("/bin/sh -c apt-get update", "RUN apt-get update");
        reads("/bin/sh -c set -eux;   make", "RUN set -eux;   make");
        reads("|1 VERSION=1 2 /bin/sh -c make", "RUN make");
        reads(r"cmd /S /C #(nop) WORKDIR C:\app", r"WORKDIR C:\app");
        reads("cmd /S /C dir", "RUN dir");
    }

    #[test]
    fn steps_of_buildkit_are_readable() {
        reads("RUN /bin/sh -c make # buildkit", "RUN make");
        reads("RUN |2 A=b C=d /bin/sh -c make # buildkit", "RUN make");
        reads(
            "RUN |1 A=b /bin/bash -o pipefail -c make # buildkit",
            "RUN /bin/bash -o pipefail -c make",
        );
        reads("COPY . /app # buildkit", "COPY . /app");
        reads("EXPOSE map[80/tcp:{} 443/udp:{}]", "EXPOSE 80/tcp 443/udp");
        reads("EXPOSE [80/tcp 443/tcp]", "EXPOSE 80/tcp 443/tcp");
        reads("EXPOSE 80", "EXPOSE 80");
        reads(r#"CMD ["/hello"]"#, r#"CMD ["/hello"]"#);
        reads(
            "RUN cat <<EOF\nhi\nEOF # buildkit",
            "RUN cat <<EOF\nhi\nEOF",
        );
    }

    #[test]
    fn a_healthcheck_is_written_as_in_a_dockerfile() {
        reads(
            r#"HEALTHCHECK &{["CMD-SHELL" "curl \"a\" || exit 1"] "30s" "3s" "0s" "0s" '\x03'}"#,
            r#"HEALTHCHECK --interval=30s --timeout=3s --retries=3 CMD curl "a" || exit 1"#,
        );
        reads(
            r#"/bin/sh -c #(nop)  HEALTHCHECK &{["CMD" "a" "b"] "0s" "0s" "1m0s" '\n'}"#,
            r#"HEALTHCHECK --start-period=1m0s --retries=10 CMD ["a", "b"]"#,
        );
        reads(
            r#"HEALTHCHECK &{["NONE"] "0s" "0s" "0s" "0s" '\x00'}"#,
            "HEALTHCHECK NONE",
        );
    }

    #[test]
    fn what_no_dockerfile_has_stays_as_it_is() {
        for step in [
            "",
            "bazel build //:image",
            "# debian.sh --arch 'amd64' out/ 'bookworm'",
            "/bin/bash -c make",
            "HEALTHCHECK &{[",
            "HEALTHCHECK &{[\"",
            "|",
            "|x",
            "|99999999999999999999 a",
        ] {
            reads(step, step);
        }
    }
}
