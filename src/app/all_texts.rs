//! Every sentence of the console, scope by scope: what a language file has to hold.
//!
//! Only tests ask for this, so nothing of it is in the program that ships.

use crate::i18n::{Text, names};
use crate::{organizations, remote, repositories, session, settings, shell, ui};

const SCOPES: &[&[&Text]] = &[
    names::ALL,
    organizations::texts::ALL,
    remote::texts::ALL,
    repositories::texts::ALL,
    session::texts::ALL,
    settings::texts::ALL,
    shell::texts::ALL,
    ui::texts::ALL,
];

/// Every sentence there is.
pub fn all_texts() -> impl Iterator<Item = &'static Text> {
    SCOPES.iter().flat_map(|scope| scope.iter().copied())
}
