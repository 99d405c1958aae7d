//! What the caller may do with tags. The API says it of the organization, in a call of its own.

use leptos::prelude::*;
use swr_api::{Access, OrganizationName};

use crate::i18n::use_texts;
use crate::remote::{Topic, query, use_revisions};
use crate::session::{use_client, use_session};

/// Why nothing may be deleted in an organization; watched. While the right is not known, nothing
/// speaks against it: then the service decides.
pub(super) fn why_not_delete(organization: OrganizationName) -> Signal<Option<String>> {
    let (texts, session) = (use_texts(), use_session());
    let (client, revisions) = (use_client(), use_revisions());
    let name = organization.clone();
    let loaded = query(move || {
        revisions.watch(Topic::Organizations);
        client.get().get_organization(&name)
    });
    Signal::derive(move || {
        let access = loaded.with(|it| it.value.as_ref()?.access);
        session.refusal(texts, &organization, access, Access::may_delete)
    })
}
