//! The diagnosis: derives findings from responses. It claims no more than was observed: causes that a
//! browser cannot distinguish are one finding that names them all.

use swr_api::{Access, Error, ErrorKind, ProbeAnswer};

use super::finding::{Cause, Finding};
use super::plan::speaks;
use super::probe::{Known, Probe, ReadHeader, Reply, SentHeader, Service, Verb, answer, outcome};
use super::subject::{SignIn, Subject};
use crate::configuration::SignInWay;

/// The gateway refuses a signature when the clocks are further apart.
const CLOCK_MINUTES: i64 = 15;
const MINUTE_MILLIS: i64 = 60_000;

/// Everything that can be said so far. `blocked` are the addresses that the page's policy refused.
pub(super) fn findings(subject: &Subject, known: &Known, blocked: &[String]) -> Vec<Finding> {
    let mut causes = Vec::new();
    for service in Service::ALL {
        causes.extend(reached(subject, known, blocked, service));
        causes.extend(spoken(known, service));
        causes.extend(allowed(subject, known, service));
    }
    causes.extend(Verb::ALL.into_iter().filter_map(|verb| method(known, verb)));
    causes.extend(unreadable(subject, known));
    causes.extend(clock(known));
    causes.extend(sign_in(subject, known));
    causes.extend(project(subject, known));
    causes.extend(rights(subject, known));
    causes.extend(lists(known));
    causes.into_iter().map(|it| it.found(subject)).collect()
}

/// Whether no response came that could be read.
fn is_silent(known: &Known, probe: Probe) -> bool {
    matches!(outcome(known, probe), Some(Err(Error::Transport(_))))
}

fn reached(
    subject: &Subject,
    known: &Known,
    blocked: &[String],
    service: Service,
) -> Option<Cause> {
    if !is_silent(known, Probe::Read(service)) {
        return None;
    }
    let origin = subject.origin_of(service);
    let is_blocked = blocked.iter().any(|it| it.starts_with(&origin));
    let is_cross = subject.is_cross_origin(service);
    Some(match outcome(known, Probe::Reach(service))? {
        _ if is_blocked => Cause::Policy(service),
        Ok(_) if is_cross => Cause::NoCors(service),
        Ok(_) => Cause::Redirects(service),
        Err(_) if subject.is_mixed(service) => Cause::Mixed(service),
        Err(_) => Cause::Unreachable(service),
    })
}

fn spoken(known: &Known, service: Service) -> Option<Cause> {
    let (answer, _) = answer(known, Probe::Read(service))?;
    match (answer.status, answer.is_json) {
        (status @ 500.., _) => Some(Cause::Failing(service, status)),
        (status, false) => Some(Cause::NotJson(service, status)),
        (404, true) => Some(Cause::NoSuchCall(service)),
        _ => None,
    }
}

/// The headers that are refused, now that all have been tried. When the methods are refused, too, no
/// preflight is answered at all.
fn allowed(subject: &Subject, known: &Known, service: Service) -> Option<Cause> {
    if !subject.is_cross_origin(service) {
        return None;
    }
    let tried = service.sent_headers();
    let mut refused = Vec::new();
    for header in tried {
        outcome(known, Probe::Header(service, *header))?;
        if is_silent(known, Probe::Header(service, *header)) {
            refused.push(*header);
        }
    }
    let are_methods_refused = service == Service::Identity
        || (Verb::ALL.into_iter()).all(|verb| is_silent(known, Probe::Method(verb)));
    match refused.len() {
        0 => None,
        all if all == tried.len() && are_methods_refused => Some(Cause::NoPreflight(service)),
        _ => Some(Cause::NotAllowed(service, refused)),
    }
}

/// Without leave for anything, the methods are no finding of their own.
fn method(known: &Known, verb: Verb) -> Option<Cause> {
    let headers = SentHeader::ALL.map(|it| Probe::Header(Service::Management, it));
    let is_nothing_allowed = headers.into_iter().all(|it| is_silent(known, it));
    if is_silent(known, Probe::Method(verb)) {
        let other = Verb::ALL
            .into_iter()
            .all(|it| is_silent(known, Probe::Method(it)));
        return (!(is_nothing_allowed && other)).then_some(Cause::MethodNotAllowed(verb));
    }
    let (answer, _) = answer(known, Probe::Method(verb))?;
    // The service itself says in JSON that no one has signed in, or that there is no such thing.
    let is_refused = matches!(answer.status, 405 | 501) || !answer.is_json;
    is_refused.then_some(Cause::MethodRefused(verb, answer.status))
}

