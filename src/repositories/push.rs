//! The dialog that shows how to push an image: commands for common tools, because a browser cannot push.
//! Input fills the commands; they contain no secret unless it is requested.

use crate::markup::{reactive, view};
use leptos::prelude::*;
use swr_api::{RepositoryDetails, RepositoryPath, TagName};

use super::detail::repository_query;
use super::texts;
use crate::catalog::{ImageSource, RegistryTool, chosen_tool};
use crate::i18n::{names, use_texts};
use crate::navigation::use_navigation;
use crate::reactive::memo;
use crate::remote::Loaded;
use crate::session::use_session;
use crate::ui::{Choice, ChoiceTabs, CommandBlock, Dialog, InputOptions, Select, TextInput};

/// What stands for an image of which nothing was typed.
const IMAGE: &str = "IMAGE";
/// A tag that is as good as any for the first push.
const TAG: &str = "latest";

/// The commands, to be copied.
#[component]
pub fn PushImage(
    /// The repository that is pushed to.
    path: RepositoryPath,
    /// Makes a login for the chosen tool, in its place.
    login: fn(Signal<String>) -> AnyView,
) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let loaded = repository_query(path.clone(), &[]);
    let title = texts.fill(texts::PUSH_TITLE, &[("name", &path.to_string())]);
    let steps = move |repository: RepositoryDetails| {
        let path = path.clone();
        view! { <Steps path address=repository.path login/> }
    };
    view! {
        <Dialog title on_close=move |()| navigation.close_dialog()>
            <div class="dialog-body">
                <Loaded query=loaded children=steps/>
            </div>
        </Dialog>
    }
}

#[component]
fn Steps(
    path: RepositoryPath,
    /// `{registry host}/{organization}/{repository}`, where the service says it.
    address: String,
    login: fn(Signal<String>) -> AnyView,
) -> impl IntoView {
    let texts = use_texts();
    let host = untrack(|| use_session().connection()).registry_host(&address);
    let address = format!("{host}/{path}");
    let names = RegistryTool::ALL.map(RegistryTool::name);
    let tool = chosen_tool(&names);
    let tools: Vec<_> = names.map(|it| Choice::new(it, it)).into();
    let image = RwSignal::new(String::new());
    let tag = RwSignal::new(TAG.to_owned());
    let source = RwSignal::new(String::new());
    let tag_error =
        Signal::derive(move || tag.with(|tag| names::name_problem::<TagName>(texts, tag, true)));
    let push = move || {
        let (tool, tag) = (tool.with(|it| RegistryTool::of_name(it)), tag.get());
        let image = image.with(|it| it.trim().to_owned());
        let image = if image.is_empty() {
            IMAGE.to_owned()
        } else {
            image
        };
        let chosen = source.with(|word| source_of(tool, word));
        tool.push(&address, chosen, &image, &tag)
    };
    view! {
        <ChoiceTabs label=texts.get(texts::TOOL) value=tool options=tools/>
        <h3>{texts.get(texts::PUSH_LOGIN)}</h3>
        {login(tool.into())}
        <h3>{texts.get(texts::PUSH_STEPS)}</h3>
        <SourceField tool source/>
        <TextInput
            label=texts.get(texts::PUSH_IMAGE)
            value=image
            hint=texts.get(texts::PUSH_IMAGE_HINT)
            input=InputOptions::monospace().placeholder("app:1.0")
        />
        <TextInput
            label=texts.get(texts::PUSH_TAG)
            value=tag
            error=tag_error
            input=InputOptions::monospace()
        />
        <CommandBlock command=push label=texts.get(texts::COPY_PUSH)/>
    }
}

/// The source of a word; any other word is the tool's first.
fn source_of(tool: RegistryTool, word: &str) -> ImageSource {
    let mut sources = tool.sources().iter().copied();
    let found = sources.find(|it| it.transport() == word);
    found.unwrap_or(tool.sources()[0])
}

/// Where the image is, for a tool that takes it from several places.
#[component]
fn SourceField(tool: RwSignal<String>, source: RwSignal<String>) -> impl IntoView {
    let texts = use_texts();
    let sources = memo(move || tool.with(|it| RegistryTool::of_name(it).sources()));
    reactive(move || {
        let sources = sources.get();
        (sources.len() > 1).then(|| {
            let name = |source: &ImageSource| {
                let name = match source {
                    ImageSource::OwnStore => texts::PUSH_IMAGE,
                    ImageSource::DockerDaemon => texts::FROM_DOCKER,
                    ImageSource::ContainersStorage => texts::FROM_CONTAINERS,
                    ImageSource::OciLayout => texts::FROM_OCI,
                    ImageSource::DockerArchive => texts::FROM_ARCHIVE,
                };
                Choice::new(source.transport(), texts.get(name))
            };
            let options = sources.iter().map(name).collect();
            view! { <Select label=texts.get(texts::PUSH_SOURCE) value=source options/> }
        })
    })
}
