//! Clients of the two services of a connection. The first page makes its own here, too, so nothing may
//! need the framework's runtime.

use std::sync::Arc;

use swr_api::{Credentials, Endpoint, Timestamp};

use super::browser::{Carrier, Client, Transport, own_transport, page_origin, transport};
use crate::configuration::Connection;
use crate::i18n::format::now;

/// A client of the management API.
pub fn client(
    connection: &Connection,
    credentials: Credentials,
    clock_offset: i64,
    carrier: Option<Carrier>,
) -> Client {
    let endpoint = endpoint(&connection.endpoint, connection.signs_as.as_deref());
    let transport = transport_of(connection).carried(carrier);
    new_client(endpoint, credentials, clock_offset, transport)
}

/// A client of the identity service.
pub fn identity_client(
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
        true => own_transport(),
        false => transport(),
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
        origin: page_origin(),
    }
}
