//! All errors of the service, with their status, code and message.
//!
//! A failure is passed as an extension of an empty response; `answer` writes the body, because only it has
//! the request ID.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::store::StoreError;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    // The gateway in front.
    UnknownRoute,
    Unauthenticated(&'static str),
    /// Status, code and message of a gateway that does not hand a call on.
    Gateway(StatusCode, &'static str, &'static str),
    // The service.
    BadParameter(String),
    MissingParameter(&'static str),
    BadQuery(&'static str),
    BadPage,
    BadFilter(String),
    BadOrderColumn(String),
    BadOrganizationName(String),
    BadRepositoryName(String),
    BadTagName(String),
    BadVisibility,
    BadOrganizationRight,
    BadRepositoryRight,
    BadUser(&'static str),
    BadAccount(&'static str),
    BadPermit,
    ShareOfPublic,
    TooManyShares(u64),
    DescriptionTooLong(usize),
    BodyTooLarge,
    OrganizationQuotaExceeded(u64),
    NotPermitted,
    RightTooLow,
    OwnRight,
    NoSuchOrganization,
    NoSuchRepository,
    NoSuchTag,
    NoSuchRetention,
    NoSuchTrigger,
    AgencyExists,
    NoSuchSynchronization,
    NoSuchRegion,
    OrganizationExists,
    RepositoryExists,
    TagExists,
    NoSuchOrganizationRight,
    NoSuchRepositoryRight,
    NoSuchShare,
    OrganizationRightExists,
    RepositoryRightExists,
    ShareExists,
    OrganizationNotEmpty,
    RepositoryNotEmpty,
    TooManyRequests,
    DiskFull,
    /// The detail goes to the log only.
    Internal(String),
    // The identity service.
    Identity(StatusCode, String),
}

/// Three dialects, as the cloud has them.
enum Dialect {
    Service(&'static str),
    Gateway(&'static str),
    Identity,
}

impl Failure {
    /// A refusal of the identity service.
    pub fn identity(status: StatusCode, message: &str) -> Self {
        Self::Identity(status, message.to_owned())
    }

    /// For a path below `/v2/` or `/v3/` that no one knows.
    pub fn unknown_route() -> Self {
        Self::UnknownRoute
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Identity(status, _) | Self::Gateway(status, ..) => *status,
            Self::UnknownRoute => StatusCode::NOT_FOUND,
            Self::Unauthenticated(_) => StatusCode::UNAUTHORIZED,
            // The number starts with the status.
            _ => match self.dialect() {
                Dialect::Service(code) => code[..3].parse().ok(),
                Dialect::Gateway(_) | Dialect::Identity => None,
            }
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    fn dialect(&self) -> Dialect {
        Dialect::Service(match self {
            Self::UnknownRoute => return Dialect::Gateway("APIGW.0101"),
            Self::Unauthenticated(_) => return Dialect::Gateway("APIGW.0301"),
            &Self::Gateway(_, code, _) => return Dialect::Gateway(code),
            Self::Identity(..) => return Dialect::Identity,
            Self::BadParameter(_) | Self::ShareOfPublic | Self::TooManyShares(_) => "4000014",
            Self::MissingParameter(_) => "4001014",
            Self::BadQuery(_) => "4001025",
            Self::BadPage => "4000056",
            Self::BadFilter(_) => "4001035",
            Self::BadOrderColumn(_) => "4001096",
            Self::BadOrganizationName(_) => "4001028",
            Self::BadRepositoryName(_) => "4001029",
            Self::BadTagName(_) => "4009021",
            Self::BadVisibility => "4001009",
            Self::BadOrganizationRight => "4001065",
            Self::BadRepositoryRight | Self::BadPermit => "4001066",
            Self::BadUser(_) => "4001067",
            Self::BadAccount(_) => "4001041",
            // A 400 for something that is not there: the cloud has it so.
            Self::NoSuchShare => "4001090",
            Self::DescriptionTooLong(_) => "4131012",
            Self::BodyTooLarge => "4131001",
            Self::OrganizationQuotaExceeded(_) => "4000097",
            Self::NotPermitted | Self::OwnRight => "4039002",
            Self::RightTooLow => "4037020",
            Self::NoSuchOrganization => "4040058",
            Self::NoSuchRepository => "4040010",
            Self::NoSuchTag => "4040048",
            // As the cloud has it: bad, and not missing.
            Self::NoSuchRetention => "4000306",
            Self::NoSuchTrigger => "4040126",
            Self::AgencyExists => "4090089",
            // As the cloud has them: bad and broken, and not missing.
            Self::NoSuchSynchronization => "4001158",
            Self::NoSuchRegion => "5001101",
            Self::OrganizationExists => "4090060",
            // Tags have no number of their own; to the registry a tag is an image, too.
            Self::RepositoryExists | Self::TagExists => "4090006",
            Self::NoSuchOrganizationRight => "4040078",
            Self::NoSuchRepositoryRight => "4040091",
            Self::OrganizationRightExists => "4090076",
            Self::RepositoryRightExists | Self::ShareExists => "4090089",
            Self::OrganizationNotEmpty => "4060074",
            Self::RepositoryNotEmpty => "4060012",
            Self::TooManyRequests => "4031042",
            Self::DiskFull => "5070070",
            Self::Internal(_) => "5000007",
        })
    }

    fn message(&self) -> String {
        let fixed = match self {
            Self::BadParameter(what) => return format!("Invalid param: {what}"),
            Self::MissingParameter(name) => return format!("The parameter {name} is missing"),
            Self::BadQuery(name) => return format!("Invalid query parameter {name}"),
            Self::BadFilter(part) => return format!("Invalid filter: {part}"),
            Self::BadOrderColumn(name) => return format!("Cannot sort by {name}"),
            Self::BadOrganizationName(why) => return format!("Invalid organization name: {why}"),
            Self::BadRepositoryName(why) => return format!("Invalid repository name: {why}"),
            Self::BadTagName(why) => return format!("Invalid tag name: {why}"),
            Self::BadUser(why) => return format!("Invalid user: {why}"),
            Self::BadAccount(why) => return format!("Invalid access_domain: {why}"),
            Self::TooManyShares(limit) => {
                return format!("The repository is already shared with {limit} accounts");
            }
            Self::DescriptionTooLong(limit) => {
                return format!("The description is longer than {limit} characters");
            }
            Self::OrganizationQuotaExceeded(limit) => {
                return format!("The quota of {limit} organizations has been reached");
            }
            Self::Unauthenticated(why) => {
                return format!("Incorrect IAM authentication information: {why}");
            }
            &Self::Gateway(.., message) => message,
            Self::Identity(_, message) => return message.clone(),
            Self::UnknownRoute => "The API does not exist or has not been published",
            Self::BadPage => "limit must be between 1 and 1000, and offset must be 0 or greater",
            Self::BadVisibility => "is_public must be true or false",
            Self::BadOrganizationRight | Self::BadRepositoryRight => {
                "auth must be 7 (manage), 3 (edit) or 1 (read)"
            }
            Self::BadPermit => "permit must be read",
            Self::ShareOfPublic => "A public repository cannot be shared: anyone can pull it",
            Self::BodyTooLarge => "The request body is too large",
            Self::NotPermitted => "The operation is not permitted",
            Self::RightTooLow => "Your role on the repository does not allow this",
            Self::OwnRight => "You cannot change your own access to a repository",
            Self::NoSuchOrganization => "The organization does not exist",
            Self::NoSuchRepository => "The repository does not exist",
            Self::NoSuchTag => "The tag does not exist",
            Self::NoSuchRetention => "The retention policy does not exist",
            Self::NoSuchTrigger => "The trigger does not exist",
            Self::AgencyExists => "The account already has an agency",
            Self::NoSuchSynchronization => "The automatic synchronization does not exist",
            Self::NoSuchRegion => "Internal error: the target region does not exist",
            Self::OrganizationExists => "The organization already exists",
            Self::RepositoryExists => "The repository already exists",
            Self::TagExists => "The tag already exists",
            Self::NoSuchOrganizationRight | Self::NoSuchRepositoryRight => {
                "The user has no access entry here"
            }
            Self::NoSuchShare => "The share or its repository does not exist",
            Self::OrganizationRightExists | Self::RepositoryRightExists => {
                "The user already has an access entry here"
            }
            Self::ShareExists => "The repository is already shared with this account",
            Self::OrganizationNotEmpty => "The organization still contains repositories",
            Self::RepositoryNotEmpty => "The repository still contains tags",
            Self::TooManyRequests => "Too many requests",
            Self::DiskFull => "The disk of the service is full",
            Self::Internal(_) => "Internal error",
        };
        fixed.to_owned()
    }

    pub(crate) fn body(&self, request_id: &str) -> Value {
        let message = self.message();
        match self.dialect() {
            Dialect::Service(number) => {
                let code = format!("SVCSTG.SWR.{number}");
                // The cloud was seen to write one failure twice, and each tool reads the one it knows.
                let mut body = json!({
                    "errors": [{"errorCode": code, "errorMessage": message, "detail": ""}],
                    "error_code": code,
                    "error_msg": message,
                    "encoded_authorization_message": "",
                });
                if matches!(self, Self::NoSuchShare) {
                    body["errorCode"] = code.into();
                    body["errorMessage"] = message.into();
                }
                body
            }
            Dialect::Gateway(code) => json!({
                "error_code": code,
                "error_msg": message,
                "request_id": request_id,
            }),
            Dialect::Identity => json!({"error": {
                "code": self.status().as_u16(),
                "message": message,
                "title": self.status().canonical_reason().unwrap_or("Error"),
            }}),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::DiskFull,
            StoreError::Exists | StoreError::Broken(_) => Self::Internal(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_is_the_start_of_the_number() {
        assert_eq!(Failure::OrganizationNotEmpty.status().as_u16(), 406);
        assert_eq!(Failure::DescriptionTooLong(0).status().as_u16(), 413);
        assert_eq!(Failure::DiskFull.status().as_u16(), 507);
    }

    #[test]
    fn each_dialect_has_its_shape() {
        let code = |failure: Failure, pointer: &str| {
            let body = failure.body("abc");
            body.pointer(pointer).cloned()
        };
        let service = code(Failure::NoSuchTag, "/errors/0/errorCode");
        assert_eq!(service, Some(json!("SVCSTG.SWR.4040048")));
        let gateway = code(Failure::UnknownRoute, "/error_code");
        assert_eq!(gateway, Some(json!("APIGW.0101")));
        let request_id = code(Failure::UnknownRoute, "/request_id");
        assert_eq!(request_id, Some(json!("abc")));
        let wrong = Failure::Identity(StatusCode::UNAUTHORIZED, "no".into());
        assert_eq!(code(wrong, "/error/title"), Some(json!("Unauthorized")));
    }

    #[test]
    fn what_broke_inside_is_not_told_outside() {
        let body = Failure::Internal("/secret/path".into()).body("abc");
        assert!(!body.to_string().contains("secret"));
    }
}
