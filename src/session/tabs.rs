//! The tabs of one origin hand the token to each other, so that opening a link in another tab does
//! not ask again, and signing out reaches all of them.
//!
//! Only tokens travel, never a key, and only between pages of the same origin: the browser sees to
//! that. What is heard is checked like anything from outside.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "swr-console.session";
const WHO_IS_SIGNED_IN: &str = "who-is-signed-in";
const SIGNED_OUT: &str = "signed-out";

/// A message of another tab.
pub enum Heard {
    /// It has just opened and would take a token.
    Question,
    /// A token, as it would be kept for a tab.
    Token(String),
    /// Somebody signed out there.
    SignedOut,
}

/// The way to the other tabs.
pub struct Channel {
    channel: BroadcastChannel,
    // Called by the browser as long as it is here.
    _on_message: Closure<dyn Fn(MessageEvent)>,
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
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let said = event.data().as_string();
            match said.as_deref() {
                Some(WHO_IS_SIGNED_IN) => hear(Heard::Question),
                Some(SIGNED_OUT) => hear(Heard::SignedOut),
                Some(record) => hear(Heard::Token(record.to_owned())),
                None => {}
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            _on_message: on_message,
        })
    }

    /// Asks for a token.
    pub fn ask(&self) {
        self.say(WHO_IS_SIGNED_IN);
    }

    /// Hands a token on.
    pub fn hand_on(&self, record: &str) {
        self.say(record);
    }

    fn say(&self, words: &str) {
        // Only data that cannot be copied is refused, and text always can.
        let _ = self.channel.post_message(&words.into());
    }
}

/// The way to the other tabs as long as a session lives; none where the browser has none.
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
        self.say(WHO_IS_SIGNED_IN);
    }

    /// Hands a token on.
    pub(super) fn hand_on(self, record: &str) {
        self.say(record);
    }

    /// Tells that somebody signed out.
    pub(super) fn tell_signed_out(self) {
        self.say(SIGNED_OUT);
    }

    fn say(self, words: &str) {
        self.0.with_value(|open| {
            if let Some(open) = open {
                open.say(words);
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
