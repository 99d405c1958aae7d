//! HTTP outside the browser, over tokio.

use std::error::Error as _;
use std::pin::Pin;

use http::{Request, Response};

use super::Transport;
use crate::TransportError;

/// Sends with reqwest, following no redirect, since that would take the credentials along. It has
/// to run within a tokio runtime, and addresses must be absolute.
#[derive(Clone, Debug)]
pub struct NativeTransport {
    client: reqwest::Client,
}

impl NativeTransport {
    /// A transport with its own pool of connections, trusting what the system trusts.
    ///
    /// # Errors
    /// When the system's certificates cannot be read.
    pub fn new() -> Result<Self, TransportError> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(failed)?;
        Ok(Self { client })
    }
}

/// For a client with timeouts, a proxy or certificates of its own.
impl From<reqwest::Client> for NativeTransport {
    fn from(client: reqwest::Client) -> Self {
        Self { client }
    }
}

impl Transport for NativeTransport {
    type Answer = Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send>>;

    fn send(&self, request: Request<Vec<u8>>) -> Self::Answer {
        let client = self.client.clone();
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(failed)?;
            let answer = client.execute(request).await.map_err(failed)?;
            let mut response = Response::new(Vec::new());
            *response.status_mut() = answer.status();
            *response.headers_mut() = answer.headers().clone();
            *response.body_mut() = answer.bytes().await.map_err(failed)?.into();
            Ok(response)
        })
    }
}

/// The error itself says little; what lies behind it says why.
fn failed(error: reqwest::Error) -> TransportError {
    let mut reason = error.to_string();
    let mut source = error.source();
    while let Some(behind) = source {
        reason = format!("{reason}: {behind}");
        source = behind.source();
    }
    TransportError::Offline(reason)
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread;

    use http::{Request, Response};

    use super::{NativeTransport, Transport};
    use crate::TransportError;

    /// Answers one request with the given bytes, and gives back what it was asked.
    fn serve_once(answer: &'static str) -> (String, thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let asked = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = Vec::new();
            let mut part = [0; 1024];
            while !request.windows(4).any(|end| end == b"\r\n\r\n") {
                let length = stream.read(&mut part).unwrap();
                request.extend_from_slice(&part[..length]);
            }
            stream.write_all(answer.as_bytes()).unwrap();
            String::from_utf8(request).unwrap()
        });
        (base, asked)
    }

    fn exchange(base: &str) -> Result<Response<Vec<u8>>, TransportError> {
        let request = Request::get(format!("{base}/v2/manage/projects/p/quotas"))
            .header("content-type", "application/json")
            .header("x-auth-token", "t0ken")
            .body(Vec::new());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let answer = NativeTransport::new().unwrap().send(request.unwrap());
        runtime.unwrap().block_on(answer)
    }

    #[test]
    fn a_request_arrives_and_its_response_comes_back() {
        let (base, asked) = serve_once(
            "HTTP/1.1 200 OK\r\ncontent-length: 13\r\nconnection: close\r\n\r\n{\"quotas\":[]}",
        );
        let answer = exchange(&base).unwrap();
        assert_eq!(
            (answer.status().as_u16(), answer.body().as_slice()),
            (200, &b"{\"quotas\":[]}"[..])
        );
        assert_eq!(answer.headers()["content-length"], "13");
        let request = asked.join().unwrap();
        assert!(request.starts_with("GET /v2/manage/projects/p/quotas HTTP/1.1\r\n"));
        assert!(request.contains("x-auth-token: t0ken"));
        assert!(request.contains("content-type: application/json"));
    }

    #[test]
    fn a_redirect_is_a_response_and_not_followed() {
        let (base, asked) = serve_once(
            "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        );
        assert_eq!(exchange(&base).unwrap().status(), 302);
        asked.join().unwrap();
    }

    #[test]
    fn no_one_listening_is_offline_with_the_reason() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        match exchange(&base).unwrap_err() {
            TransportError::Offline(reason) => assert!(reason.contains("refused"), "{reason}"),
            TransportError::Aborted => panic!("nobody gave it up"),
        }
    }
}
