//! A service that writes down what reaches it, byte for byte, and responses what it was told to.

use axum::Router;
use http::Request;
use http::request::Parts;
use swr_server::Settings;
use swr_server::relay::{self, Relay};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

pub(crate) struct Recorder {
    listener: TcpListener,
    pub(crate) address: String,
}

impl Recorder {
    pub(crate) async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        Self { listener, address }
    }

    /// Takes one call, answers it like that, and gives what was sent.
    pub(crate) async fn take(&self, answer: &[u8]) -> String {
        let (mut stream, _) = self.listener.accept().await.unwrap();
        let mut received = Vec::new();
        while !is_whole(&received) {
            let mut buffer = [0; 4096];
            let count = stream.read(&mut buffer).await.unwrap();
            assert_ne!(count, 0, "half a request");
            received.extend_from_slice(&buffer[..count]);
        }
        // Who has read enough may go away.
        let _ = stream.write_all(answer).await;
        String::from_utf8(received).unwrap()
    }

    /// Takes one call and never answers; the connection ends with what this gives.
    pub(crate) async fn hold(&self) -> tokio::net::TcpStream {
        self.listener.accept().await.unwrap().0
    }
}

fn is_whole(received: &[u8]) -> bool {
    let text = String::from_utf8_lossy(received);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    body.len() == length.map_or(0, |length| length.parse().unwrap())
}

/// The relay in front of both services.
pub(crate) fn relay_to(management: &str, identity: &str, settings: Settings) -> Router {
    let (management, identity) = (management.parse().unwrap(), identity.parse().unwrap());
    relay::app(Relay::new(management, identity, "local-1", settings))
}

/// What a server would read from those bytes.
pub(crate) fn read(received: &str) -> (Parts, &str) {
    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    let mut lines = head.split("\r\n");
    let mut words = lines.next().unwrap().split(' ');
    let mut request = Request::builder()
        .method(words.next().unwrap())
        .uri(words.next().unwrap());
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap();
        request = request.header(name, value);
    }
    (request.body(()).unwrap().into_parts().0, body)
}
