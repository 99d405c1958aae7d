//! Reads the JSON of a request field by field, so that each error has its own code.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use bytes::BytesMut;
use futures_util::StreamExt;
use serde_json::{Map, Value};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::Failure;

/// Room for a description of 30,000 characters, whatever the escapes.
const LIMIT_BYTES: usize = 1 << 20;

/// How long a body that no one wants may take to pass by.
const DISCARDED: Duration = Duration::from_secs(5);

/// Why there is no body to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    TooLarge,
    BrokenOff,
}

/// Why a body is not held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotHeld {
    Unread(Unread),
    /// The bodies of other requests take all the room there is.
    NoRoom,
}

impl From<Unread> for NotHeld {
    fn from(unread: Unread) -> Self {
        Self::Unread(unread)
    }
}

/// Room for the bodies of all requests that are held in memory at the same time; clones share it.
#[derive(Clone)]
pub(crate) struct BodyRoom(Arc<Semaphore>);

/// Bytes that all bodies together may have.
const ROOM_BYTES: usize = 64 << 20;

impl Default for BodyRoom {
    fn default() -> Self {
        Self::new(ROOM_BYTES)
    }
}

impl BodyRoom {
    fn new(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new(bytes)))
    }

    /// Room for a piece of a body, or none: who waited with half a body would wait for others who do.
    fn take(&self, bytes: usize) -> Result<OwnedSemaphorePermit, NotHeld> {
        let bytes = u32::try_from(bytes).map_err(|_| NotHeld::NoRoom)?;
        let taken = self.0.clone().try_acquire_many_owned(bytes);
        taken.map_err(|_| NotHeld::NoRoom)
    }
}

/// A body in memory, and the room it takes until this is dropped.
pub(crate) struct Held {
    pub(crate) bytes: Bytes,
    _room: OwnedSemaphorePermit,
}

pub(crate) async fn read(body: Body, room: &BodyRoom) -> Result<Held, Failure> {
    read_within(body, LIMIT_BYTES, room)
        .await
        .map_err(|reason| match reason {
            NotHeld::Unread(Unread::TooLarge) => Failure::BodyTooLarge,
            NotHeld::Unread(Unread::BrokenOff) => {
                Failure::BadParameter("the body ended too early".into())
            }
            NotHeld::NoRoom => {
                let why = "The service is handling too many requests; try again in a second";
                Failure::Gateway(StatusCode::SERVICE_UNAVAILABLE, "APIGW.0308", why)
            }
        })
}

/// All of a body that has at most so many bytes, as long as there is room for it.
pub(crate) async fn read_within(
    body: Body,
    limit_bytes: usize,
    room: &BodyRoom,
) -> Result<Held, NotHeld> {
    let mut taken = room.take(0)?;
    let bytes = collect(body, limit_bytes, |bytes| {
        taken.merge(room.take(bytes)?);
        Ok::<(), NotHeld>(())
    });
    Ok(Held {
        bytes: bytes.await?,
        _room: taken,
    })
}

/// All of a body that has at most so many bytes.
pub(crate) async fn read_up_to(body: Body, limit_bytes: usize) -> Result<Bytes, Unread> {
    collect(body, limit_bytes, |_| Ok(())).await
}

async fn collect<E: From<Unread>>(
    body: Body,
    limit_bytes: usize,
    mut take_room: impl FnMut(usize) -> Result<(), E>,
) -> Result<Bytes, E> {
    let mut pieces = body.into_data_stream();
    let mut bytes = BytesMut::new();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| Unread::BrokenOff)?;
        if bytes.len() + piece.len() > limit_bytes {
            return Err(Unread::TooLarge.into());
        }
        take_room(piece.len())?;
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes.freeze())
}

/// Lets a body that no one wants pass by, beside the response to it: a client that is still sending
/// would lose a response on a connection that is closed under it.
pub(crate) fn discard(body: Body) {
    let passing = async move {
        let mut pieces = body.into_data_stream();
        let mut bytes = 0;
        while bytes <= LIMIT_BYTES
            && let Some(Ok(piece)) = pieces.next().await
        {
            bytes += piece.len();
        }
    };
    tokio::spawn(tokio::time::timeout(DISCARDED, passing));
}

/// The entries of a JSON array that has some.
pub(crate) fn array(bytes: &[u8]) -> Result<Vec<Value>, Failure> {
    match serde_json::from_slice(bytes) {
        Ok(Value::Array(entries)) if entries.is_empty() => {
            Err(Failure::BadParameter("the array is empty".into()))
        }
        Ok(Value::Array(entries)) => Ok(entries),
        Ok(_) => Err(Failure::BadParameter("the body is not an array".into())),
        Err(_) => Err(Failure::BadParameter("the body is not JSON".into())),
    }
}

