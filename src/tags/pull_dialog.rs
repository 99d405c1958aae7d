//! How the image of a row is pulled, for each tool. The dialog has no address: the page of the tag
//! shows the same.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{RepositoryPath, Tag};

use super::commands::PullCommands;
use super::texts;
use crate::i18n::use_texts;
use crate::ui::Dialog;

/// The commands, to be copied.
#[component]
pub(super) fn PullDialog(
    /// The repository of the tag.
    path: RepositoryPath,
    /// The tag that is pulled.
    tag: Tag,
    /// It was closed: unmount it.
    #[prop(into)]
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let full_name = format!("{path}:{}", tag.name);
    let title = use_texts().fill(texts::PULL_TITLE, &[("name", &full_name)]);
    view! {
        <Dialog title on_close>
            <div class="dialog-body">
                <PullCommands path tag/>
            </div>
        </Dialog>
    }
}
