//! A temporary login for one tool, created where it is used.

use crate::markup::{reactive, view};
use leptos::prelude::*;

use super::form::Form;
use super::temporary::{Issued, Kind};
use super::texts;
use crate::catalog::RegistryTool;
use crate::i18n::use_texts;
use crate::remote::problem;
use crate::ui::{Button, CommandBlock, ErrorBanner, Icon};

/// Makes a login and shows the command that signs the tool in with it.
#[component]
pub fn LoginForTool(
    /// The name of the tool.
    tool: Signal<String>,
) -> impl IntoView {
    let texts = use_texts();
    let issued = Issued::new(Kind::Temporary);
    let failure = move || {
        let problem = problem(texts, &issued.error().get()?);
        Some(view! { <ErrorBanner problem/> })
    };
    let create = move || {
        view! {
            <p class="secondary">{texts.get(texts::TEMPORARY_SENTENCE)}</p>
            <div class="cluster">
                <Button icon=Icon::Key busy=issued.is_pending() on_click=move || issued.create()>
                    {texts.get(texts::CREATE)}
                </Button>
            </div>
            {failure}
        }
        .into_any()
    };
    let command = move || {
        let login = issued.login()?;
        let write = move |shows_secrets| {
            let form = Form::Tool(tool.with(|it| RegistryTool::of_name(it)));
            login.with_value(|login| form.write(login, shows_secrets))
        };
        Some(view! {
            <CommandBlock
                command=move || write(false)
                copied=move || write(true)
                label=texts.get(texts::COPY_COMMAND)
            />
            <p class="secondary">{texts.get(texts::COPIES_REAL)}</p>
        })
    };
    reactive(move || match command() {
        Some(command) => command.into_any(),
        None => create(),
    })
}
