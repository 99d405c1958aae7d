//! The text of a finding.

use super::finding::{Cause, Finding, Step};
use super::probe::{Service, Verb};
use super::steps::State;
use super::subject::Subject;
use super::texts;
use crate::i18n::{Text, Texts};

/// The name of a service.
pub(super) fn service_name(texts: Texts, service: Service) -> &'static str {
    texts.get(match service {
        Service::Management => texts::MANAGEMENT,
        Service::Identity => texts::IDENTITY,
    })
}

/// The name of a step.
pub(super) fn step_name(texts: Texts, step: Step) -> String {
    let of_service =
        |text: &Text, service| texts.fill(text, &[("service", service_name(texts, service))]);
    match step {
        Step::Reach(service) => of_service(texts::REACH, service),
        Step::Speaks(service) => of_service(texts::SPEAKS, service),
        Step::Headers(service) => of_service(texts::HEADERS, service),
        step => texts.get(plain_name(step)).to_owned(),
    }
}

fn plain_name(step: Step) -> &'static Text {
    match step {
        Step::Reach(_) => texts::REACH,
        Step::Speaks(_) => texts::SPEAKS,
        Step::Headers(_) => texts::HEADERS,
        Step::Methods => texts::METHODS,
        Step::Answers => texts::ANSWERS,
        Step::Clock => texts::CLOCK,
        Step::SignIn => texts::SIGN_IN,
        Step::Project => texts::PROJECT,
        Step::Rights => texts::RIGHTS,
        Step::ListV3 => texts::LIST_V3,
    }
}

/// The name of a step's state.
pub(super) fn state_name(texts: Texts, state: State) -> &'static str {
    texts.get(match state {
        State::Running => texts::RUNNING,
        State::Fine => texts::FINE,
        State::Noted => texts::NOTED,
        State::Wrong => texts::WRONG,
        State::Skipped => texts::SKIPPED,
        State::NotSignedIn => texts::NOT_SIGNED_IN,
        State::Unknown => texts::UNKNOWN,
    })
}

/// The sentence that says what is the matter.
pub(super) fn sentence(texts: Texts, subject: &Subject, finding: &Finding) -> String {
    let at = |service: &Service| subject.address(*service);
    let about = |text: &Text, service: &Service| texts.fill(text, &[("address", &at(service))]);
    let with_status = |text: &Text, service: &Service, status: &u16| {
        let status = status.to_string();
        texts.fill(text, &[("address", &at(service)), ("status", &status)])
    };
    match &finding.cause {
        Cause::Unreachable(service) => about(texts::UNREACHABLE, service),
        Cause::Mixed(service) => about(texts::MIXED, service),
        Cause::Policy(service) => about(texts::POLICY, service),
        Cause::Redirects(service) => about(texts::REDIRECTS, service),
        Cause::NoPreflight(service) => about(texts::NO_PREFLIGHT, service),
        Cause::NotJson(service, status) => with_status(texts::NOT_JSON, service, status),
        Cause::Failing(service, status) => with_status(texts::FAILING, service, status),
        Cause::NoCors(service) => {
            let places = [("address", at(service)), ("origin", subject.origin.clone())];
            fill(texts, texts::NO_CORS, &places)
        }
        Cause::NoSuchCall(service) => {
            let path = format!("/{}", service.path().join("/"));
            fill(
                texts,
                texts::NO_SUCH_CALL,
                &[("address", at(service)), ("path", path)],
            )
        }
        Cause::NotAllowed(service, headers) => {
            let names: Vec<&str> = headers.iter().map(|it| it.name()).collect();
            let places = [("address", at(service)), ("headers", names.join(", "))];
            let said = fill(texts, texts::NOT_ALLOWED, &places);
            let ways = &subject.connection.sign_in;
            match headers.iter().any(|it| it.is_sent(ways)) {
                true => said,
                false => format!("{said} {}", texts.get(texts::NOT_SENT)),
            }
        }
        Cause::Unreadable(service, headers) => {
            let names: Vec<&str> = headers.iter().map(|it| it.name()).collect();
            let places = [("address", at(service)), ("headers", names.join(", "))];
            let text = match subject.is_cross_origin(*service) {
                true => texts::UNREADABLE,
                false => texts::DROPPED,
            };
            fill(texts, text, &places)
        }
        Cause::MethodNotAllowed(verb) => {
            let address = at(&Service::Management);
            let places = [("address", address), ("method", verb.name().to_owned())];
            fill(texts, texts::METHOD_NOT_ALLOWED, &places)
        }
        Cause::MethodRefused(verb, status) => refused(texts, *verb, *status),
        cause => own(texts, subject, cause),
    }
}

fn fill(texts: Texts, text: &Text, places: &[(&str, String)]) -> String {
    let places: Vec<(&str, &str)> =
        (places.iter().map(|(name, it)| (*name, it.as_str()))).collect();
    texts.fill(text, &places)
}

fn refused(texts: Texts, verb: Verb, status: u16) -> String {
    let status = status.to_string();
    let places = [("method", verb.name()), ("status", status.as_str())];
    texts.fill(texts::METHOD_REFUSED, &places)
}

/// What is said of anyone who signs in, and of the clocks.
fn own(texts: Texts, subject: &Subject, cause: &Cause) -> String {
    let text = match cause {
        Cause::Clock(minutes) => {
            let text = match *minutes > 0 {
                true => texts::CLOCK_AHEAD,
                false => texts::CLOCK_BEHIND,
            };
            return texts.fill(text, &[("minutes", &minutes.abs().to_string())]);
        }
        Cause::SignInRefused(status) => {
            return texts.fill(texts::SIGN_IN_REFUSED, &[("status", &status.to_string())]);
        }
        Cause::WrongProject if subject.is_signed_in() => {
            let project = subject.connection.project_name();
            return texts.fill(texts::WRONG_PROJECT, &[("project", project)]);
        }
        Cause::WrongProject => texts::TYPED_PROJECT,
        Cause::WrongPassword => texts::WRONG_PASSWORD,
        Cause::WrongKey => texts::WRONG_KEY,
        Cause::WrongToken => texts::WRONG_TOKEN,
        Cause::Ended => texts::ENDED,
        Cause::Forbidden => texts::FORBIDDEN,
        Cause::NothingSeen => texts::NOTHING_SEEN,
        Cause::ReadOnlyUser => texts::READ_ONLY_USER,
        Cause::ReadOnlyConsole => texts::READ_ONLY_CONSOLE,
        _ => texts::NO_LIST_V3,
    };
    texts.get(text).to_owned()
}
