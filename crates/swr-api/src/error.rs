//! Errors, by the stage that failed.
//!
//! The HTTP status alone misleads with this API: throttling comes as 403, a missing thing as 400,
//! a full quota as 400. [`Error::kind`] looks at the code first.

mod api;
mod kind;

use std::fmt;

pub use api::ApiError;
pub(crate) use api::{read_api_error, request_id};
pub use kind::ErrorKind;

/// The gateway's code (404) for an operation that the service does not have.
const NO_SUCH_CALL: &str = "APIGW.0101";

/// The error of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The request could not be built, so nothing was sent.
    Request(String),
    /// There was no response.
    Transport(TransportError),
    /// The service rejected the call.
    Api(ApiError),
    /// The response could not be read. That is a fault of this crate or of the service, never of
    /// the person.
    Decode {
        /// The path in the response: `[3].created_at`, or empty for the whole response.
        field: String,
        /// The problem at that path.
        detail: String,
        /// The service's ID of the request.
        request_id: Option<String>,
        /// The status that came with the response.
        status: u16,
    },
}

/// There was no response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// The service was not reached, or the connection broke before the response was complete. A
    /// browser does not say more than that.
    Offline(String),
    /// The caller canceled the call.
    Aborted,
}

impl Error {
    /// The kind of error, for user interfaces.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Transport(_) => ErrorKind::Offline,
            Self::Api(error) => kind::of(error.status, error.code.as_deref()),
            Self::Request(_) | Self::Decode { .. } => ErrorKind::Unexpected,
        }
    }

    /// The HTTP status, when a response came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(ApiError { status, .. }) | Self::Decode { status, .. } => Some(*status),
            Self::Request(_) | Self::Transport(_) => None,
        }
    }

    /// The service's own code, such as `SVCSTG.SWR.4090060`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.code.as_deref(),
            _ => None,
        }
    }

    /// Whether the gateway reports that the service has no such operation, as opposed to a missing resource.
    #[must_use]
    pub fn is_no_such_call(&self) -> bool {
        self.code() == Some(NO_SUCH_CALL)
    }

    /// The service's ID of the request, which its support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(ApiError { request_id, .. }) | Self::Decode { request_id, .. } => {
                request_id.as_deref()
            }
            Self::Request(_) | Self::Transport(_) => None,
        }
    }

    /// The seconds after which to retry, if the service reports them.
    #[must_use]
    pub fn retry_after_seconds(&self) -> Option<u32> {
        match self {
            Self::Api(error) => error.retry_after_seconds,
            _ => None,
        }
    }

    /// The message of the failed stage.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Request(reason) => reason.clone(),
            Self::Transport(error) => error.to_string(),
            Self::Api(error) => error.message.clone(),
            Self::Decode { field, detail, .. } if field.is_empty() => {
                format!("unexpected answer: {detail}")
            }
            Self::Decode { field, detail, .. } => {
                format!("unexpected answer at {field}: {detail}")
            }
        }
    }

    /// Whether the same call may succeed when it is made again. Whether it is safe to make it
    /// again is another question: a creation may have happened although no response came.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Transport(TransportError::Aborted) => false,
            _ => matches!(
                self.kind(),
                ErrorKind::Offline | ErrorKind::Throttled | ErrorKind::Server
            ),
        }
    }

    /// One line with everything that helps support, and no secret.
    #[must_use]
    pub fn diagnostic(&self) -> String {
        let mut line = match self {
            Self::Request(_) => "request not sent".to_owned(),
            Self::Transport(_) => "no answer".to_owned(),
            Self::Api(error) => format!("HTTP {}", error.status),
            Self::Decode { status, .. } => format!("HTTP {status}, unreadable"),
        };
        if let Some(code) = self.code() {
            line = format!("{line}, code {code}");
        }
        if let Some(request_id) = self.request_id() {
            line = format!("{line}, request id {request_id}");
        }
        format!("{line}: {}", self.message())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.diagnostic())
    }
}

impl std::error::Error for Error {}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offline(reason) => formatter.write_str(reason),
            Self::Aborted => formatter.write_str("the call was given up"),
        }
    }
}

impl std::error::Error for TransportError {}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiError, Error, ErrorKind, TransportError};

    fn decode_error() -> Error {
        Error::Decode {
            field: "[3].size".to_owned(),
            detail: "expected a number".to_owned(),
            request_id: Some("r-1".to_owned()),
            status: 200,
        }
    }

    #[test]
    fn a_thing_that_is_missing_is_no_call_that_is_missing() {
        let error = |code: &str| {
            let code = Some(code.to_owned());
            Error::Api(ApiError {
                code,
                ..ApiError::new(404, String::new())
            })
        };
        assert!(error("APIGW.0101").is_no_such_call());
        assert!(!error("SVCSTG.SWR.4040010").is_no_such_call());
    }

    #[test]
    fn each_stage_tells_what_it_knows() {
        let refused = Error::Api(ApiError {
            code: Some("SVCSTG.SWR.4090060".to_owned()),
            request_id: Some("r-2".to_owned()),
            ..ApiError::new(409, "namespace exists".to_owned())
        });
        assert_eq!(
            refused.diagnostic(),
            "HTTP 409, code SVCSTG.SWR.4090060, request id r-2: namespace exists"
        );
        assert_eq!(refused.status(), Some(409));
        assert_eq!(
            decode_error().diagnostic(),
            "HTTP 200, unreadable, request id r-1: unexpected answer at [3].size: expected a number"
        );
        assert_eq!(decode_error().kind(), ErrorKind::Unexpected);
        let offline = Error::from(TransportError::Offline("no route".to_owned()));
        assert_eq!(offline.to_string(), "no answer: no route");
        assert_eq!(offline.status(), None);
    }

    #[test]
    fn only_what_may_pass_by_itself_is_worth_another_try() {
        let api = |status| Error::Api(ApiError::new(status, String::new()));
        assert!(api(503).is_retryable());
        assert!(api(429).is_retryable());
        assert!(Error::Transport(TransportError::Offline(String::new())).is_retryable());
        for error in [
            api(400),
            api(401),
            api(404),
            api(409),
            decode_error(),
            Error::Request(String::new()),
            Error::Transport(TransportError::Aborted),
        ] {
            assert!(!error.is_retryable(), "{error}");
        }
    }

    #[test]
    fn errors_travel_between_threads() {
        fn check<T: std::error::Error + Clone + Send + Sync + 'static>() {}
        check::<Error>();
    }
}
