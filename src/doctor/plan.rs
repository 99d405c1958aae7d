//! Chooses the next probe. Probes without a meaningful result are skipped: without a readable response
//! there are no headers to check, and on the page's own origin no CORS is needed.

use super::probe::{Known, Probe, Service, Verb, answer, outcome};
use super::subject::Subject;

/// The next stage; empty when everything is known that can be.
pub(super) fn next(subject: &Subject, known: &Known) -> Vec<Probe> {
    let stages = [
        first(subject),
        unread(subject, known),
        leave(subject, known),
        signed_in(subject, known),
    ];
    let is_new = |probe: &Probe| !known.iter().any(|(it, _)| it == probe);
    let mut new = stages
        .into_iter()
        .map(|stage| stage.into_iter().filter(&is_new).collect::<Vec<_>>());
    new.find(|stage| !stage.is_empty()).unwrap_or_default()
}

/// Whether a service answers as itself.
pub(super) fn speaks(known: &Known, service: Service) -> bool {
    answer(known, Probe::Read(service))
        .is_some_and(|(answer, _)| answer.is_json && answer.status != 404 && answer.status < 500)
}

fn used(subject: &Subject) -> impl Iterator<Item = Service> {
    (Service::ALL.into_iter()).filter(|service| subject.uses(*service))
}

fn first(subject: &Subject) -> Vec<Probe> {
    used(subject).map(Probe::Read).collect()
}

/// No response is told apart from one that is kept back.
fn unread(subject: &Subject, known: &Known) -> Vec<Probe> {
    let is_silent =
        |service: &Service| matches!(outcome(known, Probe::Read(*service)), Some(Err(_)));
    let silent = used(subject).filter(is_silent);
    silent.map(Probe::Reach).collect()
}

/// What a browser asks leave for, one thing at a time.
fn leave(subject: &Subject, known: &Known) -> Vec<Probe> {
    let mut probes = Vec::new();
    for service in used(subject).filter(|it| speaks(known, *it)) {
        if subject.is_cross_origin(service) {
            let headers = service.sent_headers().iter();
            probes.extend(headers.map(|it| Probe::Header(service, *it)));
        }
        if service == Service::Management {
            probes.extend(Verb::ALL.map(Probe::Method));
        }
    }
    probes
}

/// What only someone who has signed in is told.
fn signed_in(subject: &Subject, known: &Known) -> Vec<Probe> {
    let mut probes = Vec::new();
    if subject.is_signed_in() && speaks(known, Service::Management) {
        probes.extend([Probe::Rights, Probe::Total, Probe::Login, Probe::ListV3]);
    }
    let is_told = subject.uses(Service::Identity) && speaks(known, Service::Identity);
    if subject.is_signed_in() && is_told {
        probes.push(Probe::Project);
    }
    probes
}
