//! The fix of a finding, ready to paste: a line of a proxy configuration, a flag of `swr-server`, a
//! command. Header lists are complete, because a proxy header replaces the whole list.

use super::finding::Cause;
use super::probe::{ReadHeader, SentHeader, Service};
use super::subject::Subject;
use super::texts;
use crate::i18n::{Text, Texts};

/// Where something is written, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fix {
    pub(super) place: &'static Text,
    /// The service that the place answers for.
    pub(super) service: Service,
    pub(super) lines: String,
}

impl Fix {
    /// The name of the file or setting that it is written to.
    pub(super) fn place_name(&self, texts: Texts, subject: &Subject) -> String {
        let address = subject.address(self.service);
        texts.fill(self.place, &[("address", &address)])
    }
}

/// The ways to mend it; none where only a person can.
pub(super) fn fixes(subject: &Subject, cause: &Cause) -> Vec<Fix> {
    match cause {
        Cause::Unreachable(service) | Cause::Redirects(service) => vec![look(subject, *service)],
        Cause::Failing(service, _) | Cause::NoSuchCall(service) => vec![look(subject, *service)],
        Cause::Policy(service) => {
            let lines = format!("connect-src 'self' {};", subject.origin_of(*service));
            vec![fix(texts::IN_POLICY, *service, lines)]
        }
        Cause::NotJson(service, _) => handed_on(subject, *service),
        Cause::NoCors(service) | Cause::NoPreflight(service) => {
            let lines = [
                allow_origin(subject),
                allow_headers(),
                ALLOW_METHODS.to_owned(),
                expose_headers(),
                "if ($request_method = OPTIONS) { return 204; }".to_owned(),
            ];
            permitted(subject, *service, lines.join("\n"))
        }
        Cause::NotAllowed(service, _) => permitted(subject, *service, allow_headers()),
        Cause::MethodNotAllowed(_) => {
            permitted(subject, Service::Management, ALLOW_METHODS.to_owned())
        }
        Cause::MethodRefused(..) => {
            let lines = "limit_except GET POST PATCH DELETE { deny all; }".to_owned();
            vec![fix(texts::IN_NGINX, Service::Management, lines)]
        }
        Cause::Unreadable(service, headers) if !subject.is_cross_origin(*service) => {
            let line = |it: &ReadHeader| format!("proxy_pass_header {};", it.name());
            let lines: Vec<String> = headers.iter().map(line).collect();
            vec![fix(texts::IN_NGINX, *service, lines.join("\n"))]
        }
        Cause::Unreadable(service, _) => permitted(subject, *service, expose_headers()),
        Cause::Clock(_) => {
            let lines = "sudo timedatectl set-ntp true".to_owned();
            vec![fix(texts::IN_SYSTEM, Service::Management, lines)]
        }
        _ => Vec::new(),
    }
}

const ALLOW_METHODS: &str =
    "add_header Access-Control-Allow-Methods \"GET, POST, PATCH, DELETE\" always;";

fn fix(place: &'static Text, service: Service, lines: String) -> Fix {
    Fix {
        place,
        service,
        lines,
    }
}

fn look(subject: &Subject, service: Service) -> Fix {
    let (address, path) = (subject.address(service), service.path().join("/"));
    fix(
        texts::IN_TERMINAL,
        service,
        format!("curl -sv -o /dev/null {address}/{path}"),
    )
}

/// The proxy says it, or the service itself does when it is ours.
fn permitted(subject: &Subject, service: Service, lines: String) -> Vec<Fix> {
    let flag = format!("swr-server --allow-origin {}", subject.origin);
    vec![
        fix(texts::IN_NGINX, service, lines),
        fix(texts::WITH_SERVER, service, flag),
    ]
}

fn allow_origin(subject: &Subject) -> String {
    let origin = &subject.origin;
    format!("add_header Access-Control-Allow-Origin \"{origin}\" always;")
}

fn allow_headers() -> String {
    let names = SentHeader::ALL.map(SentHeader::name).join(", ");
    format!("add_header Access-Control-Allow-Headers \"{names}\" always;")
}

fn expose_headers() -> String {
    let names = ReadHeader::ALL.map(ReadHeader::name).join(", ");
    format!("add_header Access-Control-Expose-Headers \"{names}\" always;")
}

/// The rule by which a host hands the paths of a service on. Where that leads is known only when
/// the connection signs for it.
fn handed_on(subject: &Subject, service: Service) -> Vec<Fix> {
    if subject.is_cross_origin(service) {
        return vec![look(subject, service)];
    }
    let connection = &subject.connection;
    let target = |signs_as: &Option<String>, host: &str| {
        let known = signs_as
            .as_deref()
            .map(|it| it.trim_end_matches('/').to_owned());
        known.unwrap_or_else(|| format!("https://{host}.{}.example", connection.region))
    };
    let management = target(&connection.signs_as, "swr-api");
    let identity = target(&connection.iam_signs_as, "iam");
    let (path, to) = match service {
        Service::Management => ("/v2/manage/", &management),
        Service::Identity => ("/v3/", &identity),
    };
    let lines = format!("location {path} {{ proxy_pass {to}; }}");
    let relay = format!("swr-server --relay {management} --relay-iam {identity}");
    vec![
        fix(texts::IN_NGINX, service, lines),
        fix(texts::WITH_SERVER, service, relay),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::subject::SignIn;
    use super::*;
    use crate::configuration::Connection;

    fn lines(endpoint: &str, cause: &Cause) -> Vec<String> {
        let connection = Connection {
            endpoint: endpoint.to_owned(),
            signs_as: Some("https://swr-api.eu.example/".to_owned()),
            ..Connection::same_origin()
        };
        let subject = Subject {
            connection,
            origin: "https://console.example".to_owned(),
            sign_in: SignIn::NotTried,
            is_read_only: false,
        };
        let fixes = fixes(&subject, cause).into_iter();
        fixes.map(|it| it.lines).collect()
    }

    #[test]
    fn a_missing_header_is_added_with_all_others() {
        let cause = Cause::NotAllowed(Service::Management, vec![SentHeader::SdkDate]);
        assert_eq!(
            lines("https://swr.example", &cause),
            [
                "add_header Access-Control-Allow-Headers \"Content-Type, X-Auth-Token, Authorization, \
                 X-Sdk-Date, X-Project-Id, X-Domain-Id, X-Security-Token, X-Sdk-Content-Sha256\" always;",
                "swr-server --allow-origin https://console.example",
            ]
        );
        let cause = Cause::Unreadable(Service::Management, vec![ReadHeader::Date]);
        let exposed = &lines("https://swr.example", &cause)[0];
        assert!(
            exposed.contains("Expose-Headers") && exposed.contains("Date"),
            "{exposed}"
        );
        assert_eq!(lines("", &cause), ["proxy_pass_header Date;"]);
    }

    #[test]
    fn a_host_that_answers_with_its_page_is_told_where_the_calls_go() {
        let cause = Cause::NotJson(Service::Management, 200);
        let said = lines("", &cause);
        assert_eq!(
            said[0],
            "location /v2/manage/ { proxy_pass https://swr-api.eu.example; }"
        );
        assert!(said[1].starts_with("swr-server --relay https://swr-api.eu.example "));
    }

    #[test]
    fn a_page_without_leave_gets_all_of_it() {
        let said = &lines("https://swr.example", &Cause::NoCors(Service::Management))[0];
        for part in [
            "Allow-Origin \"https://console.example\"",
            "DELETE",
            "OPTIONS",
            "X-Subject-Token",
        ] {
            assert!(said.contains(part), "{part} in {said}");
        }
    }
}
