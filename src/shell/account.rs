//! Whoever is signed in, and the way out.

use leptos::prelude::*;

use super::texts;
use crate::i18n::use_texts;
use crate::session::use_session;
use crate::ui::{CopyButton, Glyph, Icon, Menu, MenuItem, use_toasts};

/// The menu of whoever is signed in.
#[component]
pub(super) fn AccountMenu() -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let toasts = use_toasts();
    let sign_out = move || {
        session.sign_out();
        toasts.info(texts.get(texts::SIGNED_OUT));
    };
    move || {
        let identity = session.identity()?;
        let who = match &identity.account {
            Some(account) => format!("{} · {account}", identity.name),
            None => identity.name.clone(),
        };
        let copy_id = identity.user_id.map(|id| {
            view! { <CopyButton text=id label=texts.get(texts::COPY_USER_ID)/> }
        });
        // What is read has to be part of the name: people who speak to their browser say it.
        let label = texts.fill(texts::ACCOUNT_MENU, &[("name", &who)]);
        // Whoever a proxy signs in cannot sign out here.
        if session.connection().is_proxied() {
            return Some(view! { <span class="account-name">{who}</span> }.into_any());
        }
        let items = move || {
            vec![MenuItem::button(texts.get(texts::SIGN_OUT), sign_out).icon(Icon::SignOut)]
        };
        Some(
            view! {
                {copy_id}
                <Menu label items>
                    <Glyph icon=Icon::User/>
                    <span class="account-name">{who}</span>
                </Menu>
            }
            .into_any(),
        )
    }
}
