//! Nothing is here yet: the first step.

use leptos::prelude::*;

use super::texts;
use crate::catalog::CreateOrganizationButton;
use crate::i18n::use_texts;
use crate::ui::{EmptyState, Icon};

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
            <CreateOrganizationButton/>
        </EmptyState>
    }
}
