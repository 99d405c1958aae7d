//! All texts of the console, by scope: what a language file must contain.
//!
//! Used only by tests, so it is not part of the shipped program.

use crate::i18n::Text;

const SCOPES: &[&[&Text]] = &[
    crate::catalog::texts::ALL,
    crate::configuration::texts::ALL,
    crate::doctor::texts::ALL,
    crate::i18n::names::ALL,
    crate::i18n::texts::ALL,
    crate::login_command::texts::ALL,
    crate::organizations::texts::ALL,
    crate::overview::texts::ALL,
    crate::permissions::texts::ALL,
    crate::pattern::ALL,
    crate::remote::texts::ALL,
    crate::repositories::texts::ALL,
    crate::retention::texts::ALL,
    crate::session::texts::ALL,
    crate::settings::texts::ALL,
    crate::sharing::texts::ALL,
    crate::shell::boot_texts::ALL,
    crate::shell::texts::ALL,
    crate::sign_in::texts::ALL,
    crate::synchronization::texts::ALL,
    crate::tags::texts::ALL,
    crate::triggers::texts::ALL,
    crate::ui::texts::ALL,
    crate::usage::texts::ALL,
];

/// Every sentence there is.
pub fn all_texts() -> impl Iterator<Item = &'static Text> {
    SCOPES.iter().flat_map(|scope| scope.iter().copied())
}
