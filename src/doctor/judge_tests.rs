//! Every fault with its finding, and no fault without one.
//!
//! Long, because each fault has a case here.

use http::HeaderName;
use swr_api::{ApiError, TransportError};

use super::*;
use crate::configuration::Connection;
use crate::doctor::finding::{Step, Weight};
use crate::doctor::plan::next;
use crate::doctor::steps::{State, steps};

const ORIGIN: &str = "https://console.example";

/// A world: what each probe is answered.
struct World {
    subject: Subject,
    answers: fn(Probe) -> Option<Result<Reply, Error>>,
    blocked: Vec<String>,
}

fn subject(endpoint: &str, sign_in: SignIn) -> Subject {
    let connection = Connection {
        endpoint: endpoint.to_owned(),
        iam: endpoint.to_owned(),
        ..Connection::same_origin()
    };
    Subject {
        connection,
        origin: ORIGIN.to_owned(),
        sign_in,
        is_read_only: false,
    }
}

/// A service on another origin, in which all is well but what `answers` says.
fn far(sign_in: SignIn, answers: fn(Probe) -> Option<Result<Reply, Error>>) -> World {
    World {
        subject: subject("https://swr.example", sign_in),
        answers,
        blocked: Vec::new(),
    }
}

/// The same on the page's own.
fn near(answers: fn(Probe) -> Option<Result<Reply, Error>>) -> World {
    World {
        subject: subject("", SignIn::Done),
        ..far(SignIn::Done, answers)
    }
}

fn silence() -> Option<Result<Reply, Error>> {
    let words = "Failed to fetch".to_owned();
    Some(Err(Error::Transport(TransportError::Offline(words))))
}

fn error(status: u16, code: Option<&str>, message: &str) -> Error {
    Error::Api(ApiError {
        code: code.map(str::to_owned),
        ..ApiError::new(status, message.to_owned())
    })
}

fn replied(
    status: u16,
    is_json: bool,
    lead: Option<i64>,
    without: &str,
) -> Option<Result<Reply, Error>> {
    let all = [
        HeaderName::from_static("date"),
        HeaderName::from_static("x-request-id"),
        HeaderName::from_static("content-range"),
        HeaderName::from_static("x-swr-dockerlogin"),
        HeaderName::from_static("x-swr-expireat"),
    ];
    let answer = ProbeAnswer {
        status,
        is_json,
        code: None,
        server_date: None,
        readable: all
            .into_iter()
            .filter(|it| it.as_str() != without)
            .collect(),
    };
    Some(Ok(Reply::Answer(answer, lead)))
}

fn well(subject: &Subject, probe: Probe) -> Result<Reply, Error> {
    let answered = |status| replied(status, true, Some(0), "").unwrap();
    match probe {
        Probe::Read(_) | Probe::Header(..) | Probe::Method(_) => answered(401),
        Probe::Reach(_) => Ok(Reply::Reached),
        Probe::Rights => Ok(Reply::Organizations(2, Some(Access::Manage))),
        Probe::Total | Probe::Login => answered(200),
        Probe::ListV3 => Ok(Reply::Done),
        Probe::Project => Ok(Reply::Projects(vec![
            subject.connection.project_name().to_owned(),
        ])),
    }
}

/// Asks as the page does, until nothing more is asked.
fn known(world: &World) -> Known {
    let mut known = Known::new();
    loop {
        let probes = next(&world.subject, &known);
        if probes.is_empty() {
            return known;
        }
        for probe in probes {
            let answer = (world.answers)(probe).unwrap_or_else(|| well(&world.subject, probe));
            known.push((probe, Some(answer)));
        }
    }
}

fn found(world: &World) -> Vec<(Cause, Weight)> {
    let known = known(world);
    let found = findings(&world.subject, &known, &world.blocked);
    found.into_iter().map(|it| (it.cause, it.weight)).collect()
}

/// The two services are one host here, so both say the same of what is true of a host.
fn check(world: World, expected: &[(Cause, Weight)]) {
    assert_eq!(found(&world), expected);
}

use Cause::*;
use Service::{Identity, Management};
use Weight::{Breaks, Limits, Note};

