//! What carries requests out of this program.

#[cfg(target_arch = "wasm32")]
mod browser {
    /// The browser's `fetch`.
    pub type Transport = swr_api::FetchTransport;

    pub(crate) fn transport() -> Transport {
        Transport::new()
    }

    /// Takes the page's own cookies along: what is in front of it may have signed somebody in.
    pub(crate) fn own_transport() -> Transport {
        Transport::with_cookies()
    }

    pub(crate) use crate::navigation::page_origin;

    /// The address that the console's own files stand beside; with a slash at its end.
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
mod browser {
    use http::{Request, Response};
    use swr_api::{InProcess, TransportError};

    type Answer = std::future::Ready<Result<Response<Vec<u8>>, TransportError>>;

    /// Refuses everything.
    pub type Transport = InProcess<fn(Request<Vec<u8>>) -> Answer>;

    pub(crate) fn transport() -> Transport {
        InProcess(|_| {
            let reason = "there is no browser to send it".to_owned();
            std::future::ready(Err(TransportError::Offline(reason)))
        })
    }

    pub(crate) fn own_transport() -> Transport {
        transport()
    }

    pub(crate) fn page_origin() -> Option<String> {
        None
    }

    pub(crate) fn page_base() -> String {
        "/".to_owned()
    }
}

pub use browser::Transport;
pub(super) use browser::{own_transport, page_base, page_origin, transport};

/// The client of this console.
pub type Client = swr_api::Client<Transport>;
