//! The end of a test run: what ran, how long it took, and one line for machines.

use super::{Counts, Outcome};

/// Prints the table and, last, the plain line.
pub(crate) fn print(outcomes: &[Outcome]) {
    println!(
        "\n{:<14} {:>8} {:>8} {:>8} {:>9}",
        "step", "passed", "failed", "skipped", "time"
    );
    let mut total = Counts::default();
    for Outcome {
        name,
        counts,
        time,
        note,
    } in outcomes
    {
        let Counts {
            passed,
            failed,
            skipped,
            ..
        } = counts;
        let seconds = time.as_secs_f32();
        let line =
            format!("{name:<14} {passed:>8} {failed:>8} {skipped:>8} {seconds:>8.1}s  {note}");
        println!("{}", line.trim_end());
        total += *counts;
    }
    let seconds: f32 = outcomes.iter().map(|it| it.time.as_secs_f32()).sum();
    println!(
        "A step without tests of its own counts as one. Total: {:.0} minutes {:.0} seconds.",
        (seconds / 60.0).floor(),
        seconds % 60.0
    );
    let notes = outcomes.iter().filter(|it| it.counts.skipped > 0);
    let notes: Vec<&str> = notes.map(|it| it.note.as_str()).collect();
    println!("{}", plain(total, &notes));
}

/// What was not checked is in the line that everyone reads, with its reason.
fn plain(total: Counts, skipped_because: &[&str]) -> String {
    let Counts {
        passed,
        failed,
        skipped,
        ..
    } = total;
    match skipped {
        0 => format!("{passed} passed, {failed} failed"),
        _ => {
            let reasons: Vec<&str> = skipped_because
                .iter()
                .copied()
                .filter(|it| !it.is_empty())
                .collect();
            let reasons = match reasons.is_empty() {
                true => String::new(),
                false => format!(" ({})", reasons.join("; ")),
            };
            format!("{passed} passed, {failed} failed, {skipped} skipped{reasons}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_plain() {
        assert_eq!(
            plain(
                Counts {
                    passed: 3,
                    failed: 0,
                    ..Counts::default()
                },
                &[]
            ),
            "3 passed, 0 failed"
        );
        assert_eq!(
            plain(
                Counts {
                    passed: 3,
                    failed: 1,
                    skipped: 2,
                },
                &["", "advisories were not checked"]
            ),
            "3 passed, 1 failed, 2 skipped (advisories were not checked)"
        );
    }
}