#[test]
fn where_all_is_well_nothing_is_said_and_every_step_is_fine() {
    for world in [far(SignIn::Done, |_| None), near(|_| None)] {
        assert_eq!(found(&world), []);
        let known = known(&world);
        let steps = steps(&world.subject, &known, &[], false);
        assert!(steps.iter().all(|it| it.1 == State::Fine), "{steps:?}");
    }
}

#[test]
fn a_closed_port_is_told_apart_from_a_response_that_is_kept_back() {
    let closed = far(SignIn::NotTried, |probe| match probe {
        Probe::Read(_) | Probe::Reach(_) => silence(),
        _ => None,
    });
    check(
        closed,
        &[
            (Unreachable(Management), Breaks),
            (Unreachable(Identity), Breaks),
        ],
    );
    let kept_back = far(SignIn::NotTried, |probe| match probe {
        Probe::Read(_) => silence(),
        _ => None,
    });
    check(
        kept_back,
        &[(NoCors(Management), Breaks), (NoCors(Identity), Breaks)],
    );
}

#[test]
fn a_policy_and_plain_http_are_said_where_they_are_the_reason() {
    let answers = |probe| match probe {
        Probe::Read(Management) | Probe::Reach(Management) => silence(),
        _ => None,
    };
    let mut world = far(SignIn::NotTried, answers);
    world.blocked = vec!["https://swr.example/v2/manage/namespaces".to_owned()];
    check(world, &[(Policy(Management), Breaks)]);
    let mut world = far(SignIn::NotTried, answers);
    world.subject.connection.endpoint = "http://swr.example".to_owned();
    check(world, &[(Mixed(Management), Breaks)]);
}

#[test]
fn a_redirect_on_the_pages_own_origin_is_one() {
    let world = near(|probe| match probe {
        Probe::Read(Management) => silence(),
        _ => None,
    });
    check(world, &[(Redirects(Management), Breaks)]);
}

#[test]
fn each_header_that_is_not_allowed_is_named() {
    // A function pointer captures nothing, so each header has its own.
    macro_rules! without {
        ($($header:ident => $weight:expr),*) => {$(
            let world = far(SignIn::Done, |probe| match probe {
                Probe::Header(Management, SentHeader::$header) => silence(),
                _ => None,
            });
            check(world, &[(NotAllowed(Management, vec![SentHeader::$header]), $weight)]);
        )*};
    }
    without!(
        ContentType => Breaks, AuthToken => Breaks, Authorization => Breaks, SdkDate => Breaks,
        ProjectId => Breaks, DomainId => Note, SecurityToken => Note, ContentSha256 => Note
    );
    let world = far(SignIn::Done, |probe| match probe {
        Probe::Header(Identity, SentHeader::AuthToken) => silence(),
        _ => None,
    });
    check(
        world,
        &[(NotAllowed(Identity, vec![SentHeader::AuthToken]), Limits)],
    );
}

#[test]
fn several_headers_are_one_finding() {
    let world = far(SignIn::Done, |probe| match probe {
        Probe::Header(Management, SentHeader::SdkDate | SentHeader::DomainId) => silence(),
        _ => None,
    });
    let headers = vec![SentHeader::SdkDate, SentHeader::DomainId];
    check(world, &[(NotAllowed(Management, headers), Breaks)]);
}

#[test]
fn no_preflight_is_one_finding_and_not_eleven() {
    let world = far(SignIn::NotTried, |probe| match probe {
        Probe::Header(..) | Probe::Method(_) => silence(),
        _ => None,
    });
    check(
        world,
        &[
            (NoPreflight(Management), Breaks),
            (NoPreflight(Identity), Breaks),
        ],
    );
    // Where the methods pass, preflights are answered: it is the headers.
    let world = far(SignIn::NotTried, |probe| match probe {
        Probe::Header(Management, _) => silence(),
        _ => None,
    });
    check(
        world,
        &[(NotAllowed(Management, SentHeader::ALL.into()), Breaks)],
    );
}

