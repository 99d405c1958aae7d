//! The button that creates an organization, used wherever the list may be empty.

use crate::markup::view;
use leptos::prelude::*;

use super::dialog_button::DialogButton;
use super::texts;
use crate::i18n::use_texts;
use crate::route::Dialog;
use crate::session::use_session;
use crate::ui::{ButtonVariant, Icon};

/// Opens the dialog that creates an organization.
#[component]
pub fn CreateOrganizationButton() -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    view! {
        <DialogButton
            label=texts::CREATE_ORGANIZATION
            icon=Icon::Plus
            variant=ButtonVariant::Primary
            dialog=Dialog::CreateOrganization
            disabled_because=Signal::derive(move || session.read_only_reason(texts))
        />
    }
}
