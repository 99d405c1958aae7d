//! Requests that no call makes, to find out what is between a page and a service.
//!
//! A script never sees a preflight, nor why a response was kept from it. What is let through can only
//! be found out by requests that differ in one thing, so these carry nothing that is not asked for:
//! no credentials and no content type. Of a response no value of a header and no body is kept.

use http::{HeaderName, HeaderValue, Method, Response};

use crate::error::read_api_error;
use crate::request::Call;
use crate::{Client, Error, Timestamp, Transport};

/// What a response to a probe shows, whatever its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProbeAnswer {
    /// The HTTP status.
    pub status: u16,
    /// Whether the body was JSON; when not, something else than the service may have answered.
    pub is_json: bool,
    /// The service's own code, where it refused.
    pub code: Option<String>,
    /// The service's clock at the response, where the header `Date` can be read.
    pub server_date: Option<Timestamp>,
    /// The headers that can be read, of those that this crate reads.
    pub readable: Vec<HeaderName>,
}

impl<T: Transport> Client<T> {
    /// Sends a request with this header alone, or with none, and without credentials. It is told
    /// apart from a call only by what it lacks: whatever the service answers is a response.
    ///
    /// # Errors
    /// No response that could be read: a browser does not say why.
    pub fn probe(
        &self,
        method: Method,
        path: &[&str],
        header: Option<(HeaderName, HeaderValue)>,
    ) -> impl Future<Output = Result<ProbeAnswer, Error>> + use<T> {
        let request = self.bare_request(&Call::new(method, path));
        let sent = request.map(|mut request| {
            if let Some((name, value)) = header {
                request.headers_mut().insert(name, value);
            }
            self.transport().send(request)
        });
        async move { Ok(answer(&sent?.await?)) }
    }

    /// Sends a request as calls are sent, with credentials, and looks at the headers of its response.
    ///
    /// # Errors
    /// No response that could be read.
    pub fn probe_with_credentials(
        &self,
        method: Method,
        path: &[&str],
        query: Vec<(&'static str, String)>,
    ) -> impl Future<Output = Result<ProbeAnswer, Error>> + use<T> {
        let sent = self.answer(&Call::new(method, path).query(query));
        async move { Ok(answer(&sent.await?)) }
    }

    /// Whether anything answers there, be it readable or not.
    ///
    /// # Errors
    /// Nothing answered; or the browser, the network or a policy kept the request from leaving.
    pub fn reach(&self, path: &[&str]) -> impl Future<Output = Result<(), Error>> + use<T> {
        let request = self.bare_request(&Call::get(path));
        let sent = request.map(|request| self.transport().reach(request));
        async move {
            sent?.await?;
            Ok(())
        }
    }
}

fn answer(response: &Response<Vec<u8>>) -> ProbeAnswer {
    let read = read_api_error(response);
    let is_refused = !response.status().is_success();
    ProbeAnswer {
        status: read.status,
        is_json: read.is_json,
        code: read.code.filter(|_| is_refused),
        server_date: read.server_date,
        readable: response.headers().keys().cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::answer;
    use http::Response;

    #[test]
    fn a_response_is_known_by_its_headers_and_keeps_none_of_their_values() {
        let response = Response::builder()
            .header("X-Subject-Token", "s3cret")
            .header("Date", "Sun, 06 Nov 1994 08:49:37 GMT")
            .body(br#"{"code": "s3cret"}"#.to_vec())
            .unwrap();
        let shown = answer(&response);
        assert_eq!(shown.readable.len(), 2);
        assert!(shown.is_json && shown.server_date.is_some());
        assert!(!format!("{shown:?}").contains("s3cret"));
    }

    #[test]
    fn a_page_is_no_response_of_the_service() {
        let page = Response::new(b"<!doctype html>".to_vec());
        assert!(!answer(&page).is_json);
    }
}