#[test]
fn each_method_is_named_and_a_refusal_is_told_from_a_missing_leave() {
    let world = far(SignIn::Done, |probe| match probe {
        Probe::Method(Verb::Patch) => silence(),
        _ => None,
    });
    check(world, &[(MethodNotAllowed(Verb::Patch), Limits)]);
    let world = far(SignIn::Done, |probe| match probe {
        Probe::Method(Verb::Delete) => silence(),
        _ => None,
    });
    check(world, &[(MethodNotAllowed(Verb::Delete), Limits)]);
    let world = near(|probe| match probe {
        Probe::Method(Verb::Delete) => replied(405, false, None, ""),
        _ => None,
    });
    check(world, &[(MethodRefused(Verb::Delete, 405), Limits)]);
    let both = far(SignIn::Done, |probe| match probe {
        Probe::Method(_) => silence(),
        _ => None,
    });
    assert_eq!(found(&both).len(), 2);
}

#[test]
fn each_header_that_cannot_be_read_is_named() {
    macro_rules! without {
        ($($probe:pat => $status:literal $name:literal $header:ident),*) => {$(
            let world = far(SignIn::Done, |probe| match probe {
                $probe => replied($status, true, None, $name),
                _ => None,
            });
            check(world, &[(Unreadable(Management, vec![ReadHeader::$header]), Limits)]);
        )*};
    }
    without!(
        Probe::Read(Management) => 401 "date" Date,
        Probe::Read(Management) => 401 "x-request-id" RequestId,
        Probe::Total => 200 "content-range" ContentRange,
        Probe::Login => 200 "x-swr-dockerlogin" DockerLogin,
        Probe::Login => 200 "x-swr-expireat" ExpireAt
    );
    // Only a response of the right kind must have it.
    let refused = far(SignIn::Done, |probe| match probe {
        Probe::Login => replied(403, true, None, "x-swr-expireat"),
        _ => None,
    });
    check(refused, &[]);
    let hidden = Error::Decode {
        field: "x-subject-token".to_owned(),
        detail: "missing header".to_owned(),
        request_id: None,
        status: 201,
    };
    let sign_in = SignIn::Refused(SignInWay::Password, hidden);
    let headers = vec![ReadHeader::SubjectToken];
    check(
        far(sign_in, |_| None),
        &[(Unreadable(Identity, headers), Breaks)],
    );
}

#[test]
fn a_page_in_place_of_the_service_is_one_and_so_is_a_gateway() {
    let world = |answers| far(SignIn::NotTried, answers);
    let page = world(|probe| match probe {
        Probe::Read(Management) => replied(200, false, None, ""),
        _ => None,
    });
    check(page, &[(NotJson(Management, 200), Breaks)]);
    let gateway = world(|probe| match probe {
        Probe::Read(Management) => replied(502, false, None, ""),
        _ => None,
    });
    check(gateway, &[(Failing(Management, 502), Breaks)]);
    let other = world(|probe| match probe {
        Probe::Read(Identity) => replied(404, true, None, ""),
        _ => None,
    });
    check(other, &[(NoSuchCall(Identity), Breaks)]);
}

#[test]
fn clocks_twenty_minutes_apart_are_named_and_a_few_are_not() {
    let ahead = far(SignIn::Done, |probe| match probe {
        Probe::Read(Management) => replied(401, true, Some(20 * MINUTE_MILLIS), ""),
        _ => None,
    });
    check(ahead, &[(Clock(20), Limits)]);
    let behind = far(SignIn::Done, |probe| match probe {
        Probe::Read(Management) => replied(401, true, Some(-20 * MINUTE_MILLIS), ""),
        _ => None,
    });
    check(behind, &[(Clock(-20), Limits)]);
    let near_enough = far(SignIn::Done, |probe| match probe {
        Probe::Read(Management) => replied(401, true, Some(14 * MINUTE_MILLIS), ""),
        _ => None,
    });
    check(near_enough, &[]);
}

#[test]
fn a_rejected_sign_in_says_what_was_wrong() {
    let check_refusal = |way, refusal: Error, expected: Cause| {
        let world = far(SignIn::Refused(way, refusal), |_| None);
        check(world, &[(expected, Breaks)]);
    };
    let wrong = || error(401, Some("401"), "The username or password is wrong.");
    check_refusal(SignInWay::Password, wrong(), WrongPassword);
    check_refusal(SignInWay::AccessKey, wrong(), WrongKey);
    check_refusal(SignInWay::Token, wrong(), WrongToken);
    let project = error(404, Some("404"), "The project does not exist.");
    check_refusal(SignInWay::Password, project, WrongProject);
    let project = error(401, Some("401"), "Could not find project: moon.");
    check_refusal(SignInWay::Password, project, WrongProject);
    check_refusal(
        SignInWay::Password,
        error(429, None, "wait"),
        SignInRefused(429),
    );
    // A signature that the clock explains is no wrong key.
    let late = far(
        SignIn::Refused(SignInWay::AccessKey, wrong()),
        |probe| match probe {
            Probe::Read(Management) => replied(401, true, Some(20 * MINUTE_MILLIS), ""),
            _ => None,
        },
    );
    check(late, &[(Clock(20), Limits)]);
}

