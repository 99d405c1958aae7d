//! Just enough HTTP/1.1 to measure with: one connection that stays open, and bodies that are read and
//! thrown away.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

/// A server that says nothing for so long will not say anything any longer.
const SILENCE: Duration = Duration::from_secs(30);

const PIECE_BYTES: usize = 1024 * 1024;

/// A connection, made when it is needed.
pub(super) struct Client {
    address: String,
    /// Sent with every request.
    headers: String,
    stream: Option<BufReader<TcpStream>>,
    piece: Vec<u8>,
}

pub(super) struct Answer {
    pub(super) status: u16,
    head: Vec<(String, String)>,
    /// How long the body was.
    pub(super) length: u64,
    /// Its beginning.
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.head.iter().find(|(it, _)| it == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl Client {
    pub(super) fn new(address: &str, headers: &[(&str, String)]) -> Self {
        let headers = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"));
        Self {
            address: address.to_owned(),
            headers: headers.collect(),
            stream: None,
            piece: vec![0; PIECE_BYTES],
        }
    }

    /// Asks and reads the whole response.
    pub(super) fn ask(
        &mut self,
        method: &str,
        path: &str,
        content_type: &str,
        body: &[u8],
    ) -> Result<Answer> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => self.connect()?,
        };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n{}\r\n",
            self.address,
            body.len(),
            self.headers
        );
        stream.get_mut().write_all(head.as_bytes())?;
        stream.get_mut().write_all(body)?;
        let answer = self.read(&mut stream)?;
        self.stream = Some(stream);
        Ok(answer)
    }

    /// `ask` where only one status is right.
    pub(super) fn expect(
        &mut self,
        status: u16,
        method: &str,
        path: &str,
        body: &[u8],
    ) -> Result<Answer> {
        let answer = self.ask(method, path, "application/octet-stream", body);
        let answer = answer.with_context(|| format!("{method} {path} at {}", self.address))?;
        answer.require(status, path)
    }

    fn connect(&self) -> Result<BufReader<TcpStream>> {
        let stream = TcpStream::connect(&self.address)
            .with_context(|| format!("{} did not respond", self.address))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(SILENCE))?;
        Ok(BufReader::with_capacity(64 * 1024, stream))
    }

    fn read(&mut self, stream: &mut BufReader<TcpStream>) -> Result<Answer> {
        let first = line(stream)?;
        let status = first.split(' ').nth(1).and_then(|it| it.parse().ok());
        let mut answer = Answer {
            status: status.with_context(|| format!("no status: {first:?}"))?,
            head: Vec::new(),
            length: 0,
            body: Vec::new(),
        };
        loop {
            let line = line(stream)?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            let name = name.to_ascii_lowercase();
            answer.head.push((name, value.trim().to_owned()));
        }
        if answer.header("transfer-encoding") == Some("chunked") {
            loop {
                let size = line(stream)?;
                let size = u64::from_str_radix(size.trim(), 16)?;
                self.pass(stream, size, &mut answer)?;
                line(stream)?;
                if size == 0 {
                    return Ok(answer);
                }
            }
        }
        let length = answer
            .header("content-length")
            .map(str::parse)
            .transpose()?;
        self.pass(stream, length.unwrap_or_default(), &mut answer)?;
        Ok(answer)
    }

    /// Reads so many bytes of the body and keeps the first ones.
    fn pass(
        &mut self,
        stream: &mut BufReader<TcpStream>,
        mut left: u64,
        answer: &mut Answer,
    ) -> Result<()> {
        while left > 0 {
            let wanted = usize::try_from(left).map_or(PIECE_BYTES, |it| it.min(PIECE_BYTES));
            let read = stream.read(&mut self.piece[..wanted])?;
            ensure!(read > 0, "the server closed the connection");
            if answer.body.len() < PIECE_BYTES {
                answer.body.extend_from_slice(&self.piece[..read]);
            }
            answer.length += read as u64;
            left -= read as u64;
        }
        Ok(())
    }
}

impl Answer {
    pub(super) fn require(self, status: u16, path: &str) -> Result<Self> {
        if self.status != status {
            let said = String::from_utf8_lossy(&self.body).into_owned();
            bail!(
                "{path} is answered {} and not {status}: {said}",
                self.status
            );
        }
        Ok(self)
    }
}

/// One line without its end.
fn line(stream: &mut BufReader<TcpStream>) -> Result<String> {
    let mut line = String::new();
    ensure!(
        stream.read_line(&mut line)? > 0,
        "the server closed the connection"
    );
    Ok(line.trim_end().to_owned())
}
