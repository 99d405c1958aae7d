//! The commands and files for a login, in all formats. Secrets are hidden until requested; copies always
//! contain them.

use crate::markup::view;
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::RegistryLogin;

use super::expiry::Countdown;
use super::form::Form;
use super::texts;
use crate::catalog::chosen_tool;
use crate::i18n::{Text, use_texts};
use crate::ui::{
    Button, Choice, ChoiceTabs, CommandBlock, CopyButton, Icon, Panel, Properties, Property,
};

/// What is in place of a password.
const HIDDEN: &str = "••••••••";

/// The forms of a login, to be copied.
#[component]
pub(super) fn LoginCommands(
    /// The login.
    login: RegistryLogin,
    /// What is said of one whose end is not known.
    no_end: &'static Text,
) -> impl IntoView {
    let texts = use_texts();
    let has_ended = RwSignal::new(false);
    let end = login.expires_at;
    let login = StoredValue::new(login);
    let body = move || match has_ended.get() {
        true => ().into_any(),
        false => view! { <Forms login/> }.into_any(),
    };
    view! {
        <Panel title=texts.get(texts::LOGIN)>
            {match end {
                Some(end) => view! { <Countdown end has_ended/> }.into_any(),
                None => view! { <p>{texts.get(no_end)}</p> }.into_any(),
            }}
            {body}
        </Panel>
    }
}

#[component]
fn Forms(login: StoredValue<RegistryLogin>) -> impl IntoView {
    let texts = use_texts();
    let shows_secrets = RwSignal::new(false);
    let names: Vec<_> = Form::all().map(Form::name).collect();
    let form = chosen_tool(&names);
    let forms: Vec<_> = names.into_iter().map(|it| Choice::new(it, it)).collect();
    let chosen = memo(move || form.with(|it| Form::of_name(it)));
    let write = move |shows_secrets| login.with_value(|it| chosen.get().write(it, shows_secrets));
    let reveal_label = move || match shows_secrets.get() {
        false => texts.get(texts::SHOW_SECRETS),
        true => texts.get(texts::HIDE_SECRETS),
    };
    let hint = move || match chosen.get().is_command() {
        true => texts.get(texts::COMMAND_HINT),
        false => texts.get(texts::FILE_HINT),
    };
    view! {
        <Facts login shows_secrets/>
        <ChoiceTabs label=texts.get(texts::FORM) value=form options=forms/>
        <CommandBlock
            command=move || write(shows_secrets.get())
            copied=move || write(true)
            label=texts.get(texts::COPY_COMMAND)
        />
        <p class="secondary">{texts.get(texts::COPIES_REAL)} " " {hint}</p>
        <div class="cluster">
            <Button icon=Icon::Lock on_click=move || shows_secrets.update(|it| *it = !*it)>
                {reveal_label}
            </Button>
        </div>
    }
}

/// The parts, for whatever asks for them one by one.
#[component]
fn Facts(login: StoredValue<RegistryLogin>, shows_secrets: RwSignal<bool>) -> impl IntoView {
    let texts = use_texts();
    let (registry, user) = login.with_value(|it| (it.registry.clone(), it.user.clone()));
    let real = move || login.with_value(|it| it.password.expose().to_owned());
    let password = move || match shows_secrets.get() {
        true => real(),
        false => HIDDEN.to_owned(),
    };
    view! {
        <Properties>
            <Property name=texts.get(texts::REGISTRY)>
                <span class="monospace">{registry}</span>
            </Property>
            <Property name=texts.get(texts::USER)>
                <span class="monospace">{user.clone()}</span>
                <CopyButton text=user label=texts.get(texts::COPY_USER)/>
            </Property>
            <Property name=texts.get(texts::PASSWORD)>
                <span class="monospace">{password}</span>
                <CopyButton text=real label=texts.get(texts::COPY_PASSWORD)/>
            </Property>
        </Properties>
    }
}
