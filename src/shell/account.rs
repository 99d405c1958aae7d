//! The account menu: the signed-in user, the ID for granting access, and signing out.

use crate::markup::{reactive, view};
use leptos::prelude::*;

use super::texts;
use crate::catalog::{Person, use_known_people};
use crate::i18n::use_texts;
use crate::session::{SignedOut, use_session};
use crate::ui::{CopyButton, Glyph, Icon, Menu, MenuItem, use_copying, use_toasts};

/// The menu of the signed-in user.
#[component]
pub(super) fn AccountMenu() -> impl IntoView {
    let (texts, session, people) = (use_texts(), use_session(), use_known_people());
    let (toasts, copying) = (use_toasts(), use_copying());
    let sign_out = move || {
        session.sign_out(move |left| {
            toasts.info(texts.get(match left {
                SignedOut::Ended => texts::SIGNED_OUT,
                SignedOut::TokenStays => texts::TOKEN_STAYS,
            }));
        });
    };
    // What the form that grants access takes apart again. Not every way of signing in tells the id.
    let copy = move |own: Option<Person>| {
        let reason = own
            .is_none()
            .then(|| texts.get(texts::OWN_ID_UNKNOWN).to_owned());
        let own = own.map(|it| it.to_string()).unwrap_or_default();
        MenuItem::button(texts.get(texts::COPY_OWN), move || copying.start(&own))
            .icon(Icon::Copy)
            .disabled_because(reason)
    };
    reactive(move || {
        let identity = session.identity()?;
        let who = match &identity.account {
            Some(account) => format!("{} · {account}", identity.name),
            None => identity.name.clone(),
        };
        // What is read must be part of the name: people who speak to their browser say it.
        let label = texts.fill(texts::ACCOUNT_MENU, &[("name", &who)]);
        // Anyone who a proxy or the page around signs in cannot sign out here.
        if session.is_signed_in_elsewhere() {
            let label = texts.get(texts::COPY_OWN);
            let copy = move || {
                let text = people.own()?.to_string();
                Some(view! { <CopyButton text label/> })
            };
            return Some(view! { {copy}<span class="account-name">{who}</span> }.into_any());
        }
        let items = move || {
            vec![
                copy(people.own()),
                MenuItem::button(texts.get(texts::SIGN_OUT), sign_out).icon(Icon::SignOut),
            ]
        };
        Some(
            view! {
                <Menu label items>
                    <Glyph icon=Icon::User/>
                    <span class="account-name">{who}</span>
                </Menu>
            }
            .into_any(),
        )
    })
}
