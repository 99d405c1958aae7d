//! One documented exchange: replayed against the client, request and answer.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use http::{Method, Request, Response};
use serde_json::{Value, json};
use swr_api::{
    Client, Credentials, Endpoint, Error, OrganizationName, RepositoryName, RepositoryPath, Secret,
    TagName, Timestamp, Transport, TransportError, TriggerName,
};

/// A documented exchange.
pub(crate) struct Example {
    content: Value,
}

/// What the client sent.
pub(crate) struct Sent {
    request: Request<Vec<u8>>,
}

impl Example {
    pub(crate) fn read(name: &str) -> Self {
        let path = directory().join(name).with_extension("json");
        let text = std::fs::read_to_string(&path).expect(name);
        Self {
            content: serde_json::from_str(&text).expect(name),
        }
    }

    /// Another path than the documented one, where that has placeholders or a mistake.
    pub(crate) fn at(mut self, path: &str) -> Self {
        self.content["request"]["path"] = json!(path);
        self
    }

    /// Another body than the documented one, where that is a mistake.
    pub(crate) fn sending(mut self, body: Value) -> Self {
        self.content["request"]["body"] = body;
        self
    }

    /// The documented answer's body, where it is JSON.
    pub(crate) fn body(&self) -> &Value {
        &self.content["response"]["body"]
    }

    pub(crate) fn request_body(&self) -> &Value {
        &self.content["request"]["body"]
    }

    /// The documented answer; pages that state no status mean success.
    pub(crate) fn response(&self) -> Response<Vec<u8>> {
        let response = &self.content["response"];
        let status = response["status"].as_u64().unwrap_or(200);
        let mut builder = Response::builder().status(u16::try_from(status).unwrap());
        for (name, value) in response["headers"].as_object().unwrap() {
            builder = builder.header(name, value.as_str().unwrap());
        }
        let body = match &response["body"] {
            Value::Null => Vec::new(),
            Value::String(text) if self.content["raw"] == true => text.clone().into_bytes(),
            body => serde_json::to_vec(body).unwrap(),
        };
        builder.body(body).unwrap()
    }

    /// Makes the call, answers as documented, and compares the request with the documented one.
    pub(crate) fn replay<T, F>(&self, call: impl FnOnce(&Client<Replay>) -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        let (result, sent) = answer(self.response(), call);
        self.check_request(&sent);
        result
    }

    fn check_request(&self, sent: &Sent) {
        let documented = &self.content["request"];
        assert_eq!(sent.request.method().as_str(), documented["method"]);
        assert_eq!(sent.path(), documented["path"]);
        let mut query = sent.query();
        for (name, value) in documented["query"].as_object().unwrap() {
            assert_eq!(query.remove(name).as_ref(), Some(value), "{name}");
        }
        // Pages leave out what has a default; we always say which part of a list we want, and that
        // a token needs no catalog. `center` is mandatory and missing all the same.
        let defaults = ["limit", "offset", "nocatalog", "center"];
        query.retain(|name, _| !defaults.contains(&name.as_str()));
        assert!(query.is_empty(), "{query:?}");
        for (name, value) in documented["headers"].as_object().unwrap() {
            let media_type = value.as_str().unwrap().split(';').next().unwrap();
            assert_eq!(sent.request.headers()[name.as_str()], media_type, "{name}");
        }
        assert_eq!(&sent.body(), self.request_body());
    }
}

impl Sent {
    pub(crate) fn method(&self) -> &Method {
        self.request.method()
    }

    /// Path and query as they are sent.
    pub(crate) fn target(&self) -> String {
        self.request.uri().path_and_query().unwrap().to_string()
    }

    pub(crate) fn path(&self) -> String {
        decoded(self.request.uri().path())
    }

    pub(crate) fn query(&self) -> serde_json::Map<String, Value> {
        let query = self.request.uri().query().unwrap_or_default();
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs
            .map(|(name, value)| (decoded(name), json!(decoded(value))))
            .collect()
    }

    pub(crate) fn body(&self) -> Value {
        match self.request.body().as_slice() {
            [] => Value::Null,
            body => serde_json::from_slice(body).unwrap(),
        }
    }
}

pub(crate) fn directory() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/wire/examples")
}

/// Keeps the request and gives the response.
#[derive(Clone)]
pub(crate) struct Replay {
    sent: Arc<Mutex<Option<Request<Vec<u8>>>>>,
    answer: Response<Vec<u8>>,
}

impl Transport for Replay {
    type Answer = std::future::Ready<Result<Response<Vec<u8>>, TransportError>>;

    fn send(&self, request: Request<Vec<u8>>) -> Self::Answer {
        *self.sent.lock().unwrap() = Some(request);
        std::future::ready(Ok(self.answer.clone()))
    }
}

/// Makes a call and responses it.
pub(crate) fn answer<T, F>(
    answer: Response<Vec<u8>>,
    call: impl FnOnce(&Client<Replay>) -> F,
) -> (Result<T, Error>, Sent)
where
    F: Future<Output = Result<T, Error>>,
{
    let replay = Replay {
        sent: Arc::default(),
        answer,
    };
    let client = Client::new(
        Endpoint::new("https://swr-api.example"),
        // The documented requests stand for a token with this word.
        Credentials::Token(Secret::new("{token}")),
        replay.clone(),
        Arc::new(|| Timestamp::from_unix_millis(0)),
    );
    let result = finish(call(&client));
    let request = replay.sent.lock().unwrap().take();
    let request = request.expect("the request was sent");
    (result, Sent { request })
}

/// Answers a call with a status of success and a text.
pub(crate) fn answered<T, F>(
    body: &str,
    call: impl FnOnce(&Client<Replay>) -> F,
) -> Result<T, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    answer(Response::new(body.as_bytes().to_vec()), call).0
}

fn finish<T>(future: impl Future<Output = T>) -> T {
    match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the answer was there already"),
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                let digits = std::str::from_utf8(&digits).unwrap();
                u8::from_str_radix(digits, 16).unwrap()
            }
            other => other,
        });
    }
    String::from_utf8(bytes).unwrap()
}

/// The documented paths write `{namespace}` where a name belongs, so that is the name asked for.
pub(crate) fn organization(name: &str) -> OrganizationName {
    OrganizationName::existing(name).unwrap()
}

pub(crate) fn repository(name: &str) -> RepositoryName {
    RepositoryName::existing(name).unwrap()
}

pub(crate) fn repository_path(organization: &str, repository: &str) -> RepositoryPath {
    RepositoryPath::existing(organization, repository).unwrap()
}

pub(crate) fn tag(name: &str) -> TagName {
    TagName::existing(name).unwrap()
}

pub(crate) fn trigger(name: &str) -> TriggerName {
    TriggerName::existing(name).unwrap()
}

pub(crate) fn moment(text: &str) -> Option<Timestamp> {
    Some(Timestamp::parse(text).unwrap())
}

#[test]
fn every_example_is_replayed() {
    let suite = directory().parent().unwrap().to_path_buf();
    let mut sources = String::new();
    for entry in std::fs::read_dir(suite).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            sources += &std::fs::read_to_string(path).unwrap();
        }
    }
    for entry in std::fs::read_dir(directory()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(sources.contains(&format!("\"{name}\"")), "{name}");
    }
}
