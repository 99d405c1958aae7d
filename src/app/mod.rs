//! The program: sets up the contexts, then renders the frame with one `match` of the page and one of the dialog.
//! The only code that knows all features; it combines those that share a page.

mod all_texts;
mod bodies;
mod dialogs;
mod embedded;
mod handover;
mod pages;
mod part;

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;

use crate::catalog::provide_known_people;
use crate::configuration::{Configuration, PRODUCT, Routing, Wrong};
use crate::doctor::ConnectionDoctorOutside;
use crate::host::{HostRouting, use_host};
use crate::i18n::{Texts, use_texts};
use crate::navigation::{
    HashHistory, MemoryHistory, Navigation, PathHistory, provide_navigation, reload_page,
    use_navigation,
};
use crate::remote::{
    AnswerMonitor, Meanwhile, Query, Snapshot, part_that_is_there, part_view, problem,
    provide_revisions, query, query_from, slow_clock,
};
use crate::route::Page;
use crate::session::{provide_session, use_session};
use crate::shell::{self, Shell};
use crate::sign_in::{HostSignIn, HostSignInAgain, SignInAgain, SignInPage};
use crate::storage::preferences::{Preferences, use_preferences};
use crate::transport::files::{load_configuration, load_texts, load_texts_once};
use crate::ui::{ErrorPanel, Overlays, Problem, provide_moment_clock, provide_toasts};
pub use all_texts::all_texts;
pub use bodies::preload_rest;
use dialogs::CurrentDialog;
use handover::HandedOverOrganizations;
pub use handover::Handover;
use pages::CurrentPage;
pub use pages::is_in_the_rest;

/// The language in use and whether it could be had.
#[derive(Clone, Copy)]
struct Language {
    name: Signal<String>,
    texts: Query<Texts>,
    // Which words were in use when another language was chosen: the page is built anew with the
    // others, and the focus goes back to the choice.
    chosen_in: StoredValue<Option<Texts>>,
}

/// The console, from its configuration on. `on_ready` is told when it is about to be shown.
#[component]
pub fn App(
    /// The findings of the first page, or of the page around.
    handover: Handover,
    /// Takes away what is in the page until then.
    on_ready: UnsyncCallback<()>,
) -> impl IntoView {
    let preferences = match use_host() {
        Some(_) => Preferences::unkept(),
        None => Preferences::load(),
    };
    provide_context(preferences);
    let configuration = query_from(handover.configuration.clone(), load_configuration);
    let loaded = memo(move || configuration.value());
    let is_missing = memo(move || configuration.with(Snapshot::is_missing));
    reactive(move || {
        if is_missing.get() {
            on_ready.run(());
            let content = move || view! { <NoConfiguration configuration/> };
            return Some(view! { <WithoutConfiguration content/> }.into_any());
        }
        let view = match loaded.get()? {
            Ok(configuration) => {
                let handover = handover.clone();
                view! { <Console configuration handover on_ready/> }.into_any()
            }
            Err(wrong) => {
                on_ready.run(());
                let content = move || view! { <WrongConfiguration wrong=wrong.clone()/> };
                view! { <WithoutConfiguration content/> }.into_any()
            }
        };
        Some(view)
    })
}

/// The console with its configuration: everything below is one language's.
#[component]
fn Console(
    configuration: Configuration,
    handover: Handover,
    on_ready: UnsyncCallback<()>,
) -> impl IntoView {
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
        texts: texts_of(handover.texts, name),
        chosen_in: StoredValue::new(None),
    };
    provide_context(language);
    shell::apply_appearance(preferences, configuration.theme.clone(), language.name);
    navigate(configuration.routing);
    let brand = configuration.brand.name.clone();
    let monitor = AnswerMonitor::provide();
    let session = provide_session(
        configuration,
        preferences,
        monitor,
        handover.signed_in,
        handover.attempt,
    );
    let clock = slow_clock();
    provide_moment_clock(Signal::derive(move || session.service_time(clock.get())));
    provide_known_people(session);
    HandedOverOrganizations::provide(handover.organizations);
    provide_revisions();
    provide_toasts();
    embedded::obey();
    // English is in for a language that could not be loaded; the settings say so.
    let texts = memo(move || {
        language
            .texts
            .with(|it| it.value.or(it.error.is_some().then(Texts::english)))
    });
    reactive(move || {
        let texts = texts.get()?;
        provide_context(texts);
        on_ready.run(());
        shell::follow_pages(texts, brand.clone());
        Some(view! {
            <SignedInOrNot/>
            <Overlays/>
        })
    })
}

