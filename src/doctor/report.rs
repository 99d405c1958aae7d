//! The report: everything that is shown, as text for support. It contains no user names and no
//! credentials.

use super::finding::Finding;
use super::finding::Step;
use super::fix::fixes;
use super::probe::Service;
use super::steps::State;
use super::subject::Subject;
use super::texts;
use super::words::{sentence, service_name, state_name, step_name};
use crate::i18n::Texts;

/// The report, in Markdown.
pub(super) fn report(
    texts: Texts,
    subject: &Subject,
    steps: &[(Step, State)],
    findings: &[Finding],
) -> String {
    let mut lines = vec![format!("# {}", texts.get(texts::TITLE)), String::new()];
    lines.push(format!(
        "- {}: {}",
        texts.get(texts::ORIGIN),
        subject.origin
    ));
    for service in Service::ALL.into_iter().filter(|it| subject.uses(*it)) {
        let name = service_name(texts, service);
        lines.push(format!("- {name}: {}", subject.address(service)));
    }
    lines.extend([
        String::new(),
        format!("## {}", texts.get(texts::STEPS)),
        String::new(),
    ]);
    for (step, state) in steps {
        let (step, state) = (step_name(texts, *step), state_name(texts, *state));
        lines.push(format!("- {step}: {state}"));
    }
    lines.extend([
        String::new(),
        format!("## {}", texts.get(texts::FINDINGS)),
        String::new(),
    ]);
    if findings.is_empty() {
        lines.push(texts.get(texts::ALL_WELL).to_owned());
    }
    for finding in findings {
        lines.push(format!("- {}", sentence(texts, subject, finding)));
        for fix in fixes(subject, &finding.cause) {
            let place = fix.place_name(texts, subject);
            lines.extend([String::new(), format!("  {place}:"), String::new()]);
            lines.extend(fix.lines.lines().map(|line| format!("      {line}")));
            lines.push(String::new());
        }
    }
    lines.push(String::new());
    lines.join("\n")
}
