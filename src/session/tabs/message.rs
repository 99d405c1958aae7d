//! Messages between tabs, as text. Received messages are validated like any external input.

use serde::{Deserialize, Serialize};

/// A message between tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// Asks for a token.
    Question { question: Question },
    /// Answers a question with a token, as it would be kept for a tab.
    Token { question: Question, record: String },
    /// Someone signed out.
    SignedOut,
}

/// The name of a question, by which its response is known. It is no secret: every tab hears it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Question(String);

impl Question {
    /// A question that no one has asked before.
    pub(super) fn new() -> Self {
        let random = || js_sys::Math::random().to_bits();
        Self(format!("{:x}-{:x}", random(), random()))
    }

    #[cfg(test)]
    pub(super) fn named(name: &str) -> Self {
        Self(name.to_owned())
    }
}

/// A message as it is said. Its fields are optional so that all messages have one form: the machinery for
/// forms that depend on a field is larger than everything else here.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Said {
    #[serde(rename = "type")]
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<Question>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<String>,
}

impl Message {
    pub(super) fn read(text: &str) -> Option<Self> {
        let said: Said = swr_api::json::read(text.as_bytes()).ok()?;
        Some(match said.kind.as_str() {
            "question" => Self::Question {
                question: said.question?,
            },
            "token" => Self::Token {
                question: said.question?,
                record: said.record?,
            },
            "signed-out" => Self::SignedOut,
            _ => return None,
        })
    }

    pub(super) fn written(&self) -> String {
        let (kind, question, record) = match self {
            Self::Question { question } => ("question", Some(question), None),
            Self::Token { question, record } => ("token", Some(question), Some(record)),
            Self::SignedOut => ("signed-out", None, None),
        };
        let said = Said {
            kind: kind.to_owned(),
            question: question.cloned(),
            record: record.cloned(),
        };
        serde_json::to_string(&said).expect("it is texts in one object")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_goes_both_ways_and_anything_else_says_nothing() {
        let question = Question::named("q");
        let record = "{}".to_owned();
        for message in [
            Message::Question {
                question: question.clone(),
            },
            Message::Token { question, record },
            Message::SignedOut,
        ] {
            assert_eq!(Message::read(&message.written()), Some(message));
        }
        for other in [
            "",
            "who-is-signed-in",
            "{}",
            r#"{"type":"token","record":"{}"}"#,
        ] {
            assert_eq!(Message::read(other), None, "{other}");
        }
    }
}
