//! The way of a request out of this program: the browser, with the page around in between where there is
//! one.

use std::pin::Pin;
use std::sync::Arc;

use http::{Request, Response};
use swr_api::TransportError;

#[cfg(target_arch = "wasm32")]
mod platform {
    /// The browser's `fetch`.
    pub(super) type Fetch = swr_api::FetchTransport;

    pub(super) fn fetch() -> Fetch {
        Fetch::new()
    }

    /// Takes the page's own cookies along: what is in front of it may have signed someone in.
    pub(super) fn own_fetch() -> Fetch {
        Fetch::with_cookies()
    }

    pub(crate) use crate::navigation::page_origin;

    /// The address that the console's own files are beside; with a slash at its end.
    pub(crate) fn page_base() -> String {
        let base = leptos::prelude::document()
            .base_uri()
            .ok()
            .flatten()
            .unwrap_or_default();
        let directory = base.rfind('/').map_or("", |slash| &base[..slash]);
        format!("{directory}/")
    }
}

/// Outside a browser (tests) there is nowhere to send anything.
#[cfg(not(target_arch = "wasm32"))]
mod platform {
    use http::{Request, Response};
    use swr_api::{InProcess, TransportError};

    type Nothing = std::future::Ready<Result<Response<Vec<u8>>, TransportError>>;

    /// Refuses everything.
    pub(super) type Fetch = InProcess<fn(Request<Vec<u8>>) -> Nothing>;

    pub(super) fn fetch() -> Fetch {
        InProcess(|_| {
            let reason = "there is no browser to send it".to_owned();
            std::future::ready(Err(TransportError::Offline(reason)))
        })
    }

    pub(super) fn own_fetch() -> Fetch {
        fetch()
    }

    pub(crate) fn page_origin() -> Option<String> {
        None
    }

    pub(crate) fn page_base() -> String {
        "/".to_owned()
    }
}

pub(super) use platform::{page_base, page_origin};

/// What comes back of a request.
pub type Answer = Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, TransportError>>>>;

/// What is between this program and the browser. It is behind a pointer, because the first page
/// has none and must not load it.
pub type Carrier = Arc<dyn Fn(Request<Vec<u8>>, Transport) -> Answer + Send + Sync>;

/// The way out.
#[derive(Clone)]
pub struct Transport {
    fetch: platform::Fetch,
    carrier: Option<Carrier>,
    // Whether any answer will do, also one that a browser keeps to itself.
    only_reaches: bool,
}

pub(super) fn transport() -> Transport {
    Transport::by(platform::fetch())
}

/// Takes the page's own cookies along.
pub(super) fn own_transport() -> Transport {
    Transport::by(platform::own_fetch())
}

impl Transport {
    fn by(fetch: platform::Fetch) -> Self {
        Self {
            fetch,
            carrier: None,
            only_reaches: false,
        }
    }

    /// The same with something in between, which is handed the way without it.
    pub(super) fn carried(self, carrier: Option<Carrier>) -> Self {
        Self { carrier, ..self }
    }
}

impl swr_api::Transport for Transport {
    type Answer = Answer;

    fn send(&self, request: Request<Vec<u8>>) -> Answer {
        match &self.carrier {
            Some(carrier) => carrier(request, self.clone().carried(None)),
            None if self.only_reaches => Box::pin(self.fetch.reach(request)),
            None => Box::pin(self.fetch.send(request)),
        }
    }

    fn reach(&self, request: Request<Vec<u8>>) -> Answer {
        let way = Self {
            only_reaches: true,
            ..self.clone()
        };
        way.send(request)
    }
}

/// The client of this console.
pub type Client = swr_api::Client<Transport>;
