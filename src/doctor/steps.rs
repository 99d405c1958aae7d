//! The steps as shown: running, passed, failed, and skipped.

use super::finding::{Finding, Step, Weight};
use super::plan::speaks;
use super::probe::{Known, Probe, Service, Verb, answer, outcome};
use super::subject::{SignIn, Subject};

/// The state of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It is being looked at, or will be.
    Running,
    Fine,
    /// There is something to say, and it works.
    Noted,
    Wrong,
    /// What it needs does not work.
    Skipped,
    /// No one has signed in.
    NotSignedIn,
    /// It cannot be seen from here.
    Unknown,
}

/// Every step that says something about this connection, with how it stands.
pub(super) fn steps(
    subject: &Subject,
    known: &Known,
    findings: &[Finding],
    is_running: bool,
) -> Vec<(Step, State)> {
    let all = shown(subject);
    let stand = |step: Step| (step, state(subject, known, findings, is_running, step));
    all.into_iter().map(stand).collect()
}

fn shown(subject: &Subject) -> Vec<Step> {
    let mut steps = Vec::new();
    for service in Service::ALL.into_iter().filter(|it| subject.uses(*it)) {
        steps.extend([Step::Reach(service), Step::Speaks(service)]);
        // On the page's own origin no leave is needed.
        if subject.is_cross_origin(service) {
            steps.push(Step::Headers(service));
        }
    }
    steps.extend([Step::Methods, Step::Answers, Step::Clock, Step::SignIn]);
    if subject.uses(Service::Identity) {
        steps.push(Step::Project);
    }
    steps.extend([Step::Rights, Step::ListV3]);
    steps
}

fn state(
    subject: &Subject,
    known: &Known,
    findings: &[Finding],
    is_running: bool,
    step: Step,
) -> State {
    let of_step = findings.iter().filter(|it| it.step == step);
    if let Some(weight) = of_step.map(|it| it.weight).min() {
        return match weight {
            Weight::Breaks => State::Wrong,
            Weight::Limits | Weight::Note => State::Noted,
        };
    }
    let is_answered = |probe: &Probe| outcome(known, *probe).is_some_and(Result::is_ok);
    let is_seen = match step {
        Step::SignIn => subject.is_signed_in() && is_answered(&Probe::Rights),
        Step::Clock => {
            let read = answer(known, Probe::Read(Service::Management));
            read.is_some_and(|(_, lead)| lead.is_some())
        }
        step => probes(step).iter().all(is_answered),
    };
    let is_behind = matches!(
        step,
        Step::SignIn | Step::Project | Step::Rights | Step::ListV3
    );
    match step {
        _ if is_seen => State::Fine,
        _ if is_running => State::Running,
        _ if is_behind && subject.sign_in == SignIn::NotTried => State::NotSignedIn,
        Step::Clock if speaks(known, Service::Management) => State::Unknown,
        Step::Rights | Step::ListV3 | Step::Project if subject.is_signed_in() => State::Unknown,
        _ => State::Skipped,
    }
}

/// What a step is seen by.
fn probes(step: Step) -> Vec<Probe> {
    match step {
        Step::Reach(service) | Step::Speaks(service) => vec![Probe::Read(service)],
        Step::Headers(service) => {
            let headers = service.sent_headers().iter();
            headers.map(|it| Probe::Header(service, *it)).collect()
        }
        Step::Methods => Verb::ALL.map(Probe::Method).into(),
        Step::Answers | Step::Clock => vec![Probe::Read(Service::Management)],
        Step::SignIn | Step::Rights => vec![Probe::Rights],
        Step::Project => vec![Probe::Project],
        Step::ListV3 => vec![Probe::ListV3],
    }
}
