//! Whether a request is one that the document allows.

use http::Request;
use http::header::CONTENT_TYPE;
use serde_json::Value;

use super::{Operation, arguments, resolved, schema};

impl Operation {
    pub(super) fn check_request(&self, request: &Request<Vec<u8>>) -> Result<(), String> {
        self.check_path(request.uri().path())?;
        self.check_query(request.uri().query().unwrap_or_default())?;
        self.check_body(request)
    }

    fn parameters(&self, place: &str) -> impl Iterator<Item = &'static Value> {
        let all = self.description["parameters"].as_array();
        let all = all.into_iter().flatten().map(resolved);
        all.filter(move |parameter| parameter["in"] == place)
    }

    fn check_path(&self, path: &str) -> Result<(), String> {
        let given = arguments(self.template, path).expect("the path is one of this template");
        for parameter in self.parameters("path") {
            let name = parameter["name"].as_str().expect("a parameter has a name");
            let found = given.iter().find(|(given, _)| *given == name);
            let (_, text) = found.ok_or_else(|| format!("{name} is not in the template"))?;
            let text = decoded(text);
            schema::check_text(&parameter["schema"], &text)
                .map_err(|objection| format!("{name}: {objection}"))?;
        }
        Ok(())
    }

    fn check_query(&self, query: &str) -> Result<(), String> {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let given: Vec<(String, String)> = pairs
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect();
        for (name, value) in &given {
            let parameter = self
                .parameters("query")
                .find(|parameter| parameter["name"] == **name)
                .ok_or_else(|| format!("there is no parameter {name}"))?;
            if given.iter().filter(|(other, _)| other == name).count() > 1 {
                return Err(format!("{name} is there twice"));
            }
            schema::check_text(&parameter["schema"], value)
                .map_err(|objection| format!("{name}: {objection}"))?;
        }
        let missing = self.parameters("query").find(|parameter| {
            parameter["required"] == true
                && !given.iter().any(|(name, _)| parameter["name"] == **name)
        });
        missing.map_or(Ok(()), |parameter| {
            Err(format!("{} is missing", parameter["name"]))
        })
    }

    fn check_body(&self, request: &Request<Vec<u8>>) -> Result<(), String> {
        let description = &self.description["requestBody"];
        if description.is_null() {
            let is_empty = request.body().is_empty();
            return is_empty.then_some(()).ok_or_else(|| "a body".to_owned());
        }
        let kind = request.headers().get(CONTENT_TYPE);
        let is_json = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
        if !is_json {
            return Err(format!("the body is {kind:?}"));
        }
        let body = serde_json::from_slice(request.body()).map_err(|error| error.to_string())?;
        schema::check(&description["content"]["application/json"]["schema"], &body)
    }
}

/// Without the percent signs. What they stand for is text in this API.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let hex = || std::str::from_utf8(behind.get(..2)?).ok();
        let encoded = hex().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match encoded.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
