//! The client: endpoint, credentials and transport.
//!
//! A method builds and signs its request at once from borrowed arguments and returns a future that
//! owns everything: it can be kept, moved and dropped at will.

use std::fmt;
use std::sync::Arc;

use http::{HeaderValue, Request, Response};
use serde::de::DeserializeOwned;

use crate::credentials::CONTENT_TYPE;
use crate::request::Call;
use crate::{Credentials, Endpoint, Error, Timestamp, Transport, headers, response};

/// A clock. Signing requires the time, and this crate has no clock.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// A client for one service with one set of credentials. Cloning it is cheap.
#[derive(Clone)]
pub struct Client<T> {
    shared: Arc<Shared>,
    transport: T,
}

struct Shared {
    endpoint: Endpoint,
    credentials: Credentials,
    clock: Clock,
}

impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("endpoint", &self.shared.endpoint)
            .field("credentials", &self.shared.credentials)
            .finish_non_exhaustive()
    }
}

impl<T: Transport> Client<T> {
    /// A client for one service. `clock` is asked before every call; a caller whose own clock is
    /// wrong corrects it with [`ApiError::server_date`](crate::ApiError::server_date).
    pub fn new(endpoint: Endpoint, credentials: Credentials, transport: T, clock: Clock) -> Self {
        Self {
            shared: Arc::new(Shared {
                endpoint,
                credentials,
                clock,
            }),
            transport,
        }
    }

    /// Sends a call and reads its response if the service accepted it.
    pub(crate) fn exchange<O>(
        &self,
        call: Call,
        read: fn(&Response<Vec<u8>>) -> Result<O, Error>,
    ) -> impl Future<Output = Result<O, Error>> + use<T, O> {
        let answer = self.answer(&call);
        async move {
            let answer = answer.await?;
            response::accepted(&answer)?;
            read(&answer)
        }
    }

    /// Sends a call about one thing and reads the response; `asked` has the fields that say which it
    /// is, as they were requested.
    pub(crate) fn exchange_named<O: DeserializeOwned>(
        &self,
        call: &Call,
        asked: Vec<(&'static str, String)>,
    ) -> impl Future<Output = Result<O, Error>> + use<T, O> {
        let answer = self.answer(call);
        async move {
            let answer = answer.await?;
            response::accepted(&answer)?;
            response::named(&answer, &asked)
        }
    }

    /// Sends a call and hands over whatever came back, for responses that say something beside an
    /// error when the service said no.
    pub(crate) fn answer(
        &self,
        call: &Call,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, Error>> + use<T> {
        let sent = self
            .request(call)
            .map(|request| self.transport.send(request));
        async move { Ok(sent?.await?) }
    }

    /// The transport of the requests.
    pub(crate) fn transport(&self) -> &T {
        &self.transport
    }

    /// The request of a call with nothing said of itself: neither on whose behalf nor in what form.
    pub(crate) fn bare_request(&self, call: &Call) -> Result<Request<Vec<u8>>, Error> {
        let endpoint = &self.shared.endpoint;
        if call.has_unsafe_path() {
            return Err(Error::Request(format!(
                "{:?} is no path of this API",
                call.path
            )));
        }
        let mut request = Request::new(call.body.clone());
        *request.method_mut() = call.method.clone();
        *request.uri_mut() = (endpoint.address(&call.target()).parse())
            .map_err(|error| Error::Request(format!("{:?}: {error}", endpoint.base)))?;
        Ok(request)
    }

    fn request(&self, call: &Call) -> Result<Request<Vec<u8>>, Error> {
        let Shared {
            endpoint,
            credentials,
            clock,
        } = &*self.shared;
        let mut request = self.bare_request(call)?;
        let content_type = HeaderValue::from_static(CONTENT_TYPE);
        let sent = request.headers_mut();
        sent.insert(headers::CONTENT_TYPE, content_type);
        for (name, value) in credentials.headers(call, endpoint, clock())? {
            let mut value = HeaderValue::try_from(value)
                .map_err(|_| Error::Request(format!("the value for {name} is no header value")))?;
            value.set_sensitive(true);
            sent.insert(name, value);
        }
        Ok(request)
    }
}
