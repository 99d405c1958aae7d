//! Registry login: a temporary login created by the service, or a long-term one that is valid as long as
//! its access key and computed here.
//!
//! Secrets are kept only in this page's memory.
//!
//! Calls: `swr_api::login`.

mod expiry;
mod for_tool;
mod form;
mod login_commands;
mod long_term;
mod registry_host;
mod temporary;
pub mod texts;

pub use for_tool::LoginForTool;

use crate::markup::view;
use crate::reactive::memo;
use leptos::prelude::*;

use self::long_term::{LongTermDraft, LongTermLogin};
use self::temporary::{Issued, Kind, TemporaryLogin};
use crate::configuration::Capability;
use crate::i18n::use_texts;
use crate::session::use_capabilities;
use crate::ui::{Choice, ChoiceTabs, PageHeader};

/// The word of the login that is computed.
const LONG_TERM: &str = "long-term";

/// The page of the login command.
#[component]
pub fn LoginCommandPage() -> impl IntoView {
    let texts = use_texts();
    let kind = RwSignal::new(Kind::Temporary.word().to_owned());
    // Made here, so that looking at another kind loses nothing.
    let (temporary, token) = (Issued::new(Kind::Temporary), Issued::new(Kind::Token));
    let draft = LongTermDraft::new();
    let capabilities = use_capabilities();
    capabilities.learn_from(Capability::AuthorizationToken, token.error());
    // A service that does not speak of it does not have it: this call has no other use than this.
    let has_token = memo(move || capabilities.has(Capability::AuthorizationToken) == Some(true));
    let kinds = move || {
        // The one that may come late is last, so that none moves away under a pointer.
        let kinds = [
            Some((Kind::Temporary.word(), texts::TEMPORARY)),
            Some((LONG_TERM, texts::LONG_TERM)),
            has_token
                .get()
                .then_some((Kind::Token.word(), texts::ENHANCED)),
        ];
        let kinds = kinds.into_iter().flatten();
        let options: Vec<_> = kinds
            .map(|(word, name)| Choice::new(word, texts.get(name)))
            .collect();
        view! { <ChoiceTabs label=texts.get(texts::KIND) value=kind options/> }
    };
    let body = move || match kind.get().as_str() {
        LONG_TERM => view! { <LongTermLogin draft/> }.into_any(),
        word if word == Kind::Token.word() && has_token.get() => {
            view! { <TemporaryLogin issued=token/> }.into_any()
        }
        _ => view! { <TemporaryLogin issued=temporary/> }.into_any(),
    };
    view! {
        <PageHeader
            title=texts.get(texts::TITLE)
            facts=move || view! { <span>{texts.get(texts::SENTENCE)}</span> }
        />
        {kinds}
        {body}
    }
}
