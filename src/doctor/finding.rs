//! A finding: a cause, its severity, and the step that shows it.

use super::probe::{ReadHeader, SentHeader, Service, Verb};
use super::subject::Subject;

/// What is looked at, in the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Whether the page may read what the service answers.
    Reach(Service),
    /// Whether it is the service that answers.
    Speaks(Service),
    /// The headers of requests.
    Headers(Service),
    /// The methods of requests.
    Methods,
    /// The headers of responses.
    Answers,
    Clock,
    SignIn,
    Project,
    Rights,
    ListV3,
}

/// How much a cause matters, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// The console does not work.
    Breaks,
    /// A part of it does not.
    Limits,
    /// Good to know.
    Note,
}

/// Why something is as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// Nothing answers, as far as a page can tell.
    Unreachable(Service),
    /// The page came by https, and the service is asked by http.
    Mixed(Service),
    /// The page's own policy does not name the service.
    Policy(Service),
    /// Something answers and does not let this page read.
    NoCors(Service),
    /// The page's own origin answers, and leads somewhere else.
    Redirects(Service),
    /// Something answers that is not the service, with this status.
    NotJson(Service, u16),
    /// Something in front of the service says that it fails.
    Failing(Service, u16),
    /// A service answers that has no such call.
    NoSuchCall(Service),
    /// No request that needs leave gets any.
    NoPreflight(Service),
    /// Requests with these get no leave.
    NotAllowed(Service, Vec<SentHeader>),
    /// Requests with this method get no leave.
    MethodNotAllowed(Verb),
    /// Something in front of the service refuses this method, with this status.
    MethodRefused(Verb, u16),
    /// These cannot be read of responses.
    Unreadable(Service, Vec<ReadHeader>),
    /// By so many minutes the service's clock is ahead.
    Clock(i64),
    WrongPassword,
    WrongKey,
    WrongToken,
    WrongProject,
    /// With this status.
    SignInRefused(u16),
    /// Someone has signed in, and the service does not take it any longer.
    Ended,
    /// Signed in, and refused everything.
    Forbidden,
    /// There is no organization that the caller may see.
    NothingSeen,
    /// No right goes beyond pulling.
    ReadOnlyUser,
    /// The console itself changes nothing.
    ReadOnlyConsole,
    NoListV3,
}

/// A cause with its place and its weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) step: Step,
    pub(super) weight: Weight,
    pub(super) cause: Cause,
}

impl Cause {
    fn step(&self) -> Step {
        match self {
            Self::Unreachable(service)
            | Self::Mixed(service)
            | Self::Policy(service)
            | Self::NoCors(service)
            | Self::Redirects(service) => Step::Reach(*service),
            Self::NotJson(service, _) | Self::Failing(service, _) | Self::NoSuchCall(service) => {
                Step::Speaks(*service)
            }
            Self::NoPreflight(service) | Self::NotAllowed(service, _) => Step::Headers(*service),
            Self::MethodNotAllowed(_) | Self::MethodRefused(..) => Step::Methods,
            Self::Unreadable(..) => Step::Answers,
            Self::Clock(_) => Step::Clock,
            Self::WrongPassword
            | Self::WrongKey
            | Self::WrongToken
            | Self::SignInRefused(_)
            | Self::Ended => Step::SignIn,
            Self::WrongProject => Step::Project,
            Self::Forbidden | Self::NothingSeen | Self::ReadOnlyUser | Self::ReadOnlyConsole => {
                Step::Rights
            }
            Self::NoListV3 => Step::ListV3,
        }
    }

    /// Without the identity service a token or an access key still works; without the rest of these
    /// nothing does.
    fn weight(&self, subject: &Subject) -> Weight {
        let of_service = |service: Service| match service {
            Service::Identity if subject.is_signed_in() => Weight::Limits,
            _ => Weight::Breaks,
        };
        match self {
            Self::Unreachable(service)
            | Self::Mixed(service)
            | Self::Policy(service)
            | Self::NoCors(service)
            | Self::Redirects(service)
            | Self::NotJson(service, _)
            | Self::Failing(service, _)
            | Self::NoSuchCall(service)
            | Self::NoPreflight(service) => of_service(*service),
            Self::NotAllowed(service, headers) => {
                let is_sent = headers
                    .iter()
                    .any(|it| it.is_sent(&subject.connection.sign_in));
                let is_vital = headers.contains(&SentHeader::ContentType);
                match service {
                    _ if !is_sent => Weight::Note,
                    Service::Identity if !is_vital => Weight::Limits,
                    service => of_service(*service),
                }
            }
            Self::Unreadable(_, headers) if headers.contains(&ReadHeader::SubjectToken) => {
                Weight::Breaks
            }
            Self::MethodNotAllowed(_)
            | Self::MethodRefused(..)
            | Self::Unreadable(..)
            | Self::Clock(_) => Weight::Limits,
            Self::WrongPassword
            | Self::WrongKey
            | Self::WrongToken
            | Self::WrongProject
            | Self::SignInRefused(_)
            | Self::Ended
            | Self::Forbidden => Weight::Breaks,
            Self::NothingSeen | Self::ReadOnlyUser | Self::ReadOnlyConsole | Self::NoListV3 => {
                Weight::Note
            }
        }
    }

    pub(super) fn found(self, subject: &Subject) -> Finding {
        Finding {
            step: self.step(),
            weight: self.weight(subject),
            cause: self,
        }
    }
}
