//! Sends one probe. The request contains everything it needs; the result is judged elsewhere.

use http::Method;
use leptos::prelude::*;
use swr_api::{
    Credentials, MarkerRequest, OrganizationQuery, ProbeAnswer, RepositoryMarkerQuery, Timestamp,
};

use super::probe::{Probe, Reply, Service, Verb};
use crate::remote::{Reading, now, read_as};
use crate::session::Session;
use crate::transport::Client;

/// Two hyphens are in no name, so nothing can be hit.
const IMPOSSIBLE: &str = "connection--check";

/// Sends a probe.
pub(super) fn ask(session: Session, own: &Client, probe: Probe) -> Reading<Reply> {
    let nobody = |service| match service {
        Service::Management => session.client_with(Credentials::None),
        Service::Identity => session.iam_client(Credentials::None),
    };
    match probe {
        Probe::Read(service) => {
            let sent = nobody(service).probe(Method::GET, service.path(), None);
            read_as(sent, looked_at)
        }
        Probe::Reach(service) => {
            read_as(nobody(service).reach(service.path()), |()| Reply::Reached)
        }
        Probe::Header(service, header) => {
            let line = Some(header.line());
            let sent = nobody(service).probe(Method::GET, service.path(), line);
            read_as(sent, looked_at)
        }
        Probe::Method(verb) => {
            let method = match verb {
                Verb::Patch => Method::PATCH,
                Verb::Delete => Method::DELETE,
            };
            let path = ["v2", "manage", "namespaces", IMPOSSIBLE, "access"];
            read_as(
                nobody(Service::Management).probe(method, &path, None),
                looked_at,
            )
        }
        Probe::Rights => {
            let everything = OrganizationQuery {
                include_visible: true,
                ..OrganizationQuery::default()
            };
            read_as(own.list_organizations(&everything), |all| {
                let rights = all.iter().filter_map(|it| it.access);
                Reply::Organizations(all.len(), rights.max())
            })
        }
        Probe::Total => {
            let part = vec![("offset", "0".to_owned()), ("limit", "1".to_owned())];
            let path = ["v2", "manage", "repos"];
            read_as(
                own.probe_with_credentials(Method::GET, &path, part),
                looked_at,
            )
        }
        Probe::Login => {
            let path = ["v2", "manage", "utils", "secret"];
            let sent = own.probe_with_credentials(Method::POST, &path, Vec::new());
            read_as(sent, looked_at)
        }
        Probe::ListV3 => {
            let query = RepositoryMarkerQuery {
                page: MarkerRequest {
                    limit: 1,
                    ..MarkerRequest::default()
                },
                ..RepositoryMarkerQuery::default()
            };
            read_as(own.list_repositories_v3(&query), |_| Reply::Done)
        }
        Probe::Project => {
            let name = untrack(|| session.connection()).project_name().to_owned();
            let sent = session.own_iam_client().list_projects(Some(&name));
            read_as(sent, |found| {
                Reply::Projects(found.into_iter().map(|it| it.name).collect())
            })
        }
    }
}

fn looked_at(answer: ProbeAnswer) -> Reply {
    let ahead = |it: Timestamp| it.unix_millis() - now().unix_millis();
    let lead = answer.server_date.map(ahead);
    Reply::Answer(answer, lead)
}
