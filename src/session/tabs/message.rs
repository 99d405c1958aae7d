//! What tabs say to each other, as text. What is heard is checked like anything from outside.

use serde::{Deserialize, Serialize};

/// A message between tabs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(super) enum Message {
    /// Asks for a token.
    Question { question: Question },
    /// Answers a question with a token, as it would be kept for a tab.
    Token { question: Question, record: String },
    /// Somebody signed out.
    SignedOut,
}

/// The name of a question, by which its answer is known. It is no secret: every tab hears it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Question(String);

impl Question {
    /// A question that nobody has asked before.
    pub(super) fn new() -> Self {
        let random = || js_sys::Math::random().to_bits();
        Self(format!("{:x}-{:x}", random(), random()))
    }

    #[cfg(test)]
    pub(super) fn named(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl Message {
    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    pub(super) fn written(&self) -> String {
        serde_json::to_string(self).expect("texts have no map of maps")
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
