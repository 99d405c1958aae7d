//! What a trigger calls is called while the program runs, and again by the next one on the folder.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::time::Duration;

use crate::server::Server;

/// A call that has not come for so long will not come any longer.
const PATIENCE: Duration = Duration::from_secs(30);

const TAGS: &str = "/v2/manage/namespaces/platform/repos/api-gateway/tags";

/// Takes a call and gives its body, which comes last and is one line of JSON.
fn take(listener: &TcpListener) -> (TcpStream, String) {
    let (accepted, calls) = mpsc::channel();
    let listening = listener.try_clone().unwrap();
    std::thread::spawn(move || accepted.send(listening.accept()));
    let call = calls.recv_timeout(PATIENCE).expect("the webhook is called");
    let (mut stream, _) = call.unwrap();
    let mut received = Vec::new();
    while !received.ends_with(b"}}") {
        let mut piece = [0; 4096];
        let count = stream.read(&mut piece).unwrap();
        assert!(count > 0, "{}", String::from_utf8_lossy(&received));
        received.extend_from_slice(&piece[..count]);
    }
    let text = String::from_utf8(received).unwrap();
    let (_, body) = text.split_once("\r\n\r\n").unwrap();
    (stream, body.to_owned())
}

#[test]
fn a_tag_is_reported_at_once_and_again_when_the_server_ended_before_the_response() {
    let data = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let webhook = format!("http://{}/", listener.local_addr().unwrap());
    let arguments = ["--demo", "--trigger-webhook", &webhook];
    let server = Server::start(data.path(), &arguments);
    let token = server.sign_in("admin", "demo-admin").unwrap();
    let body = r#"{"source_tag": "latest", "destination_tag": "told"}"#;
    let copied = server.ask(&format!("POST {TAGS} HTTP/1.1\r\n{token}"), body);
    assert!(copied.starts_with("HTTP/1.1 201"), "{copied}");
    let (unanswered, first) = take(&listener);
    assert!(first.contains(r#""tag":"told""#), "{first}");
    server.kill();
    drop(unanswered);
    let next = Server::start(data.path(), &arguments);
    let (mut stream, second) = take(&listener);
    assert_eq!(second, first, "with the same id");
    stream
        .write_all(b"HTTP/1.1 204 No Content\r\n\r\n")
        .unwrap();
    next.kill();
}
