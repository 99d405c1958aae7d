//! Maps status and code to the ten kinds of errors that a user interface distinguishes.

/// The kind of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// Not signed in, or no longer: sign in again.
    Unauthenticated,
    /// Signed in, but without permission.
    Forbidden,
    /// The resource does not exist.
    NotFound,
    /// The resource already exists, or is not empty.
    Conflict,
    /// The service does not accept a value.
    Invalid,
    /// A limit of the account is reached.
    QuotaExceeded,
    /// Too many requests: wait.
    Throttled,
    /// The service failed.
    Server,
    /// The service was not reached.
    Offline,
    /// An undocumented response, or a request that could not be built.
    Unexpected,
}

pub(super) fn of(status: u16, code: Option<&str>) -> ErrorKind {
    code.and_then(by_code).unwrap_or_else(|| by_status(status))
}

/// Codes whose status is misleading.
///
/// Source: the error code appendix of the API reference; the three missing things that response with
/// 400 are in <https://github.com/huaweicloud/terraform-provider-huaweicloud/pull/5255>.
fn by_code(code: &str) -> Option<ErrorKind> {
    Some(match code.strip_prefix("SVCSTG.SWR.")? {
        "4000031" | "4001048" => ErrorKind::Unauthenticated,
        // 401 by number, but signing in again would not help: the image is someone else's.
        "4011044" | "4011064" => ErrorKind::Forbidden,
        "4000306" | "4001090" | "4001158" => ErrorKind::NotFound,
        "4000097" | "4000098" | "4000099" | "5007019" => ErrorKind::QuotaExceeded,
        // 4090023 is a busy system, not a name that is taken.
        "4031032" | "4031042" | "4090023" => ErrorKind::Throttled,
        _ => return None,
    })
}

fn by_status(status: u16) -> ErrorKind {
    match status {
        401 => ErrorKind::Unauthenticated,
        403 => ErrorKind::Forbidden,
        404 => ErrorKind::NotFound,
        // 406 is how this API says that an organization or a repository is not empty.
        406 | 409 => ErrorKind::Conflict,
        400 | 413 | 414 | 415 | 422 => ErrorKind::Invalid,
        429 => ErrorKind::Throttled,
        408 | 500.. => ErrorKind::Server,
        _ => ErrorKind::Unexpected,
    }
}

#[cfg(test)]
mod tests {
    use super::{ErrorKind, of};

    #[test]
    fn the_status_decides_where_no_code_says_otherwise() {
        let table = [
            (301, ErrorKind::Unexpected),
            (400, ErrorKind::Invalid),
            (401, ErrorKind::Unauthenticated),
            (403, ErrorKind::Forbidden),
            (404, ErrorKind::NotFound),
            (405, ErrorKind::Unexpected),
            (406, ErrorKind::Conflict),
            (409, ErrorKind::Conflict),
            (413, ErrorKind::Invalid),
            (429, ErrorKind::Throttled),
            (500, ErrorKind::Server),
            (507, ErrorKind::Server),
        ];
        for (status, kind) in table {
            assert_eq!(of(status, None), kind, "{status}");
            assert_eq!(of(status, Some("APIGW.0001")), kind, "{status}");
            assert_eq!(of(status, Some("SVCSTG.SWR.9999999")), kind, "{status}");
        }
    }

    #[test]
    fn the_code_decides_where_the_status_misleads() {
        let table = [
            (400, "SVCSTG.SWR.4000097", ErrorKind::QuotaExceeded),
            (400, "SVCSTG.SWR.4000098", ErrorKind::QuotaExceeded),
            (400, "SVCSTG.SWR.4000099", ErrorKind::QuotaExceeded),
            (500, "SVCSTG.SWR.5007019", ErrorKind::QuotaExceeded),
            (403, "SVCSTG.SWR.4031032", ErrorKind::Throttled),
            (403, "SVCSTG.SWR.4031042", ErrorKind::Throttled),
            (409, "SVCSTG.SWR.4090023", ErrorKind::Throttled),
            (400, "SVCSTG.SWR.4001090", ErrorKind::NotFound),
            (401, "SVCSTG.SWR.4011044", ErrorKind::Forbidden),
            (400, "SVCSTG.SWR.4000031", ErrorKind::Unauthenticated),
        ];
        for (status, code, kind) in table {
            assert_eq!(of(status, Some(code)), kind, "{code}");
        }
    }
}