/// The fields of a JSON object; `null` counts as missing.
pub(crate) struct Fields(Map<String, Value>);

impl Fields {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Failure> {
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) => Err(Failure::BadParameter("the body is not an object".into())),
            Err(_) => Err(Failure::BadParameter("the body is not JSON".into())),
        }
    }

    /// Those of an entry of an array.
    pub(crate) fn of(entry: Value) -> Result<Self, Failure> {
        match entry {
            Value::Object(fields) => Ok(Self(fields)),
            _ => Err(Failure::BadParameter("an entry is not an object".into())),
        }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    pub(crate) fn text(&self, name: &'static str) -> Result<Option<String>, Failure> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(Failure::BadParameter(format!("{name} is not a string"))),
        }
    }

    pub(crate) fn required_text(&self, name: &'static str) -> Result<String, Failure> {
        self.text(name)?.ok_or(Failure::MissingParameter(name))
    }

    pub(crate) fn flag(&self, name: &'static str) -> Result<Option<bool>, Failure> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(Failure::BadParameter(format!("{name} is not a boolean"))),
        }
    }

    pub(crate) fn required_list(&self, name: &'static str) -> Result<&[Value], Failure> {
        match self.get(name) {
            None => Err(Failure::MissingParameter(name)),
            Some(Value::Array(list)) => Ok(list),
            Some(_) => Err(Failure::BadParameter(format!("{name} is not an array"))),
        }
    }

    /// A whole number; anything else is refused as `wrong`.
    pub(crate) fn number(&self, name: &str, wrong: &Failure) -> Result<Option<i64>, Failure> {
        let value = self.get(name);
        let number = value.map(|value| value.as_i64().ok_or_else(|| wrong.clone()));
        number.transpose()
    }

    /// An array of strings that must be there, and may be empty.
    pub(crate) fn texts(&self, name: &'static str) -> Result<Vec<String>, Failure> {
        let wrong = || Failure::BadParameter(format!("{name} is not an array of strings"));
        let value = self.get(name).ok_or(Failure::MissingParameter(name))?;
        let texts = value.as_array().ok_or_else(wrong)?.iter();
        let texts = texts.map(|text| text.as_str().map(str::to_owned));
        texts.collect::<Option<_>>().ok_or_else(wrong)
    }

    /// The flag whose mistake has a code of its own.
    pub(crate) fn is_public(&self) -> Result<Option<bool>, Failure> {
        match self.get("is_public") {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(Failure::BadVisibility),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_as_good_as_missing() {
        let fields = Fields::parse(br#"{"name": null}"#).unwrap();
        assert_eq!(fields.text("name"), Ok(None));
        let missing = fields.required_text("name");
        assert_eq!(missing, Err(Failure::MissingParameter("name")));
    }

    #[test]
    fn a_wrong_type_is_named() {
        let body = br#"{"name": 1, "is_public": "true", "tags": ["a", 1]}"#;
        let fields = Fields::parse(body).unwrap();
        assert!(fields.flag("name").is_err());
        assert!(fields.texts("tags").is_err());
        let wrong = Failure::BadParameter("name is not a string".into());
        assert_eq!(fields.text("name"), Err(wrong));
        assert_eq!(fields.is_public(), Err(Failure::BadVisibility));
    }

    #[test]
    fn an_array_is_one_and_has_entries() {
        assert_eq!(array(b"[1]"), Ok(vec![1.into()]));
        for wrong in ["[]", "{}", "[", ""] {
            let refused = array(wrong.as_bytes());
            assert!(matches!(refused, Err(Failure::BadParameter(_))), "{wrong}");
        }
    }

    #[tokio::test]
    async fn more_than_a_megabyte_is_too_large() {
        let body = Body::from(vec![b' '; LIMIT_BYTES + 1]);
        let read = read(body, &BodyRoom::default()).await;
        assert_eq!(read.err(), Some(Failure::BodyTooLarge));
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_not_called_too_large() {
        let pieces = [Ok("{"), Err(std::io::Error::other("gone"))];
        let body = Body::from_stream(futures_util::stream::iter(pieces));
        let broken = Failure::BadParameter("the body ended too early".into());
        let read = read(body, &BodyRoom::default()).await;
        assert_eq!(read.err(), Some(broken));
    }

    #[tokio::test]
    async fn bodies_together_have_so_much_room_and_give_it_back() {
        let room = BodyRoom::new(10);
        let read = async |length| read_within(Body::from(vec![b' '; length]), 100, &room).await;
        let six = read(6).await.unwrap();
        assert_eq!(read(5).await.err(), Some(NotHeld::NoRoom));
        let four = read(4).await.unwrap();
        assert_eq!((six.bytes.len(), four.bytes.len()), (6, 4));
        drop(six);
        assert!(read(6).await.is_ok());
    }
}
