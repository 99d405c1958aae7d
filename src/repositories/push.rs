//! How an image gets into a repository: commands for the tools people have, because a browser cannot
//! push. No secret ever stands in one; each tool asks for the password by itself.

use leptos::prelude::*;
use swr_api::RepositoryPath;

use super::texts;
use crate::catalog::RegistryTool;
use crate::i18n::use_texts;
use crate::navigation::Link;
use crate::route::{Page, Route};
use crate::session::use_session;
use crate::ui::{Choice, ChoiceTabs, CommandBlock, Dialog};

/// The commands, to be copied.
#[component]
pub(super) fn PushDialog(
    /// The repository that is pushed to.
    path: RepositoryPath,
    /// `{registry host}/{organization}/{repository}`, where the service says it.
    address: String,
    /// It was closed: unmount it.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let session = use_session();
    let connection = untrack(|| session.connection());
    let host = connection.registry_host(&address);
    let address = format!("{host}/{path}");
    let user = format!("{}@AK", connection.project_name());
    let tool = RwSignal::new(RegistryTool::Docker.name().to_owned());
    let tools = RegistryTool::ALL.map(|it| Choice::new(it.name(), it.name()));
    let login = move || tool.with(|tool| RegistryTool::of_name(tool).login(&host, &host));
    let push = move || tool.with(|tool| RegistryTool::of_name(tool).push(&address, IMAGE, TAG));
    view! {
        <Dialog title=texts.fill(texts::PUSH_TITLE, &[("name", &path.to_string())]) on_close>
            <div class="dialog-body">
                <ChoiceTabs label=texts.get(texts::TOOL) value=tool options=tools.to_vec()/>
                <p>{texts.fill(texts::PUSH_LOGIN, &[("user", &user)])}</p>
                <CommandBlock command=login label=texts.get(texts::COPY_LOGIN)/>
                <p>
                    <Link to=Route::from(Page::LoginCommand)>{texts.get(texts::TO_LOGIN)}</Link>
                </p>
                <p>{texts.fill(texts::PUSH_STEPS, &[("image", IMAGE), ("tag", TAG)])}</p>
                <CommandBlock command=push label=texts.get(texts::COPY_PUSH)/>
            </div>
        </Dialog>
    }
}

/// What stands for the person's own image.
const IMAGE: &str = "IMAGE";
/// The word that stands for the tag.
const TAG: &str = "TAG";
