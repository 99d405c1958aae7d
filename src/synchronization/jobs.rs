//! The jobs of a repository, newest first. They are reloaded while one of them is pending or running.

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{
    List, PageRequest, Region, RepositoryPath, SynchronizationJob, SynchronizationStatus,
};

use super::automatic::{replaces, why_not};
use super::region_name;
use super::status::{StatusBadge, status_name};
use super::texts;
use crate::catalog::DialogButton;
use crate::i18n::{Texts, format, use_texts};
use crate::remote::{Collection, ListingTable, Query, Topic, collection, follow, use_revisions};
use crate::route::Dialog;
use crate::session::use_client;
use crate::ui::{Button, Column, EmptyState, Icon, Notice, TableDefinition, Tone};

/// The jobs, and what makes some by hand.
#[component]
pub(super) fn JobList(path: RepositoryPath, regions: Query<List<Region>>) -> impl IntoView {
    let texts = use_texts();
    let jobs = jobs_of(path.clone());
    let listing = jobs.listing();
    follow(
        move || jobs.progress().is_loading,
        move || {
            jobs.rows()
                .with(|rows| rows.iter().any(|it| it.status.is_pending()))
        },
        move || jobs.reload(),
    );
    let empty = move || {
        let (title, sentence) = (
            texts.get(texts::NO_JOBS),
            texts.get(texts::NO_JOBS_SENTENCE),
        );
        // Nothing tells that a push made a job somewhere else, and there is no table to refresh.
        view! {
            <EmptyState icon=Icon::Activity title sentence>
                <Button icon=Icon::Refresh on_click=move || jobs.reload()>
                    {texts.get(texts::REFRESH)}
                </Button>
            </EmptyState>
        }
        .into_any()
    };
    let definition = TableDefinition::new(
        texts.get(texts::JOBS),
        columns(texts, regions),
        |it: &SynchronizationJob| {
            let (id, tag, time) = key(it);
            format!("{} {tag} {time}", id.unwrap_or_default())
        },
    )
    .named(|it| it.tag.clone());
    view! {
        <section class="stack">
            <div class="cluster" data-spread="">
                <h2>{texts.get(texts::JOBS)}</h2>
                <DialogButton
                    label=texts::BY_HAND
                    icon=Icon::Refresh
                    dialog=Dialog::SynchronizeTags(path)
                    disabled_because=why_not(regions)
                />
            </div>
            <FailureNotice jobs/>
            <ListingTable
                definition
                rows=jobs.rows()
                listing
                not_loaded=texts::JOBS_NOT_LOADED
                empty
            />
        </section>
    }
}

fn jobs_of(path: RepositoryPath) -> Collection<SynchronizationJob> {
    let (client, revisions) = (use_client(), use_revisions());
    let fetch = move |page: PageRequest| {
        revisions.watch(Topic::Synchronization);
        client.get().list_synchronization_jobs(&path, page)
    };
    collection(key, fetch)
}

/// The number alone would do, where the service gives one.
fn key(job: &SynchronizationJob) -> (Option<i64>, String, i64) {
    let time = job.created_at.map_or(0, |it| it.unix_millis());
    (job.id, job.tag.clone(), time)
}

/// The service does not say why a job failed; most often it is a name that no one checked.
#[component]
fn FailureNotice(jobs: Collection<SynchronizationJob>) -> impl IntoView {
    let texts = use_texts();
    let count = memo(move || {
        let is_failed = |it: &&SynchronizationJob| it.status == SynchronizationStatus::Failed;
        jobs.rows()
            .with(|rows| rows.iter().filter(is_failed).count())
    });
    reactive(move || {
        let count = count.get();
        (count > 0).then(|| {
            let sentence = texts.count(texts::WHY_FAILED, count as u64);
            view! { <Notice tone=Tone::Warning>{sentence}</Notice> }
        })
    })
}

fn columns(texts: Texts, regions: Query<List<Region>>) -> Vec<Column<SynchronizationJob>> {
    let target = move |it: &SynchronizationJob| {
        let region = regions.with(|all| {
            region_name(
                all.value.as_deref().unwrap_or_default(),
                &it.remote_region_id,
            )
        });
        let organization = it.remote_organization.as_ref();
        let organization = format::or_unknown(organization, |it| it.to_string());
        format!("{region} / {organization}")
    };
    vec![
        Column::new("tag", texts.get(texts::TAG), |it: &SynchronizationJob| {
            it.tag.clone()
        })
        .versions()
        .essential()
        .monospace(),
        Column::new(
            "state",
            texts.get(texts::STATE),
            move |it: &SynchronizationJob| status_name(texts, &it.status),
        )
        .natural()
        .essential()
        .cell(|it| view! { <StatusBadge status=it.status.clone()/> }.into_any())
        .width(130),
        Column::new("target", texts.get(texts::TARGET), target).natural(),
        Column::new(
            "replaces",
            texts.get(texts::SAME_TAGS),
            move |it: &SynchronizationJob| replaces(texts, it.overwrites),
        )
        .natural()
        .width(130)
        .hidden(),
        Column::new(
            "operator",
            texts.get(texts::OPERATOR),
            |it: &SynchronizationJob| match it.operator_name.is_empty() {
                true => it.operator_id.clone(),
                false => it.operator_name.clone(),
            },
        )
        .natural()
        .width(150),
        Column::moment(
            texts,
            "created",
            texts.get(texts::CREATED),
            |it: &SynchronizationJob| it.created_at,
        ),
        Column::moment(
            texts,
            "changed",
            texts.get(texts::CHANGED),
            |it: &SynchronizationJob| it.updated_at,
        ),
    ]
}
