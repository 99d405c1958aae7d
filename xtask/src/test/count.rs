//! Reading from a test runner's output how many tests ran: libtest (in the browser too), Node's
//! own runner, Playwright.

/// How many tests of each end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) skipped: u32,
}

impl Counts {
    /// Adds what this line says, if it is one of a runner's closing lines.
    pub(crate) fn read(&mut self, line: &str) {
        let line = without_colour(line);
        let line = line.trim();
        if line.starts_with("test result: ") {
            self.read_pairs(line);
        } else {
            self.read_single(line);
        }
    }

    /// "…ok. 3 passed; 1 failed; 2 ignored; …"
    fn read_pairs(&mut self, line: &str) {
        let words: Vec<_> = line
            .split_whitespace()
            .map(|it| it.trim_matches([',', ';', '.', '(', ')']))
            .collect();
        for pair in words.windows(2) {
            let Ok(count) = pair[0].parse::<u32>() else {
                continue;
            };
            self.add(pair[1], count);
        }
    }

    /// Node's "ℹ pass 3" or "# pass 3", Playwright's "3 passed (4.2s)".
    fn read_single(&mut self, line: &str) {
        let words: Vec<_> = line.split_whitespace().collect();
        match words[..] {
            ["ℹ" | "#", word, count] => {
                if let Ok(count) = count.parse() {
                    self.add(
                        match word {
                            "pass" => "passed",
                            "fail" => "failed",
                            other => other,
                        },
                        count,
                    );
                }
            }
            [count, word] | [count, word, _]
                if words.get(2).is_none_or(|it| it.starts_with('(')) =>
            {
                if let Ok(count) = count.parse() {
                    self.add(word, count);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, word: &str, count: u32) {
        match word {
            "passed" => self.passed += count,
            // What passes only when it is tried again has failed.
            "failed" | "cancelled" | "flaky" => self.failed += count,
            "skipped" | "ignored" => self.skipped += count,
            _ => {}
        }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

fn without_colour(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or("", |(_, text)| text));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &str, [passed, failed, skipped]: [u32; 3]) {
        let mut counts = Counts::default();
        lines.lines().for_each(|line| counts.read(line));
        assert_eq!(
            counts,
            Counts {
                passed,
                failed,
                skipped
            },
            "{lines}"
        );
    }

    #[test]
    fn every_runner_is_understood() {
        check(
            "test result: ok. 3 passed; 1 failed; 2 ignored; 0 measured; 9 filtered out; finished in 0.03s",
            [3, 1, 2],
        );
        check(
            "ℹ tests 5\nℹ pass 4\nℹ fail 1\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0\nℹ duration_ms 12.5",
            [4, 1, 0],
        );
        check("# pass 4\n# fail 0", [4, 0, 0]);
        check(
            "  1 failed\n    [chromium] › a.spec.ts:3:1 › 3 passed through\n  1 flaky\n  2 skipped\n  24 passed (1.2m)",
            [24, 2, 2],
        );
    }

    #[test]
    fn other_lines_say_nothing() {
        check(
            "12 tests\n3 passed the gate\nrunning 3 tests\npassed 3",
            [0, 0, 0],
        );
    }
}
