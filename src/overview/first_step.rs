//! Nothing is here yet: the first step.

use leptos::prelude::*;

use super::texts;
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::route::Dialog;
use crate::session::use_session;
use crate::ui::{Button, ButtonVariant, EmptyState, Icon};

/// Stands in place of everything that would be empty.
#[component]
pub(super) fn FirstStep() -> impl IntoView {
    let texts = use_texts();
    view! {
        <EmptyState
            icon=Icon::Organization
            title=texts.get(texts::NONE_YET)
            sentence=texts.get(texts::NONE_YET_SENTENCE)
        >
            <CreateButton/>
        </EmptyState>
    }
}

/// Opens the dialog. A button and no link, because a link could not say why it may not be used.
#[component]
pub(super) fn CreateButton() -> impl IntoView {
    let (texts, navigation, session) = (use_texts(), use_navigation(), use_session());
    let open = move || {
        let route = navigation.route_untracked();
        navigation.go(route.with_dialog(Dialog::CreateOrganization));
    };
    view! {
        <Button
            variant=ButtonVariant::Primary
            icon=Icon::Plus
            disabled_because=Signal::derive(move || session.read_only_reason(texts))
            on_click=open
        >
            {texts.get(texts::CREATE)}
        </Button>
    }
}
