//! Why the relay itself says no. What the service behind it says, it hands back as it is.
//!
//! The words are those of the gateway that is in front of every service of the cloud; about the
//! identity service they are shown in its own shape.

use axum::http::StatusCode;

use super::table::Api;
use crate::error::Failure;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    ForeignOrigin,
    BodyTooLarge,
    BodyBrokenOff,
    NoRoom,
    Unreachable,
    BadAnswer,
    AnswerTooLarge,
    TimedOut,
}

impl Refusal {
    fn status(self) -> StatusCode {
        match self {
            Self::ForeignOrigin => StatusCode::FORBIDDEN,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BodyBrokenOff => StatusCode::BAD_REQUEST,
            Self::NoRoom => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unreachable | Self::BadAnswer | Self::AnswerTooLarge => StatusCode::BAD_GATEWAY,
            Self::TimedOut => StatusCode::GATEWAY_TIMEOUT,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::ForeignOrigin => "APIGW.0306",
            Self::NoRoom => "APIGW.0308",
            // One number for whatever the gateway cannot hand on; the status tells them apart.
            _ => "APIGW.0201",
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::ForeignOrigin => {
                "API access denied: only requests from this server's own origin are relayed"
            }
            Self::BodyTooLarge => "Request entity too large: the relay accepts up to 12 MB",
            Self::BodyBrokenOff => "API request error: the body ended too early",
            Self::NoRoom => "The relay is handling too many requests; try again in a second",
            Self::Unreachable => {
                "Backend unavailable: it cannot be reached, or its certificate is not trusted"
            }
            Self::BadAnswer => "Backend unavailable: its response is not valid HTTP",
            Self::AnswerTooLarge => "Backend unavailable: its response is larger than 12 MB",
            Self::TimedOut => "Backend timeout: no complete response within 30 seconds",
        }
    }

    /// In the shape of the service that was requested.
    pub(super) fn about(self, api: Api) -> Failure {
        match api {
            Api::Management => Failure::Gateway(self.status(), self.code(), self.message()),
            Api::Identity => Failure::Identity(self.status(), self.message().to_owned()),
        }
    }
}
