//! The columns of the list of accounts that a repository is shared with.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Deadline, Permit, RepositoryPath, Share};

use super::lifetime::{end_of_day, is_expired};
use super::texts;
use crate::i18n::Texts;
use crate::i18n::format::{self, Zone};
use crate::navigation::Navigation;
use crate::route::Dialog;
use crate::session::{Session, use_session};
use crate::ui::{Badge, Column, Dated, Icon, Tone};

/// Whether what is shared can still be pulled.
#[component]
pub(super) fn StateBadge(is_expired: bool, texts: Texts) -> impl IntoView {
    let (icon, tone) = match is_expired {
        true => (Icon::Alert, Tone::Warning),
        false => (Icon::Check, Tone::Success),
    };
    view! { <Badge icon tone>{state_name(texts, is_expired)}</Badge> }
}

/// `Valid` or `Expired`
pub(super) fn state_name(texts: Texts, is_expired: bool) -> &'static str {
    texts.get(if is_expired {
        texts::EXPIRED
    } else {
        texts::VALID
    })
}

/// What is shown of each share.
pub(super) fn columns(
    texts: Texts,
    navigation: Navigation,
    path: RepositoryPath,
) -> Vec<Column<Share>> {
    let account = move |it: &Share| {
        let dialog = Dialog::EditShare(path.clone(), it.account.clone());
        view! { <a href=navigation.dialog_href(dialog)>{it.account.clone()}</a> }.into_any()
    };
    let session = use_session();
    let is_expired = move |it: &Share| is_expired(it, session.service_now());
    let state = Column::new("state", texts.get(texts::STATE), move |it: &Share| {
        state_name(texts, is_expired(it)).to_owned()
    });
    vec![
        Column::new("account", texts.get(texts::ACCOUNT), |it: &Share| {
            it.account.clone()
        })
        .natural()
        .essential()
        .cell(account),
        state
            .sorted_by(move |one, other| is_expired(one).cmp(&is_expired(other)))
            .words(
                texts.get(texts::VALID_FIRST),
                texts.get(texts::EXPIRED_FIRST),
            )
            .cell(move |it| view! { <StateBadge is_expired=is_expired(it) texts/> }.into_any())
            .width(116),
        until(texts, session),
        Column::new(
            "description",
            texts.get(texts::DESCRIPTION),
            |it: &Share| it.description.clone(),
        ),
        Column::new("creator", texts.get(texts::CREATOR), |it: &Share| {
            it.creator_name.clone()
        })
        .natural()
        .width(140),
        Column::moment(texts, "created", texts.get(texts::CREATED), |it: &Share| {
            it.created_at
        }),
        Column::moment(texts, "updated", texts.get(texts::UPDATED), |it: &Share| {
            it.updated_at
        })
        .hidden(),
        Column::new(
            "permit",
            texts.get(texts::PERMIT),
            move |it: &Share| match &it.permit {
                Permit::Read => texts.get(texts::PULL).to_owned(),
                Permit::Other(word) if word.is_empty() => texts.get(texts::NOT_SAID).to_owned(),
                Permit::Other(word) => word.clone(),
            },
        )
        .hidden()
        .width(80),
    ]
}

/// The last day, and in full when exactly it ends or ended.
fn until(texts: Texts, session: Session) -> Column<Share> {
    let text = move |it: &Share| match it.deadline {
        Some(Deadline::Until(day)) => format::day(texts, day),
        Some(Deadline::Forever) => texts.get(texts::FOREVER).to_owned(),
        None => texts.get(texts::NOT_SAID).to_owned(),
    };
    let cell = move |it: &Share| {
        let Some(Deadline::Until(day)) = it.deadline else {
            return view! { <span class="secondary">{text(it)}</span> }.into_any();
        };
        let (end, name) = (end_of_day(day), text(it));
        let ends = match end <= session.service_now() {
            true => texts::ENDED,
            false => texts::ENDS,
        };
        let time = format::date_time(texts, end, Zone::Utc);
        let date = texts.fill(ends, &[("time", &time)]);
        view! { <Dated time=end words=name date/> }.into_any()
    };
    Column::new("until", texts.get(texts::UNTIL), text)
        .sorted_by(|one, other| one.deadline.cmp(&other.deadline))
        .words(
            texts.get(texts::SOONEST_FIRST),
            texts.get(texts::LATEST_FIRST),
        )
        .cell(cell)
        .width(140)
}
