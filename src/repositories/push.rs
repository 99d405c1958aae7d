//! How an image gets into a repository. Nothing is pushed from here: a browser cannot.

use leptos::prelude::*;

use super::push_commands::{IMAGE, TAG, Tool, host_of};
use super::texts;
use crate::i18n::use_texts;
use crate::route::RepositoryPath;
use crate::session::use_session;
use crate::ui::{Choice, ChoiceTabs, CommandBlock, Dialog};

/// The commands, to be copied.
#[component]
pub(super) fn PushDialog(
    /// Where to.
    path: RepositoryPath,
    /// `{registry host}/{organization}/{repository}`, where the service says it.
    address: String,
    /// It was closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let connection = use_session().connection();
    let host = match &connection.registry {
        Some(registry) => registry.clone(),
        None => host_of(&address).to_owned(),
    };
    let address = format!("{host}/{path}");
    let user = format!("{}@AK", connection.project_name());
    let tool = RwSignal::new(Tool::Docker.name().to_owned());
    let tools = Tool::ALL.map(|it| Choice::new(it.name(), it.name()));
    let login = move || tool.with(|tool| Tool::of_name(tool).login(&host));
    let push = move || tool.with(|tool| Tool::of_name(tool).push(&address));
    view! {
        <Dialog title=texts.fill(texts::PUSH_TITLE, &[("name", &path.to_string())]) on_close>
            <div class="dialog-body">
                <ChoiceTabs label=texts.get(texts::TOOL) value=tool options=tools.to_vec()/>
                <p>{texts.fill(texts::PUSH_LOGIN, &[("user", &user)])}</p>
                <CommandBlock command=login label=texts.get(texts::COPY_LOGIN)/>
                <p>{texts.fill(texts::PUSH_STEPS, &[("image", IMAGE), ("tag", TAG)])}</p>
                <CommandBlock command=push label=texts.get(texts::COPY_PUSH)/>
            </div>
        </Dialog>
    }
}
