//! Who may share: whoever manages the organization.

use leptos::prelude::*;
use swr_api::Access;

use crate::i18n::use_texts;
use crate::route::RepositoryPath;
use crate::session::{use_own_access, use_session};

/// Why nothing may be shared, changed or stopped; watched.
pub(super) fn why_not_share(path: &RepositoryPath) -> Signal<Option<String>> {
    let (texts, session) = (use_texts(), use_session());
    let own = use_own_access(&path.organization);
    let organization = path.organization.clone();
    Signal::derive(move || session.refusal(texts, &organization, own.get(), Access::may_share))
}