#[test]
fn what_the_signed_in_user_may_is_told() {
    let reader = far(SignIn::Done, |probe| match probe {
        Probe::Rights => Some(Ok(Reply::Organizations(3, Some(Access::Read)))),
        _ => None,
    });
    check(reader, &[(ReadOnlyUser, Note)]);
    let nobody = far(SignIn::Done, |probe| match probe {
        Probe::Rights => Some(Ok(Reply::Organizations(0, None))),
        _ => None,
    });
    check(nobody, &[(NothingSeen, Note)]);
    let refused = far(SignIn::Done, |probe| match probe {
        Probe::Rights => Some(Err(error(403, None, "no"))),
        _ => None,
    });
    check(refused, &[(Forbidden, Breaks)]);
    let ended = far(SignIn::Done, |probe| match probe {
        Probe::Rights => Some(Err(error(401, None, "no"))),
        _ => None,
    });
    check(ended, &[(Ended, Breaks)]);
    let mut console = far(SignIn::Done, |_| None);
    console.subject.is_read_only = true;
    check(console, &[(ReadOnlyConsole, Note)]);
    let elsewhere = far(SignIn::Done, |probe| match probe {
        Probe::Project => Some(Ok(Reply::Projects(vec!["moon".to_owned()]))),
        _ => None,
    });
    check(elsewhere, &[(WrongProject, Breaks)]);
}

#[test]
fn a_service_without_the_third_version_is_told() {
    let world = far(SignIn::Done, |probe| match probe {
        Probe::ListV3 => Some(Err(error(404, Some("APIGW.0101"), "no such call"))),
        _ => None,
    });
    check(world, &[(NoListV3, Note)]);
}

#[test]
fn what_an_earlier_step_makes_impossible_is_skipped_and_not_asked() {
    let world = far(SignIn::NotTried, |probe| match probe {
        Probe::Read(Management) | Probe::Reach(Management) => silence(),
        _ => None,
    });
    let known = known(&world);
    let of_management = |it: &&(Probe, Option<Result<Reply, Error>>)| {
        matches!(it.0, Probe::Header(Management, _) | Probe::Method(_))
    };
    assert_eq!(known.iter().filter(of_management).count(), 0);
    let found = findings(&world.subject, &known, &[]);
    let steps = steps(&world.subject, &known, &found, false);
    let state = |step| steps.iter().find(|it| it.0 == step).unwrap().1;
    assert_eq!(state(Step::Reach(Management)), State::Wrong);
    assert_eq!(state(Step::Speaks(Management)), State::Skipped);
    assert_eq!(state(Step::Methods), State::Skipped);
    assert_eq!(state(Step::Reach(Identity)), State::Fine);
    assert_eq!(state(Step::SignIn), State::NotSignedIn);
}

#[test]
fn nothing_private_is_in_the_report() {
    let mut world = far(SignIn::Done, |probe| match probe {
        Probe::Read(Management) => silence(),
        _ => None,
    });
    let endpoint = "https://somebody:hunter2@swr.example";
    world.subject.connection.endpoint = endpoint.to_owned();
    let known = known(&world);
    let found = findings(&world.subject, &known, &[]);
    let steps = steps(&world.subject, &known, &found, false);
    let texts = crate::i18n::Texts::english();
    let said = crate::doctor::report::report(texts, &world.subject, &steps, &found);
    assert!(said.contains("Access-Control-Allow-Origin"), "{said}");
    assert!(
        said.contains("- Management API: https://swr.example\n"),
        "{said}"
    );
    assert!(
        !said.contains("hunter2") && !said.contains("somebody"),
        "{said}"
    );
}
