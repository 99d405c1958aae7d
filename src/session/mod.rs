//! The session: the signed-in user and the connected service. Provides the client.
//!
//! Secrets are kept here, in memory: only a token is ever stored, for this tab, and only if the user asks
//! for it. Signing in again changes the client, and everything loaded with the old one reloads.

mod capabilities;
mod host_token_state;
mod identity;
mod lifecycle;
mod read_only;
mod renewal;
mod service_clock;
mod sign_in;
pub mod start;
mod state;
mod tabs;
pub mod texts;

use leptos::prelude::*;

use crate::configuration::Configuration;
use crate::reactive::{effect, on_change};
use crate::remote::AnswerMonitor;
use crate::storage::preferences::Preferences;
pub use capabilities::{Capabilities, use_capabilities};
pub use identity::{Identity, SignedIn};
pub use lifecycle::SignedOut;
pub use sign_in::{SignInRequest, project_names, try_sign_in};
use start::Attempt;
pub use state::{Session, Visit, use_client, use_session};
pub use tabs::{Channel, Heard};

/// Starts a session over a configuration and provides it, with what the first page has got already.
pub fn provide_session(
    configuration: Configuration,
    preferences: Preferences,
    monitor: AnswerMonitor,
    signed_in: Option<SignedIn>,
    attempt: Option<Attempt>,
) -> Session {
    let wanted = preferences.connection.get_untracked();
    let connection = configuration.connection(wanted.as_deref()).clone();
    let session = Session::new(configuration, connection, monitor.health(), attempt);
    // Other tabs have other pages around, with other people perhaps.
    if session.host().is_none() && session.shares_session() {
        session.tabs.open(move |heard| session.hear(heard));
    }
    on_cleanup(move || session.silence());
    if session.has_tokens_of_host() {
        monitor.renew_itself();
    }
    match signed_in {
        Some(signed_in) => session.sign_in(signed_in),
        None => session.start(),
    }
    effect(move || {
        preferences
            .connection
            .set(Some(session.connection.get().id));
    });
    on_change(move || monitor.count(), move |_| session.on_refused());
    provide_context(session);
    capabilities::provide_capabilities(session);
    session
}