/// Starts navigation where addresses are kept.
fn navigate(configured: Routing) -> Navigation {
    let wanted = use_host().map(|host| host.routing);
    match (wanted, configured) {
        (Some(HostRouting::Memory(start)), _) => {
            provide_navigation(MemoryHistory::starting_at(&start))
        }
        (Some(HostRouting::Path(base)), _) => provide_navigation(PathHistory::below(&base)),
        (Some(HostRouting::Hash), _) | (None, Routing::Hash) => provide_navigation(HashHistory),
        (None, Routing::Path) => provide_navigation(PathHistory::new()),
    }
}

/// The words of the language, from beside the page or from the folder that a page around knows.
fn texts_of(loaded: Option<Texts>, language: Memo<String>) -> Query<Texts> {
    match use_host() {
        Some(host) => query_from(loaded.map(Ok), move || {
            load_texts_once(host.files.clone(), language.get())
        }),
        None => query_from(loaded.map(Ok), move || load_texts(language.get())),
    }
}

#[component]
fn SignedInOrNot() -> impl IntoView {
    let session = use_session();
    let by_host = session.has_tokens_of_host();
    // Another service has other things: nothing of what the last one said may stay on the page.
    let signed_in_to = memo(move || session.signed_in_to());
    let has_ended = memo(move || session.has_ended());
    let page = use_navigation().page();
    let is_check = memo(move || page.with(|page| *page == Page::Connection));
    reactive(move || match signed_in_to.get() {
        // What keeps someone from signing in must be found out without it.
        None if is_check.get() => view! { <ConnectionDoctorOutside/> }.into_any(),
        None if by_host => view! { <main class="content page"><HostSignIn/></main> }.into_any(),
        None => view! { <SignInPage/> }.into_any(),
        Some(_) => view! {
            <Shell>
                <CurrentPage/>
                <CurrentDialog/>
            </Shell>
            {move || {
                has_ended.get().then(|| {
                    part_view(Meanwhile::Nothing, move || part_that_is_there(match by_host {
                        true => view! { <HostSignInAgain/> }.into_any(),
                        false => view! { <SignInAgain/> }.into_any(),
                    }))
                })
            }}
        }
        .into_any(),
    })
}

/// In the language that was chosen here before; the configuration's own is not known. English stands
/// in until it has come: whatever keeps the configuration away may keep it away, too.
#[component]
fn WithoutConfiguration(
    /// The message.
    #[prop(into)]
    content: ViewFn,
) -> impl IntoView {
    let preferences = use_preferences();
    let name = memo(move || {
        let chosen = preferences.language.get();
        chosen.unwrap_or_else(|| "en".to_owned())
    });
    let loaded = query(move || load_texts(name.get()));
    let texts = memo(move || loaded.value().unwrap_or_else(Texts::english));
    shell::apply_appearance(preferences, None, name.into());
    reactive(move || {
        provide_context(texts.get());
        content.run()
    })
}

/// Nothing can be shown without a configuration, so this says why there is none.
#[component]
fn NoConfiguration(configuration: Query<Result<Configuration, Wrong>>) -> impl IntoView {
    let texts = use_texts();
    let error = memo(move || configuration.error());
    let problem = memo(move || error.with(|it| Some(problem(texts, it.as_ref()?))));
    view! {
        <Unconfigured>
            <ErrorPanel
                title=texts.get(shell::texts::NO_CONFIGURATION)
                problem=Signal::derive(move || problem.get().unwrap_or_default())
                busy=Signal::derive(move || configuration.is_loading())
                on_retry=move || configuration.reload()
            />
        </Unconfigured>
    }
}

/// Nor with a wrong one, so this names what is wrong with it.
#[component]
fn WrongConfiguration(wrong: Wrong) -> impl IntoView {
    let texts = use_texts();
    let problem = Problem {
        sentence: wrong.sentence(texts),
        hint: Some(
            texts
                .get(shell::texts::WRONG_CONFIGURATION_SENTENCE)
                .to_owned(),
        ),
        technical: None,
        diagnostic: Some(format!("config.json: {wrong}")),
    };
    view! {
        <Unconfigured>
            <ErrorPanel title=texts.get(shell::texts::WRONG_CONFIGURATION) problem on_retry=reload_page/>
        </Unconfigured>
    }
}

/// The page without a configuration, which would say what the console is called.
#[component]
fn Unconfigured(children: Children) -> impl IntoView {
    provide_toasts();
    view! {
        <main class="standalone">
            <h1 class="visually-hidden">{PRODUCT}</h1>
            {children()}
        </main>
        <Overlays/>
    }
}
