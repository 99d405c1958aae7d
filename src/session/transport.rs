//! What carries requests out of this program.

#[cfg(target_arch = "wasm32")]
mod browser {
    /// The browser's `fetch`.
    pub type Transport = swr_api::FetchTransport;

    pub(crate) fn transport() -> Transport {
        Transport::new()
    }

    pub(crate) fn page_origin() -> Option<String> {
        leptos::prelude::window().location().origin().ok()
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

    pub(crate) fn page_origin() -> Option<String> {
        None
    }
}

pub use browser::Transport;
pub(super) use browser::{page_origin, transport};

/// The client of this console.
pub type Client = swr_api::Client<Transport>;
