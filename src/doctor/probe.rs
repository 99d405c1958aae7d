//! The probes. Each differs from a working one in a single aspect, because browsers give no reasons:
//! they either block the response or they do not.

use http::{HeaderName, HeaderValue};
use swr_api::{Access, Error, ProbeAnswer};

use crate::configuration::SignInWay;
use crate::remote::Answers;

/// One of the two services that a connection has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    /// The management API.
    Management,
    /// The identity service.
    Identity,
}

/// A header of a request that a browser asks the service for leave to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SentHeader {
    ContentType,
    AuthToken,
    Authorization,
    SdkDate,
    ProjectId,
    DomainId,
    SecurityToken,
    ContentSha256,
}

/// A header of a response that a page may read only when the service says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadHeader {
    SubjectToken,
    ContentRange,
    DockerLogin,
    ExpireAt,
    RequestId,
    Date,
}

/// A method that a browser asks the service for leave to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Patch,
    Delete,
}

/// One question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Probe {
    /// A request that needs no leave; its response does.
    Read(Service),
    /// Whether anything answers at all, which needs no leave either.
    Reach(Service),
    /// With this header alone.
    Header(Service, SentHeader),
    /// On an organization that cannot exist, without credentials.
    Method(Verb),
    /// Which organizations the caller sees, with what right.
    Rights,
    /// A list that says its total in a header.
    Total,
    /// A temporary login, which is thrown away.
    Login,
    /// The lists of the third version.
    ListV3,
    /// The projects of the configured name.
    Project,
}

/// The outcome of a probe that was answered.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reply {
    /// Something answered.
    Reached,
    /// A response that could be read, and by how much the service's clock was ahead of ours.
    Answer(ProbeAnswer, Option<i64>),
    /// How many organizations there are, and the greatest right on any of them.
    Organizations(usize, Option<Access>),
    /// The names of the projects.
    Projects(Vec<String>),
    /// The call exists and was answered.
    Done,
}

/// Everything asked so far.
pub(super) type Known = Answers<Probe, Reply>;

/// What came back for a probe, once something has.
pub(super) fn outcome(known: &Known, probe: Probe) -> Option<&Result<Reply, Error>> {
    let asked = known.iter().find(|(it, _)| *it == probe);
    asked.and_then(|(_, outcome)| outcome.as_ref())
}

/// The response to a probe, with the lead of the service's clock.
pub(super) fn answer(known: &Known, probe: Probe) -> Option<(&ProbeAnswer, Option<i64>)> {
    match outcome(known, probe)? {
        Ok(Reply::Answer(answer, lead)) => Some((answer, *lead)),
        _ => None,
    }
}

impl Service {
    pub(super) const ALL: [Self; 2] = [Self::Management, Self::Identity];

    /// A call that exists at every one of its kind, and that the console makes itself.
    pub(super) fn path(self) -> &'static [&'static str] {
        match self {
            Self::Management => &["v2", "manage", "namespaces"],
            Self::Identity => &["v3", "projects"],
        }
    }

    /// The headers that are tried on it: those that the API reference says must be allowed. The
    /// identity service is never told of a project or an account, and hears nothing long.
    pub(super) fn sent_headers(self) -> &'static [SentHeader] {
        match self {
            Self::Management => &SentHeader::ALL,
            Self::Identity => &SentHeader::ALL[..4],
        }
    }
}

impl SentHeader {
    pub(super) const ALL: [Self; 8] = [
        Self::ContentType,
        Self::AuthToken,
        Self::Authorization,
        Self::SdkDate,
        Self::ProjectId,
        Self::DomainId,
        Self::SecurityToken,
        Self::ContentSha256,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ContentType => "Content-Type",
            Self::AuthToken => "X-Auth-Token",
            Self::Authorization => "Authorization",
            Self::SdkDate => "X-Sdk-Date",
            Self::ProjectId => "X-Project-Id",
            Self::DomainId => "X-Domain-Id",
            Self::SecurityToken => "X-Security-Token",
            Self::ContentSha256 => "X-Sdk-Content-Sha256",
        }
    }

    /// The header with a value that opens nothing.
    pub(super) fn line(self) -> (HeaderName, HeaderValue) {
        let (name, value) = match self {
            Self::ContentType => ("content-type", "application/json"),
            Self::AuthToken => ("x-auth-token", "connection-check"),
            Self::Authorization => ("authorization", "connection-check"),
            Self::SdkDate => ("x-sdk-date", "20000101T000000Z"),
            Self::ProjectId => ("x-project-id", "connection-check"),
            Self::DomainId => ("x-domain-id", "connection-check"),
            Self::SecurityToken => ("x-security-token", "connection-check"),
            Self::ContentSha256 => ("x-sdk-content-sha256", "UNSIGNED-PAYLOAD"),
        };
        (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        )
    }

    /// Whether this console sends it to anyone who signs in these ways.
    pub(super) fn is_sent(self, ways: &[SignInWay]) -> bool {
        let has = |way| ways.contains(&way);
        match self {
            Self::ContentType => true,
            Self::AuthToken => has(SignInWay::Password) || has(SignInWay::Token),
            Self::Authorization | Self::SdkDate | Self::ProjectId => has(SignInWay::AccessKey),
            Self::DomainId | Self::SecurityToken | Self::ContentSha256 => false,
        }
    }
}

impl ReadHeader {
    pub(super) const ALL: [Self; 6] = [
        Self::SubjectToken,
        Self::ContentRange,
        Self::DockerLogin,
        Self::ExpireAt,
        Self::RequestId,
        Self::Date,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::SubjectToken => "X-Subject-Token",
            Self::ContentRange => "Content-Range",
            Self::DockerLogin => "X-Swr-Dockerlogin",
            Self::ExpireAt => "X-Swr-Expireat",
            Self::RequestId => "X-Request-Id",
            Self::Date => "Date",
        }
    }

    /// Whether it can be read of a response.
    pub(super) fn is_in(self, answer: &ProbeAnswer) -> bool {
        let mut readable = answer.readable.iter();
        readable.any(|it| it.as_str().eq_ignore_ascii_case(self.name()))
    }
}

impl Verb {
    pub(super) const ALL: [Self; 2] = [Self::Patch, Self::Delete];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}
