//! The columns of an access list.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::Access;

use super::allowed::allows;
use super::member::Member;
use super::texts;
use crate::catalog::access_name;
use crate::i18n::Texts;
use crate::ui::{Badge, Column, CopyButton, Tone};

/// The columns of the list.
pub(super) fn columns(texts: Texts, is_repository: bool) -> Vec<Column<Member>> {
    let mut columns = vec![user(texts), right(texts), allowed(texts)];
    if is_repository {
        columns.push(source(texts));
    }
    columns.push(id(texts));
    columns
}

/// Which grants a right comes from.
pub(super) fn sources(texts: Texts, member: &Member) -> String {
    let source = |text, access: Option<Access>| {
        let access = access_name(texts, access?);
        Some(texts.fill(text, &[("access", &access)]))
    };
    // On an organization itself there is nothing above.
    let here = match member.is_on_repository {
        true => texts::FROM_REPOSITORY,
        false => texts::FROM_ORGANIZATION,
    };
    let sources = [
        source(here, member.here),
        source(texts::FROM_ORGANIZATION, member.above),
    ];
    let sources: Vec<String> = sources.into_iter().flatten().collect();
    sources.join(" · ")
}

fn user(texts: Texts) -> Column<Member> {
    let cell = move |it: &Member| {
        let badge =
            |is: bool, text, tone| is.then(|| view! { <Badge tone>{texts.get(text)}</Badge> });
        view! {
            <span class="cluster">
                {it.user_name.clone()}
                {badge(it.is_caller, texts::THIS_IS_YOU, Tone::Accent)}
                {badge(it.is_creator, texts::CREATED_IT, Tone::Neutral)}
            </span>
        }
        .into_any()
    };
    Column::new("user", texts.get(texts::USER), |it: &Member| {
        it.user_name.clone()
    })
    .natural()
    .essential()
    .cell(cell)
}

fn id(texts: Texts) -> Column<Member> {
    let cell = move |it: &Member| {
        let id = it.user_id.clone();
        let label = texts.fill(texts::COPY_ID, &[("name", &it.user_name)]);
        let copy = (!id.is_empty()).then(|| view! { <CopyButton text=id.clone() label/> });
        view! {
            <span class="cluster" title=it.user_id.clone()>{it.user_id.clone()}{copy}</span>
        }
        .into_any()
    };
    Column::new("id", texts.get(texts::USER_ID), |it: &Member| {
        it.user_id.clone()
    })
    .natural()
    .monospace()
    .cell(cell)
    .width(316)
}

fn right(texts: Texts) -> Column<Member> {
    let name = move |it: &Member| access_name(texts, it.effective());
    Column::new("right", texts.get(texts::RIGHT), name)
        .sorted_by(|one, other| one.effective().cmp(&other.effective()))
        .words(
            texts.get(texts::LEAST_FIRST),
            texts.get(texts::GREATEST_FIRST),
        )
        .descending_first()
        .essential()
        .cell(move |it| {
            let name = name(it);
            view! { <Badge>{name}</Badge> }.into_any()
        })
        .width(116)
}

fn allowed(texts: Texts) -> Column<Member> {
    Column::new("allows", texts.get(texts::ALLOWS), move |it: &Member| {
        allows(texts, it.effective()).to_owned()
    })
    .sorted_by(|one, other| one.effective().cmp(&other.effective()))
    .words(
        texts.get(texts::LEAST_FIRST),
        texts.get(texts::GREATEST_FIRST),
    )
    .unsearched()
}

fn source(texts: Texts) -> Column<Member> {
    Column::new("source", texts.get(texts::SOURCE), move |it: &Member| {
        sources(texts, it)
    })
    .natural()
    .width(220)
}
