//! The transports, which send all requests.

#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
mod fetch;
#[cfg(all(feature = "native", not(target_arch = "wasm32")))]
mod native;

use http::{Request, Response};

use crate::TransportError;

#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
pub use fetch::FetchTransport;
#[cfg(all(feature = "native", not(target_arch = "wasm32")))]
pub use native::NativeTransport;

/// Sends a request and returns the response.
///
/// The address is absolute, or a path alone for the origin a page came from. A response with any
/// status is a response: only its absence is an error.
pub trait Transport: Clone + 'static {
    /// Resolves to the response. Dropping it cancels the call, as far as that is still possible.
    type Answer: Future<Output = Result<Response<Vec<u8>>, TransportError>> + 'static;

    /// Sends the request.
    fn send(&self, request: Request<Vec<u8>>) -> Self::Answer;

    /// Resolves as soon as anything answers. Where a browser would keep the response from a page, this
    /// tells it from no response, and nothing of the response itself.
    fn reach(&self, request: Request<Vec<u8>>) -> Self::Answer {
        self.send(request)
    }
}

/// A function as transport: a service in the same process, or a test that wants to see requests.
#[derive(Clone, Copy, Debug)]
pub struct InProcess<F>(pub F);

impl<F, A> Transport for InProcess<F>
where
    F: Fn(Request<Vec<u8>>) -> A + Clone + 'static,
    A: Future<Output = Result<Response<Vec<u8>>, TransportError>> + 'static,
{
    type Answer = A;

    fn send(&self, request: Request<Vec<u8>>) -> A {
        (self.0)(request)
    }
}
