//! Commands of the host page to an embedded console.

use crate::reactive::effect;
use leptos::prelude::*;

use crate::host::{Command, use_host};
use crate::navigation::{Navigation, use_navigation};
use crate::remote::{Revisions, use_revisions};
use crate::route::Route;
use crate::session::{Session, use_session};
use crate::storage::preferences::{Preference, Preferences, Theme, use_preferences};

/// The parts of the console that commands of the page around act on.
#[derive(Clone, Copy)]
struct CommandTargets {
    navigation: Navigation,
    session: Session,
    preferences: Preferences,
    revisions: Revisions,
}

/// Obeys the page around from now on, if there is one; what it wanted before is done now.
pub(super) fn obey() {
    let Some(host) = use_host() else { return };
    let targets = CommandTargets {
        navigation: use_navigation(),
        session: use_session(),
        preferences: use_preferences(),
        revisions: use_revisions(),
    };
    let commands = host.commands;
    effect(move || {
        commands.track();
        let wanted = commands.try_update_untracked(std::mem::take);
        // What they read is not what they wait for.
        untrack(|| wanted.into_iter().flatten().for_each(|it| targets.act(it)));
    });
}

impl CommandTargets {
    fn act(self, command: Command) {
        match command {
            Command::Navigate(address) => self.navigation.go(Route::parse(&address)),
            Command::Refresh => self.revisions.bump_all(),
            Command::SetToken(token) => self.session.take_token(token),
            Command::SetTheme(word) => {
                let theme = Theme::of_word(word.as_deref());
                self.preferences.theme.set(theme);
            }
            Command::SetLanguage(language) => self.preferences.language.set(language),
        }
    }
}
