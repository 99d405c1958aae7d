//! All tags deleted by rules, newest first, as recorded by the service. The history outlives the rules.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{PageRequest, RepositoryPath, RetentionRecord};

use super::texts;
use super::words::limit;
use crate::i18n::{Texts, format, use_texts};
use crate::remote::{ListingTable, Topic, collection, use_revisions};
use crate::session::use_client;
use crate::ui::{Column, EmptyState, Icon, TableDefinition};

/// The history of a repository's policies.
#[component]
pub(super) fn RetentionHistory(path: RepositoryPath) -> impl IntoView {
    let (texts, client, revisions) = (use_texts(), use_client(), use_revisions());
    let records = collection(key, move |page: PageRequest| {
        revisions.watch(Topic::Retention);
        client.get().list_retention_records(&path, page)
    });
    let listing = records.listing();
    let definition = TableDefinition::new(texts.get(texts::HISTORY), columns(texts), |it| {
        let (id, tag, time) = key(it);
        let id = id.unwrap_or_default();
        format!("{id} {tag} {time}")
    })
    .named(|it: &RetentionRecord| it.tag.clone());
    let nothing = move || {
        view! {
            <EmptyState
                icon=Icon::Tag
                title=texts.get(texts::NOTHING_DELETED)
                sentence=texts.get(texts::NOTHING_DELETED_SENTENCE)
            />
        }
        .into_any()
    };
    view! {
        <ListingTable
            definition
            rows=records.rows()
            listing
            not_loaded=texts::HISTORY_NOT_LOADED
            empty=nothing
        />
    }
}

/// The number alone would do, where a service gives one.
fn key(record: &RetentionRecord) -> (Option<i64>, String, i64) {
    let time = record.created_at.map_or(0, |it| it.unix_millis());
    (record.id, record.tag.clone(), time)
}

fn columns(texts: Texts) -> Vec<Column<RetentionRecord>> {
    let rule = move |it: &RetentionRecord| {
        let rule = it.rule().map(|rule| limit(texts, &rule));
        rule.unwrap_or_else(|| texts.get(texts::UNREADABLE_RULE).to_owned())
    };
    vec![
        Column::new("tag", texts.get(texts::TAG), |it: &RetentionRecord| {
            it.tag.clone()
        })
        .versions()
        .essential()
        .monospace(),
        Column::moment(
            texts,
            "deleted",
            texts.get(texts::DELETED_AT),
            |it: &RetentionRecord| it.created_at,
        ),
        Column::new("rule", texts.get(texts::BY_RULE), rule).natural(),
        Column::new(
            "policy",
            texts.get(texts::POLICY),
            |it: &RetentionRecord| format::or_unknown(it.retention_id, |it| it.to_string()),
        )
        .natural()
        .numeric()
        .hidden()
        .width(100),
    ]
}
