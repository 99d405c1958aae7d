//! A tool at work: its calls, and what it takes for a response.

use http::Method;
use serde_json::Value;

use crate::world::World;

/// A tool that someone runs.
pub(crate) struct Tool<'a> {
    pub(crate) world: &'a World,
    pub(crate) user: &'static str,
}

impl Tool<'_> {
    /// Sends a call; any other status than these stops the tool.
    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        body: Value,
        accepted: &[u16],
    ) -> Value {
        let text = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let answer = self.world.ask(method.clone(), path, self.user, &text).await;
        let status = answer.status.as_u16();
        let said = &answer.body;
        assert!(
            accepted.contains(&status),
            "{method} {path}: {status} {said}"
        );
        serde_json::from_str(said).unwrap_or_default()
    }

    pub(crate) async fn read(&self, path: &str) -> Value {
        self.call(Method::GET, path, Value::Null, &[200]).await
    }

    /// Reads, and compares what the tool keeps in its state: a difference would be a plan that never settles.
    pub(crate) async fn reads(&self, path: &str, fields: &[(&str, Value)]) {
        let answer = self.read(path).await;
        for (pointer, expected) in fields {
            assert_eq!(answer.pointer(pointer), Some(expected), "{path} {pointer}");
        }
    }

    /// Reads something that is not there any longer: the tool drops it from its state.
    pub(crate) async fn finds_nothing(&self, path: &str) {
        self.call(Method::GET, path, Value::Null, &[404]).await;
    }
}
