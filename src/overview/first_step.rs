//! The first step in an empty account.

use crate::markup::view;
use leptos::prelude::*;

use super::texts;
use crate::catalog::CreateOrganizationButton;
use crate::ui::{Icon, NothingYet};

/// Stands in place of everything that would be empty.
#[component]
pub(super) fn FirstStep() -> impl IntoView {
    let (title, sentence) = (texts::NONE_YET, texts::NONE_YET_SENTENCE);
    view! {
        <NothingYet icon=Icon::Organization title sentence>
            <CreateOrganizationButton/>
        </NothingYet>
    }
}
