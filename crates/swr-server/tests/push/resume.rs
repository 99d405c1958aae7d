//! A connection that breaks in the middle of a chunk, over a real socket.

use std::io::Write;
use std::net::{SocketAddr, TcpStream};

use swr_server::image::Digest;

use crate::crash::create_organization;
use crate::http::{ask, basic};
use crate::server::{Server, login};

/// Promises the whole and sends two thirds.
fn break_off(address: SocketAddr, path: &str, headers: &[(&str, String)], content: &[u8]) {
    let mut stream = TcpStream::connect(address).unwrap();
    let (name, value) = &headers[0];
    let length = content.len();
    let head = format!(
        "PATCH {path} HTTP/1.1\r\nHost: {address}\r\nContent-Length: {length}\r\n\
         {name}: {value}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&content[..length * 2 / 3]).unwrap();
}

/// The client goes away in the middle of a chunk, asks how much arrived, and sends the rest.
#[test]
fn an_upload_goes_on_after_the_connection_broke() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    Server::start(&data).kill();
    create_organization(&data);
    let headers = [basic(&login())];
    let content: Vec<u8> = (0..1_000_000_u32).map(|at| (at % 251) as u8).collect();

    let server = Server::start(&data);
    let uploads = "/v2/crash/app/blobs/uploads/";
    let start = ask(server.address, "POST", uploads, &headers, b"").unwrap();
    let location = start.header("location").unwrap().to_owned();
    break_off(server.address, &location, &headers, &content);

    // The server may still be reading what came; then a rest is refused, and asked for again.
    let finished = (0..1000).find_map(|_| {
        let status = ask(server.address, "GET", &location, &headers, b"").unwrap();
        let last = status.header("range").unwrap().strip_prefix("0-").unwrap();
        let arrived = last.parse::<usize>().unwrap() + 1;
        let range = format!("{arrived}-{}", content.len() - 1);
        let headers = [headers[0].clone(), ("Content-Range", range)];
        let end = format!("{location}?digest={}", Digest::of(&content));
        let rest = &content[arrived..];
        let answer = ask(server.address, "PUT", &end, &headers, rest).ok()?;
        (answer.status == 201).then_some(arrived)
    });
    assert!(finished.is_some_and(|arrived| arrived < content.len()));
}
