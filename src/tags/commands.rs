//! How the content of a tag is pulled, for each tool that reads it: by its tag, which may name
//! something else tomorrow, and by its digest, which never does.

use crate::markup::view;
use crate::reactive::Signal;
use leptos::prelude::*;
use swr_api::{RepositoryPath, Tag};

use super::image::Image;
use super::kinds::Recognized;
use super::pull::Tool;
use super::texts;
use crate::catalog::chosen_tool;
use crate::i18n::use_texts;
use crate::session::use_session;
use crate::ui::{Choice, ChoiceTabs, CommandBlock, Panel};

/// The commands in a card.
#[component]
pub(super) fn PullPanel(path: RepositoryPath, tag: Tag) -> impl IntoView {
    let title = use_texts().get(texts::PULL);
    view! { <Panel title><PullCommands path tag/></Panel> }
}

/// The commands, to be copied.
#[component]
pub(super) fn PullCommands(path: RepositoryPath, tag: Tag) -> impl IntoView {
    let texts = use_texts();
    let connection = untrack(|| use_session().connection());
    let tools = Tool::of_family(Recognized::of(&tag).family);
    let names: Vec<_> = tools.iter().map(|it| it.name()).collect();
    let tool = chosen_tool(&names);
    let choices: Vec<_> = names.into_iter().map(|it| Choice::new(it, it)).collect();
    let command = move |image: Image| {
        Signal::derive(move || tool.with(|tool| Tool::of_name(tool, tools).pull(&image)))
    };
    let by_tag = command(Image::by_tag(&connection, &path, &tag));
    let by_digest = Image::by_digest(&connection, &path, &tag);
    let by_digest = by_digest.filter(|_| tools.iter().all(|it| it.takes_digest()));
    let by_digest = by_digest.map(|image| {
        view! {
            <p>{texts.get(texts::BY_DIGEST)}</p>
            <CommandBlock command=command(image) label=texts.get(texts::COPY_PULL_BY_DIGEST)/>
        }
    });
    view! {
        <ChoiceTabs label=texts.get(texts::TOOL) value=tool options=choices/>
        <p>{texts.get(texts::BY_TAG)}</p>
        <CommandBlock command=by_tag label=texts.get(texts::COPY_PULL)/>
        {by_digest}
    }
}
