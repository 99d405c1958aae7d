//! A banner over every page while changes are not possible: the console is read-only, or the service is
//! under maintenance. The service is polled, so the banner disappears automatically.

use crate::markup::view;
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{PageRequest, RepositoryQuery};

use crate::host::use_host;
use crate::i18n::use_texts;
use crate::remote::ask_until_recovered;
use crate::session::{use_client, use_session};
use crate::ui::{LiveRegion, Notice, Tone};

/// The banner, while there is a reason for it.
#[component]
pub(super) fn OutageBanner() -> impl IntoView {
    let (texts, session, client) = (use_texts(), use_session(), use_client());
    // The lightest call that needs the whole service: an API gateway alone answers the versions.
    let probe = RepositoryQuery {
        page: PageRequest {
            offset: 0,
            limit: 1,
        },
        ..RepositoryQuery::default()
    };
    ask_until_recovered(session.health(), move || {
        client.get_untracked().list_repositories(&probe)
    });
    // Anyone who picks an image changes nothing.
    let is_picker = use_host().is_some_and(|host| host.is_picker());
    let reason = memo(move || session.read_only_reason(texts).filter(|_| !is_picker));
    let said = move || reason.get().unwrap_or_default();
    let banner = move || {
        let reason = reason.get()?;
        Some(view! { <Notice tone=Tone::Warning>{reason}</Notice> })
    };
    view! {
        <LiveRegion text=said/>
        {banner}
    }
}
