//! The host page of an embedded console: its settings, and what it is asked and notified of.
//!
//! It is a context. Without it the console is standalone and owns the document. Code that uses the
//! document, its title or the browser's storage must check for a host first.

use std::pin::Pin;
use std::sync::Arc;

use http::{Request, Response};
use leptos::prelude::*;
use serde::Serialize;
use swr_api::{Secret, Timestamp, TransportError};

/// Something that the page around answers later.
pub type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// What the page around does for us. `src/embed` is the one in a browser.
pub trait HostPage: Send + Sync {
    /// Whether it has tokens: then no one types anything.
    fn gives_tokens(&self) -> bool;

    /// Whether it sends the requests itself.
    fn carries(&self) -> bool;

    /// A token, or why there is none.
    fn token(&self, reason: TokenReason) -> Later<Result<HostToken, String>>;

    /// Sends a request.
    fn carry(&self, request: Request<Vec<u8>>) -> Later<Result<Response<Vec<u8>>, TransportError>>;

    /// Whether a change may be made.
    fn allows(&self, change: &Change) -> Later<bool>;

    /// Tells what happened. False when the page around does not want it, where that can be asked.
    fn tell(&self, event: &HostEvent) -> bool;
}

/// Why a token is requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TokenReason {
    /// The console starts, or a person asks to try again.
    Start,
    /// The one in use ends soon.
    Expiry,
    /// The service did not take the one in use.
    Refused,
}

impl TokenReason {
    /// As the page around reads it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Expiry => "expiry",
            Self::Refused => "refused",
        }
    }
}

/// A token of the page around, with what it says of it.
#[derive(Clone, Debug)]
pub struct HostToken {
    /// The token itself, as it is sent.
    pub token: Secret,
    /// When it ends, where that is known.
    pub expires_at: Option<Timestamp>,
    /// The name of the person or account it belongs to.
    pub name: Option<String>,
    /// The project that quotas are requested.
    pub project_id: Option<String>,
}

/// A request that changes something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `DELETE`
    pub method: String,
    /// `/v2/manage/namespaces/team`
    pub path: String,
}

impl Change {
    /// What a request changes; nothing when it only reads.
    pub fn of(request: &Request<Vec<u8>>) -> Option<Self> {
        (!request.method().is_safe()).then(|| Self {
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
        })
    }
}

/// What the page around is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum HostEvent {
    /// The console stands.
    Ready,
    /// Another place is shown, or about to be when it can still be prevented.
    Navigate {
        /// The address it leads to.
        address: String,
        /// Whether preventing it keeps the console where it is.
        cancelable: bool,
        /// Whether the layout does not show that place: then it is for the page around to show it.
        outside: bool,
    },
    /// An image was picked.
    Select(Picked),
    /// A change was made.
    Mutation {
        /// The request that made it.
        #[serde(flatten)]
        change: Change,
        /// The status that the service answered.
        status: u16,
    },
    /// A token is needed, and none can be had by asking.
    AuthRequired {
        /// The reason why a token is requested.
        reason: TokenReason,
        /// What the page around said when it was asked last.
        message: Option<String>,
    },
    /// The console cannot go on.
    Error {
        /// The reason, in words.
        message: String,
    },
}

/// An image that was picked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Picked {
    /// Its organization.
    pub organization: String,
    /// Its repository.
    pub repository: String,
    /// Its tag.
    pub tag: String,
    /// Its digest, where the service says it.
    pub digest: Option<String>,
    /// The name that `docker pull` takes.
    pub image: String,
}

/// How much of the console is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Rail, bar and page.
    #[default]
    Full,
    /// Breadcrumbs and page.
    Content,
    /// One repository, which is not left.
    Repository,
    /// One tag, which is not left.
    Tag,
    /// As [`Layout::Content`], to pick an image.
    Picker,
}

/// The place where addresses are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostRouting {
    /// Nowhere: the page around keeps its own. With the address to start at.
    Memory(String),
    /// After its `#`.
    Hash,
    /// In its path, below this one.
    Path(String),
}

/// What the page around wants done.
#[derive(Clone, Debug)]
pub enum Command {
    /// Go to an address.
    Navigate(String),
    /// Load everything anew.
    Refresh,
    /// Take this token.
    SetToken(HostToken),
    /// Show this theme; none is the default.
    SetTheme(Option<String>),
    /// Speak this language; none is the default.
    SetLanguage(Option<String>),
}

/// The page around.
#[derive(Clone)]
pub struct Host {
    /// Whom to ask and tell.
    pub page: Arc<dyn HostPage>,
    /// The element that contains the console, within its shadow root; there is none outside a browser.
    pub root: Option<web_sys::HtmlElement>,
    /// The part of the console that is shown.
    pub layout: Layout,
    /// The place where addresses are kept.
    pub routing: HostRouting,
    /// The address of the folder with the console's own files, with a slash at its end.
    pub files: String,
    /// What was wanted and is not done yet.
    pub commands: RwSignal<Vec<Command>>,
}

/// The page around, if there is one.
pub fn use_host() -> Option<Host> {
    use_context::<Host>()
}

impl Host {
    /// Tells what happened; false when the page around does not want it.
    pub fn tell(&self, event: &HostEvent) -> bool {
        self.page.tell(event)
    }

    /// Whether images are picked here.
    pub fn is_picker(&self) -> bool {
        self.layout == Layout::Picker
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(event: &HostEvent) -> String {
        serde_json::to_string(event).unwrap()
    }

    #[test]
    fn only_requests_that_may_change_something_are_changes() {
        let change = |method: &str| {
            let request = Request::builder()
                .method(method)
                .uri("https://swr.example/v2/a?b=c");
            Change::of(&request.body(Vec::new()).unwrap())
        };
        assert_eq!(change("GET"), None);
        assert_eq!(change("HEAD"), None);
        let delete = change("DELETE").unwrap();
        assert_eq!(
            (delete.method.as_str(), delete.path.as_str()),
            ("DELETE", "/v2/a")
        );
    }

    #[test]
    fn events_are_plain_objects_with_their_type() {
        let change = Change {
            method: "POST".to_owned(),
            path: "/v2/a".to_owned(),
        };
        assert_eq!(
            json(&HostEvent::Mutation {
                change,
                status: 201
            }),
            r#"{"type":"mutation","method":"POST","path":"/v2/a","status":201}"#
        );
        assert_eq!(json(&HostEvent::Ready), r#"{"type":"ready"}"#);
        let reason = TokenReason::Refused;
        assert_eq!(
            json(&HostEvent::AuthRequired {
                reason,
                message: None
            }),
            r#"{"type":"auth-required","reason":"refused","message":null}"#
        );
    }
}
