//! The program: contexts once, then the frame around one `match` of the page and one of the dialog.
//! The only code that knows all features; it seats those that share a page.

mod all_texts;
mod dialogs;
mod late;
mod pages;

use crate::derive::memo;
use leptos::prelude::*;

use crate::i18n::{Texts, use_texts};
use crate::navigation::{HashHistory, PathHistory, provide_navigation, reload_page};
use crate::remote::{Expiry, Query, problem, provide_revisions, query};
use crate::session::configuration::{Configuration, Routing};
use crate::session::files::{ConfigurationError, load_configuration, load_texts};
use crate::session::{SignInPage, provide_session, use_session};
use crate::shell::{self, Shell};
use crate::storage::preferences::{Preferences, use_preferences};
use crate::ui::{ErrorPanel, Overlays, Problem, provide_toasts};
pub use all_texts::all_texts;
use dialogs::CurrentDialog;
use late::LateView;
use pages::CurrentPage;

/// The language in use and whether it could be had.
#[derive(Clone, Copy)]
struct Language {
    name: Signal<String>,
    texts: Query<Texts>,
}

/// The console, from its configuration on. `on_ready` is told when it is about to be shown.
#[component]
pub fn App(
    /// Takes away what stands in the page until then.
    on_ready: UnsyncCallback<()>,
) -> impl IntoView {
    let preferences = Preferences::load();
    provide_context(preferences);
    let configuration = query(load_configuration);
    move || {
        let loaded = configuration.value()?;
        let view = match loaded {
            Ok(configuration) => view! { <Console configuration on_ready/> }.into_any(),
            Err(error) => {
                on_ready.run(());
                view! { <WrongConfiguration error/> }.into_any()
            }
        };
        Some(view)
    }
}

/// The console with its configuration: everything below is one language's.
#[component]
fn Console(configuration: Configuration, on_ready: UnsyncCallback<()>) -> impl IntoView {
    let preferences = use_preferences();
    let default_language = configuration.language.clone();
    let name = memo(move || {
        let chosen = preferences
            .language
            .get()
            .or_else(|| default_language.clone());
        chosen.unwrap_or_else(|| "en".to_owned())
    });
    let language = Language {
        name: name.into(),
        texts: query(move || load_texts(name.get())),
    };
    provide_context(language);
    shell::apply_appearance(preferences, configuration.theme.clone(), language.name);
    match configuration.routing {
        Routing::Path => provide_navigation(PathHistory::new()),
        Routing::Hash => provide_navigation(HashHistory),
    };
    let brand = configuration.brand.name.clone();
    let expiry = Expiry::provide();
    provide_session(configuration, preferences, expiry);
    provide_revisions();
    provide_toasts();
    // English stands in for a language that could not be loaded; the settings say so.
    let texts = memo(move || {
        language
            .texts
            .with(|it| it.value.or(it.error.is_some().then(Texts::english)))
    });
    move || {
        let texts = texts.get()?;
        provide_context(texts);
        on_ready.run(());
        late::preload_soon();
        shell::follow_pages(texts, brand.clone());
        Some(view! {
            <SignedInOrNot/>
            <Overlays/>
        })
    }
}

#[component]
fn SignedInOrNot() -> impl IntoView {
    let session = use_session();
    let is_signed_in = memo(move || session.is_signed_in());
    let has_ended = memo(move || session.has_ended());
    move || match is_signed_in.get() {
        false => view! { <SignInPage/> }.into_any(),
        true => view! {
            <Shell>
                <CurrentPage/>
                <CurrentDialog/>
            </Shell>
            {move || has_ended.get().then(|| late::show(LateView::SignInAgain))}
        }
        .into_any(),
    }
}

/// Nothing can be shown without a configuration, so this names what is wrong with it.
#[component]
fn WrongConfiguration(error: ConfigurationError) -> impl IntoView {
    let texts = use_texts();
    let problem = match error {
        ConfigurationError::Load(error) => problem(texts, &error),
        ConfigurationError::Wrong(wrong) => Problem {
            sentence: wrong.clone(),
            hint: Some(
                texts
                    .get(shell::texts::WRONG_CONFIGURATION_SENTENCE)
                    .to_owned(),
            ),
            technical: None,
            diagnostic: Some(format!("config.json: {wrong}")),
        },
    };
    provide_toasts();
    view! {
        <main class="standalone">
            <ErrorPanel title=texts.get(shell::texts::WRONG_CONFIGURATION) problem on_retry=reload_page/>
        </main>
        <Overlays/>
    }
}
