//! Passes the token between tabs of one origin, so that a link opened in another tab does not ask again, and
//! signing out reaches all tabs.
//!
//! Only tokens are sent, never a key, and the browser limits them to pages of the same origin. Every page of
//! the origin receives them, so a tab answers automatically only a tab that was just opened from it, and any
//! other after a person allowed it; and it accepts a token only in response to its own request.
//! `config.json` can turn all of this off, and `docs/hosting.md` explains why the console should have an
//! origin of its own.

mod message;
mod opening;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

use message::Message;
pub use message::Question;
use opening::Openings;

const CHANNEL: &str = "swr-console.session";

/// A message of another tab.
pub enum Heard {
    /// It would take a token. Whether it was opened from here is known of each once.
    Question {
        /// What it asked, to be answered.
        question: Question,
        /// Whether this tab opened it a moment ago.
        is_opened_here: bool,
    },
    /// The response to this tab's own question: a token, as it would be kept for a tab.
    Token(String),
    /// Someone signed out there.
    SignedOut,
}

/// The way to the other tabs.
pub struct Channel {
    channel: BroadcastChannel,
    own_question: Rc<RefCell<Option<Question>>>,
    // Called by the browser as long as they are here.
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _openings: Openings,
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}

impl Channel {
    /// Opens the way and hears the others from now on; none where the browser has none.
    pub fn open(hear: Box<dyn Fn(Heard)>) -> Option<Self> {
        let channel = channel()?;
        let own_question = Rc::new(RefCell::new(None));
        let asked = Rc::clone(&own_question);
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let said = event.data().as_string();
            if let Some(heard) = said.and_then(|it| understood(Message::read(&it)?, &asked)) {
                hear(heard);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            own_question,
            _on_message: on_message,
            _openings: Openings::watch(),
        })
    }

    /// Asks for a token.
    pub fn ask(&self) {
        let question = Question::new();
        self.own_question.replace(Some(question.clone()));
        self.say(&Message::Question { question });
    }

    /// Answers a question with a token.
    pub fn hand_on(&self, question: Question, record: &str) {
        self.say(&Message::Token {
            question,
            record: record.to_owned(),
        });
    }

    fn say(&self, message: &Message) {
        // Only data that cannot be copied is refused, and text always can.
        let _ = self.channel.post_message(&message.written().into());
    }
}

/// What a message is to this tab: a response to a question that it did not ask is nothing.
fn understood(message: Message, own_question: &RefCell<Option<Question>>) -> Option<Heard> {
    Some(match message {
        Message::Question { question } => Heard::Question {
            question,
            is_opened_here: opening::take(),
        },
        Message::Token { question, record } => {
            own_question.borrow_mut().take_if(|own| *own == question)?;
            Heard::Token(record)
        }
        Message::SignedOut => Heard::SignedOut,
    })
}

/// The way to the other tabs as long as a session lives; none where the browser has none, or
/// `config.json` wants none.
#[derive(Clone, Copy)]
pub(super) struct Tabs(StoredValue<Option<Channel>, LocalStorage>);

impl Tabs {
    /// No way to anybody yet.
    pub(super) fn closed() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// Opens the way and hears the others from now on.
    pub(super) fn open(self, hear: impl Fn(Heard) + 'static) {
        self.0.set_value(Channel::open(Box::new(hear)));
        on_cleanup(move || drop(self.0.try_update_value(Option::take)));
    }

    /// Asks for a token.
    pub(super) fn ask(self) {
        self.with(Channel::ask);
    }

    /// Answers a question with a token.
    pub(super) fn hand_on(self, question: Question, record: &str) {
        self.with(|channel| channel.hand_on(question, record));
    }

    /// Tells that someone signed out.
    pub(super) fn tell_signed_out(self) {
        self.with(|channel| channel.say(&Message::SignedOut));
    }

    fn with(self, act: impl FnOnce(&Channel)) {
        self.0.with_value(|open| {
            if let Some(open) = open {
                act(open);
            }
        });
    }
}

#[cfg(target_arch = "wasm32")]
fn channel() -> Option<BroadcastChannel> {
    BroadcastChannel::new(CHANNEL).ok()
}

/// Outside a browser (tests) there are no tabs.
#[cfg(not(target_arch = "wasm32"))]
fn channel() -> Option<BroadcastChannel> {
    let _ = CHANNEL;
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(question: &Question) -> Message {
        Message::Token {
            question: question.clone(),
            record: "a token".to_owned(),
        }
    }

    fn is_taken(message: Message, own_question: &RefCell<Option<Question>>) -> bool {
        matches!(understood(message, own_question), Some(Heard::Token(_)))
    }

    #[test]
    fn a_token_is_taken_once_and_only_as_the_response_to_the_own_question() {
        let (own, others) = (Question::named("own"), Question::named("another's"));
        assert!(!is_taken(token(&own), &RefCell::new(None)));
        let asked = RefCell::new(Some(own.clone()));
        assert!(!is_taken(token(&others), &asked));
        assert!(is_taken(token(&own), &asked));
        assert!(!is_taken(token(&own), &asked));
    }
}
