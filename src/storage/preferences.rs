//! Preferences. Each is a signal, and is written to the browser's storage when it is set.

use crate::reactive::on_change;
use leptos::prelude::*;

use super::Store;
use crate::i18n::format::Zone;

/// Light, dark, or what the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The theme of the system.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The height of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// Room to read.
    #[default]
    Comfortable,
    /// More rows in sight.
    Compact,
}

impl Density {
    /// The height of a row in CSS pixels. `style/components/table.css` gives rows this height.
    pub const fn row_height(self) -> u16 {
        match self {
            Self::Comfortable => 40,
            Self::Compact => 32,
        }
    }
}

/// Whether a letter alone does something. People who speak to their browser say letters, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SingleKeys {
    /// `/` goes to the filter.
    #[default]
    On,
    /// Letters are letters.
    Off,
}

/// A value that has one word in storage.
pub trait Preference: Copy + PartialEq + Send + Sync + 'static {
    /// Every value with its word; the first is the default.
    const WORDS: &'static [(Self, &'static str)];

    /// The word of this value.
    fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(it, _)| *it == self)
            .map_or("", |(_, word)| word)
    }

    /// The value of a word; an unknown word is the default.
    fn of_word(word: Option<&str>) -> Self {
        let found = Self::WORDS.iter().find(|(_, it)| Some(*it) == word);
        found.unwrap_or(&Self::WORDS[0]).0
    }
}

impl Preference for Theme {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Auto, "auto"),
        (Self::Light, "light"),
        (Self::Dark, "dark"),
    ];
}

impl Preference for Density {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Comfortable, "comfortable"),
        (Self::Compact, "compact"),
    ];
}

impl Preference for SingleKeys {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::On, "on"), (Self::Off, "off")];
}

impl Preference for Zone {
    const WORDS: &'static [(Self, &'static str)] = &[(Self::Local, "local"), (Self::Utc, "utc")];
}

impl Preference for bool {
    const WORDS: &'static [(Self, &'static str)] = &[(false, "no"), (true, "yes")];
}

/// What the first page must know, read once and not followed.
#[derive(Clone, Debug)]
pub struct FirstPreferences {
    /// `swr-console.theme`
    pub theme: Theme,
    /// `swr-console.density`
    pub density: Density,
    /// `swr-console.single-keys`
    pub single_keys: SingleKeys,
    /// `swr-console.rail`
    pub is_rail_collapsed: bool,
    /// `swr-console.language`
    pub language: Option<String>,
    /// `swr-console.connection`
    pub connection: Option<String>,
}

impl FirstPreferences {
    /// Reads what was kept.
    pub fn load() -> Self {
        Self {
            theme: once("swr-console.theme"),
            density: once("swr-console.density"),
            single_keys: once("swr-console.single-keys"),
            is_rail_collapsed: once("swr-console.rail"),
            language: Store::Local.read("swr-console.language"),
            connection: Store::Local.read("swr-console.connection"),
        }
    }
}

/// Keeps what the configuration says and the first paint of the next visit cannot wait for: its theme,
/// and whether no one must sign in. The page's own script reads it.
pub fn keep_for_first_paint(theme: Option<&str>, is_proxied: bool) {
    let theme = Theme::of_word(theme);
    Store::Local.write("swr-console.configured-theme", theme.word());
    Store::Local.write("swr-console.proxied", is_proxied.word());
}

/// The preferences of this console.
#[derive(Clone, Copy)]
pub struct Preferences {
    /// `swr-console.theme`; the page's own script reads it too, before the first paint.
    pub theme: RwSignal<Theme>,
    /// `swr-console.density`
    pub density: RwSignal<Density>,
    /// `swr-console.zone`
    pub zone: RwSignal<Zone>,
    /// `swr-console.single-keys`
    pub single_keys: RwSignal<SingleKeys>,
    /// `swr-console.rail`: whether the rail shows icons only.
    pub is_rail_collapsed: RwSignal<bool>,
    /// `swr-console.language`: a BCP 47 name; none follows the configuration.
    pub language: RwSignal<Option<String>>,
    /// `swr-console.tool`: the command line tool whose commands are shown first.
    pub tool: RwSignal<Option<String>>,
    /// `swr-console.connection`: the id of the connection used last.
    pub connection: RwSignal<Option<String>>,
}

impl Preferences {
    /// Reads what was kept; from then on every change is kept.
    pub fn load() -> Self {
        Self {
            theme: kept("swr-console.theme"),
            density: kept("swr-console.density"),
            zone: kept("swr-console.zone"),
            single_keys: kept("swr-console.single-keys"),
            is_rail_collapsed: kept("swr-console.rail"),
            language: kept_text("swr-console.language"),
            tool: kept_text("swr-console.tool"),
            connection: kept_text("swr-console.connection"),
        }
    }

    /// The defaults, kept nowhere: where a page is around, the browser's storage is its own.
    pub fn unkept() -> Self {
        Self {
            theme: RwSignal::default(),
            density: RwSignal::default(),
            zone: RwSignal::new(Zone::of_word(None)),
            single_keys: RwSignal::default(),
            is_rail_collapsed: RwSignal::new(false),
            language: RwSignal::new(None),
            tool: RwSignal::new(None),
            connection: RwSignal::new(None),
        }
    }
}

/// The preferences of this console, from context.
pub fn use_preferences() -> Preferences {
    // A kit component that is mounted alone (tests, a host's own page) has the defaults.
    use_context::<Preferences>().unwrap_or_else(Preferences::load)
}

fn once<T: Preference>(key: &str) -> T {
    T::of_word(Store::Local.read(key).as_deref())
}

fn kept<T: Preference>(key: &'static str) -> RwSignal<T> {
    let signal = RwSignal::new(once::<T>(key));
    on_change(
        move || signal.get(),
        move |value| Store::Local.write(key, value.word()),
    );
    signal
}

fn kept_text(key: &'static str) -> RwSignal<Option<String>> {
    let signal = RwSignal::new(Store::Local.read(key));
    on_change(
        move || signal.get(),
        move |value| match value {
            Some(value) => Store::Local.write(key, value),
            None => Store::Local.remove(key),
        },
    );
    signal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Preference + std::fmt::Debug>() {
        for (value, word) in T::WORDS {
            assert_eq!(T::of_word(Some(word)), *value);
            assert_eq!(value.word(), *word);
        }
        assert_eq!(T::of_word(Some("purple")), T::WORDS[0].0);
        assert_eq!(T::of_word(None), T::WORDS[0].0);
    }

    #[test]
    fn words_round_trip_and_unknown_ones_are_the_default() {
        check::<Theme>();
        check::<Density>();
        check::<SingleKeys>();
        check::<Zone>();
        check::<bool>();
    }
}
