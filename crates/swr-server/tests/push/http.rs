//! Just enough HTTP to push an image, one connection per request, so that a test decides when it
//! breaks off.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A server that says nothing for so long will not say anything any longer.
const SILENCE: Duration = Duration::from_secs(30);

#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines();
        lines.find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

pub(crate) fn basic(login: &(String, String)) -> (&'static str, String) {
    let pair = STANDARD.encode(format!("{}:{}", login.0, login.1));
    ("Authorization", format!("Basic {pair}"))
}

/// Asks and waits for the whole response; an error when the connection ends before.
pub(crate) fn ask(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, String)],
    body: &[u8],
) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(SILENCE))?;
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    stream.write_all(body)?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    parse(&bytes, method == "HEAD").ok_or(std::io::ErrorKind::UnexpectedEof.into())
}

/// `None` when something is missing: half a response acknowledges nothing.
fn parse(bytes: &[u8], is_head: bool) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let answer = Answer {
        status: head.split(' ').nth(1)?.parse().ok()?,
        body: bytes[end + 4..].to_vec(),
        head,
    };
    let length = answer.header("content-length").map(str::parse::<usize>);
    let is_whole = is_head || length.is_none_or(|length| length == Ok(answer.body.len()));
    is_whole.then_some(answer)
}
