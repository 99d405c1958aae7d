//! Clients of the two services of a connection: for whoever is signed in, or to try what somebody
//! signs in with. The first page makes its own here, too, so nothing may need the framework's runtime
//! that is not a method of the session.

use std::sync::Arc;

use leptos::prelude::*;
use swr_api::{Credentials, Endpoint, Timestamp};

use super::Session;
use super::carried::{carrier, identity_carrier};
use super::configuration::Connection;
use super::transport::{self, Carrier, Client, Transport};
use crate::remote::now;

impl Session {
    /// A client for this connection with other credentials, to try them.
    pub fn client_with(self, credentials: Credentials) -> Client {
        let offset = self.clock_offset.get_value();
        let connection = self.connection.get_untracked();
        client(&connection, credentials, offset, self.carrier())
    }

    /// A client for the identity service of this connection.
    pub fn iam_client(self, credentials: Credentials) -> Client {
        let connection = self.connection.get_untracked();
        let offset = self.clock_offset.get_value();
        let carrier = self.host().as_ref().map(identity_carrier);
        identity_client(&connection, credentials, offset, carrier)
    }

    /// The same for whoever is signed in.
    pub fn own_iam_client(self) -> Client {
        let signed_in = self.signed_in.get_untracked();
        self.iam_client(signed_in.map_or(Credentials::None, |it| it.credentials))
    }

    pub(super) fn carrier(self) -> Option<Carrier> {
        let worked = self.worked.get_value();
        self.host().map(|host| carrier(&host, &worked))
    }
}

pub(super) fn client(
    connection: &Connection,
    credentials: Credentials,
    clock_offset: i64,
    carrier: Option<Carrier>,
) -> Client {
    let endpoint = endpoint(&connection.endpoint, connection.signs_as.as_deref());
    let transport = transport_of(connection).carried(carrier);
    new_client(endpoint, credentials, clock_offset, transport)
}

pub(super) fn identity_client(
    connection: &Connection,
    credentials: Credentials,
    clock_offset: i64,
    carrier: Option<Carrier>,
) -> Client {
    let endpoint = endpoint(&connection.iam, connection.iam_signs_as.as_deref());
    let transport = transport_of(connection).carried(carrier);
    new_client(endpoint, credentials, clock_offset, transport)
}

fn transport_of(connection: &Connection) -> Transport {
    match connection.is_proxied() {
        true => transport::own_transport(),
        false => transport::transport(),
    }
}

fn new_client(
    endpoint: Endpoint,
    credentials: Credentials,
    clock_offset: i64,
    transport: Transport,
) -> Client {
    let clock = move || Timestamp::from_unix_millis(now().unix_millis() + clock_offset);
    Client::new(endpoint, credentials, transport, Arc::new(clock))
}

fn endpoint(base: &str, signs_as: Option<&str>) -> Endpoint {
    Endpoint {
        base: base.to_owned(),
        signs_as: signs_as.map(str::to_owned),
        origin: transport::page_origin(),
    }
}
