//! Preferences of the user: theme, language, density, time zone, keys. They are stored in the browser only.
//! Below them, the page shows information about the service.

mod service;
pub mod texts;

use crate::markup::view;
use crate::reactive::{effect, on_change};
use leptos::prelude::*;
use swr_api::Error;

use crate::i18n::{Texts, use_texts};
use crate::remote::problem;
use crate::storage::preferences::{Preference, use_preferences};
use crate::ui::{Choice, ErrorBanner, PageHeader, Panel, RadioGroup, Select};
use service::ServicePanel;

/// The languages there are, each named in itself: English and the files of `locales/`.
pub const LANGUAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The page.
#[component]
pub fn Settings(
    /// The language in use.
    #[prop(into)]
    language: Signal<String>,
    /// Why the chosen language could not be loaded.
    #[prop(into)]
    language_error: Signal<Option<Error>>,
    /// Gets the words in use when another language is chosen. What is found there was left by the
    /// page that this one takes the place of.
    chosen_in: StoredValue<Option<Texts>>,
) -> impl IntoView {
    let (texts, preferences) = (use_texts(), use_preferences());
    let chosen = RwSignal::new(language.get_untracked());
    on_change(
        move || chosen.get(),
        move |chosen| {
            chosen_in.set_value(Some(texts));
            preferences.language.set(Some(chosen.clone()));
        },
    );
    let before = chosen_in.try_update_value(Option::take).flatten();
    let is_rebuilt = before.is_some_and(|before| before != texts);
    let languages = LANGUAGES
        .iter()
        .map(|(code, name)| Choice::new(*code, *name))
        .collect();
    let choice = |word: &'static str, text| Choice::new(word, texts.get(text));
    let themes = vec![
        choice("auto", texts::THEME_AUTO),
        choice("light", texts::THEME_LIGHT),
        choice("dark", texts::THEME_DARK),
    ];
    let densities = vec![
        choice("comfortable", texts::COMFORTABLE),
        choice("compact", texts::COMPACT),
    ];
    let zones = vec![
        choice("local", texts::ZONE_LOCAL),
        choice("utc", texts::ZONE_UTC),
    ];
    let single_keys = vec![
        choice("on", texts::SINGLE_KEYS_ON).hint(texts.get(texts::SINGLE_KEYS_ON_HINT)),
        choice("off", texts::SINGLE_KEYS_OFF).hint(texts.get(texts::SINGLE_KEYS_OFF_HINT)),
    ];
    let failure = move || {
        language_error
            .get()
            .map(|error| view! { <ErrorBanner problem=problem(texts, &error)/> })
    };
    view! {
        <PageHeader title=texts.get(texts::TITLE)/>
        <div class="stack" data-gap="large">
            <Panel title=texts.get(texts::APPEARANCE)>
                <div class="stack" data-gap="large">
                    <RadioGroup
                        label=texts.get(texts::THEME)
                        value=words(preferences.theme)
                        options=themes
                    />
                    <RadioGroup
                        label=texts.get(texts::DENSITY)
                        value=words(preferences.density)
                        options=densities
                    />
                </div>
            </Panel>
            <Panel title=texts.get(texts::LANGUAGE_AND_TIME)>
                <div class="stack" data-gap="large">
                    <Select
                        label=texts.get(texts::LANGUAGE)
                        value=chosen
                        options=languages
                        autofocus=is_rebuilt
                    />
                    {failure}
                    <RadioGroup
                        label=texts.get(texts::ZONE)
                        value=words(preferences.zone)
                        options=zones
                    />
                </div>
            </Panel>
            <Panel title=texts.get(texts::KEYBOARD)>
                <RadioGroup
                    label=texts.get(texts::SINGLE_KEYS)
                    value=words(preferences.single_keys)
                    options=single_keys
                />
            </Panel>
            <p class="secondary">{texts.get(texts::KEPT)}</p>
            <ServicePanel/>
        </div>
    }
}

/// A preference as the word a field has. Either follows the other: the theme, for one, can also be
/// changed from the bar.
fn words<T: Preference>(preference: RwSignal<T>) -> RwSignal<String> {
    let word = RwSignal::new(preference.get_untracked().word().to_owned());
    effect(move || {
        let value = T::of_word(Some(&word.get()));
        if preference.get_untracked() != value {
            preference.set(value);
        }
    });
    effect(move || {
        let value = preference.get().word();
        if word.with_untracked(|word| word != value) {
            word.set(value.to_owned());
        }
    });
    word
}