/// The headers that every response of a kind has, and that could not be read.
fn unreadable(subject: &Subject, known: &Known) -> Vec<Cause> {
    let mut missing: Vec<ReadHeader> = Vec::new();
    let mut look = |probe, has_them: &dyn Fn(&ProbeAnswer) -> bool, headers: &[ReadHeader]| {
        if let Some((answer, _)) = answer(known, probe).filter(|(it, _)| has_them(it)) {
            missing.extend(headers.iter().filter(|it| !it.is_in(answer)));
        }
    };
    let is_service = |_: &ProbeAnswer| speaks(known, Service::Management);
    let is_done = |it: &ProbeAnswer| (200..300).contains(&it.status);
    let always = [ReadHeader::RequestId, ReadHeader::Date];
    look(Probe::Read(Service::Management), &is_service, &always);
    look(Probe::Total, &is_done, &[ReadHeader::ContentRange]);
    let of_login = [ReadHeader::DockerLogin, ReadHeader::ExpireAt];
    look(Probe::Login, &is_done, &of_login);
    let mut causes = Vec::new();
    if is_token_hidden(subject) {
        let headers = vec![ReadHeader::SubjectToken];
        causes.push(Cause::Unreadable(Service::Identity, headers));
    }
    if !missing.is_empty() {
        causes.push(Cause::Unreadable(Service::Management, missing));
    }
    causes
}

/// The identity service said yes, and the token itself could not be read.
fn is_token_hidden(subject: &Subject) -> bool {
    let hidden = ReadHeader::SubjectToken.name();
    matches!(
        &subject.sign_in,
        SignIn::Refused(_, Error::Decode { field, .. }) if field.eq_ignore_ascii_case(hidden)
    )
}

fn lead_minutes(known: &Known) -> Option<i64> {
    let (_, lead) = answer(known, Probe::Read(Service::Management))?;
    Some(lead? / MINUTE_MILLIS)
}

fn clock(known: &Known) -> Option<Cause> {
    let minutes = lead_minutes(known)?;
    (minutes.abs() >= CLOCK_MINUTES).then_some(Cause::Clock(minutes))
}

fn sign_in(subject: &Subject, known: &Known) -> Option<Cause> {
    match &subject.sign_in {
        SignIn::Refused(way, error) => refused(*way, error, known),
        SignIn::Done => {
            let ended = |it: &Error| it.kind() == ErrorKind::Unauthenticated;
            let is_ended = failure(known, Probe::Rights).is_some_and(ended);
            is_ended.then_some(Cause::Ended)
        }
        SignIn::NotTried => None,
    }
}

/// What the service says to a wrong project differs: that it is not found, or that one is not
/// authorized for it.
fn refused(way: SignInWay, error: &Error, known: &Known) -> Option<Cause> {
    let Error::Api(said) = error else { return None };
    let names_project = said.message.to_ascii_lowercase().contains("project");
    Some(match (way, error.kind()) {
        (_, ErrorKind::Server | ErrorKind::Throttled) => Cause::SignInRefused(said.status),
        (SignInWay::Password, ErrorKind::NotFound) => Cause::WrongProject,
        (SignInWay::Password, _) if names_project => Cause::WrongProject,
        (SignInWay::Password, ErrorKind::Unauthenticated) => Cause::WrongPassword,
        // The clock explains a refused signature, and is a finding of its own.
        (SignInWay::AccessKey, ErrorKind::Unauthenticated) if clock(known).is_some() => {
            return None;
        }
        (SignInWay::Password, _) => Cause::SignInRefused(said.status),
        (SignInWay::AccessKey, ErrorKind::Unauthenticated) => Cause::WrongKey,
        (SignInWay::Token, ErrorKind::Unauthenticated) => Cause::WrongToken,
        (_, ErrorKind::Forbidden) => Cause::Forbidden,
        _ => Cause::SignInRefused(said.status),
    })
}

fn failure(known: &Known, probe: Probe) -> Option<&Error> {
    outcome(known, probe)?.as_ref().err()
}

fn project(subject: &Subject, known: &Known) -> Option<Cause> {
    let Some(Ok(Reply::Projects(names))) = outcome(known, Probe::Project) else {
        return None;
    };
    let name = subject.connection.project_name();
    (!names.iter().any(|it| it == name)).then_some(Cause::WrongProject)
}

fn rights(subject: &Subject, known: &Known) -> Option<Cause> {
    let is_forbidden = |it: &Error| it.kind() == ErrorKind::Forbidden;
    match outcome(known, Probe::Rights)? {
        Err(error) => is_forbidden(error).then_some(Cause::Forbidden),
        Ok(Reply::Organizations(0, _)) => Some(Cause::NothingSeen),
        Ok(_) if subject.is_read_only => Some(Cause::ReadOnlyConsole),
        Ok(Reply::Organizations(_, most)) => {
            let may_push = most.is_none_or(Access::may_push);
            (!may_push).then_some(Cause::ReadOnlyUser)
        }
        Ok(_) => None,
    }
}

fn lists(known: &Known) -> Option<Cause> {
    let is_missing =
        |it: &Error| it.is_no_such_call() || matches!(it.status(), Some(404 | 405 | 501));
    let is_missing = failure(known, Probe::ListV3).is_some_and(is_missing);
    is_missing.then_some(Cause::NoListV3)
}

#[cfg(test)]
#[path = "judge_tests.rs"]
mod tests;
