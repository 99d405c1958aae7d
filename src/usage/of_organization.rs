//! The storage of an organization, added up from its repositories.

use leptos::prelude::*;
use swr_api::{OrganizationName, RepositoryPath};

use super::map::parts;
use super::texts;
use crate::catalog::{every_tag, repository_names};
use crate::i18n::{Texts, format, use_texts};
use crate::manifest::{Contents, StorageUse};
use crate::markup::{reactive, view};
use crate::navigation::{Navigation, kept_view, use_navigation};
use crate::reactive::{Memo, memo};
use crate::remote::{Gathering, Loaded, gather, problem};
use crate::route::{Page, RepositoryTab, Route};
use crate::session::use_client;
use crate::ui::{
    Column, EmptyState, ErrorBanner, Figure, Figures, Icon, LoadState, Panel, Table,
    TableDefinition, TableProgress, TableView, Treemap,
};

/// What one repository stores.
#[derive(Clone, Debug, PartialEq)]
struct RepositoryUse {
    path: RepositoryPath,
    total_bytes: u64,
    shared_bytes: u64,
    tags: u64,
}

/// The storage of an organization.
#[component]
pub fn OrganizationUsage(
    /// The organization.
    organization: OrganizationName,
) -> impl IntoView {
    let names = repository_names(organization);
    let client = use_client();
    let paths = memo(move || names.with(|it| it.value.as_ref().map(|it| it.items.clone())));
    let fetch = move |path: &RepositoryPath| every_tag(client.get_untracked(), path.clone());
    let gathered = gather(paths.into(), fetch, |path, tags| {
        let usage = StorageUse::of(&Contents::of(&tags.items), &tags.items);
        RepositoryUse {
            path,
            total_bytes: usage.total_bytes,
            shared_bytes: usage.shared_bytes,
            tags: usage.tag_count(),
        }
    });
    view! { <Loaded query=names children=move |_| view! { <Sum gathered/> }/> }
}

#[component]
fn Sum(gathered: Gathering<RepositoryUse>) -> impl IntoView {
    let texts = use_texts();
    let rows = memo(move || {
        let mut rows = Vec::new();
        gathered.each_come(|it: &RepositoryUse| rows.push(it.clone()));
        rows
    });
    let progress = memo(move || {
        let (done, total) = gathered.progress().unwrap_or_default();
        let state = match () {
            () if gathered.error().is_some() => LoadState::Failed,
            () if done < total => LoadState::Loading,
            () => LoadState::Complete,
        };
        TableProgress {
            loaded: rows.with(|it| it.len() as u64),
            total: Some(total as u64),
            state,
        }
    });
    let error = memo(move || gathered.error());
    let failure = move || {
        let problem = problem(texts, &error.get()?);
        let again = move || gathered.reload();
        Some(view! { <ErrorBanner problem on_retry=again/> })
    };
    let empty = move || {
        let title = texts.get(texts::NO_REPOSITORIES);
        view! { <EmptyState icon=Icon::Cube title/> }.into_any()
    };
    view! {
        <div class="stack" data-gap="large">
            {reactive(failure)}
            <Numbers rows progress/>
            <Table
                definition=definition(texts, use_navigation())
                rows
                view=kept_view((
                    |query| TableView::from_query(query).or_greatest_first("total"),
                    |view| view.to_query_but_greatest_first("total"),
                ))
                progress
                empty
            />
        </div>
    }
}

#[component]
fn Numbers(rows: Memo<Vec<RepositoryUse>>, progress: Memo<TableProgress>) -> impl IntoView {
    let texts = use_texts();
    let looked = move || {
        let TableProgress { loaded, total, .. } = progress.get();
        let total = total.filter(|total| loaded < *total)?;
        let number = |count| format::number(texts, count);
        let values = [("done", number(loaded)), ("total", number(total))];
        let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
        let sentence = texts.fill(texts::PROGRESS, &values);
        Some(view! { <p class="secondary" role="status">{sentence}</p> })
    };
    let sum = move || {
        let rows = rows.get();
        let add = |of: fn(&RepositoryUse) -> u64| rows.iter().map(of).fold(0, u64::saturating_add);
        let (total, tags) = (add(|it| it.total_bytes), add(|it| it.tags));
        let named = rows.iter();
        let named = named.map(|it| (it.path.repository.to_string(), it.total_bytes));
        let parts = parts(texts, named.collect(), 0);
        let count = rows.len() as u64;
        let name = move |text| texts.get(text).into_any();
        (count > 0).then(move || {
            view! {
                <Figures>
                    <Figure name=name(texts::TOTAL) value=format::bytes(texts, total)/>
                    <Figure name=name(texts::REPOSITORIES) value=format::number(texts, count)/>
                    <Figure name=name(texts::TAGS) value=format::number(texts, tags)/>
                </Figures>
                <p class="secondary">{texts.get(texts::EACH_COUNTED)}</p>
                <Panel title=texts.get(texts::BY_REPOSITORY)>
                    <Treemap parts/>
                </Panel>
            }
        })
    };
    view! {
        {reactive(looked)}
        {reactive(sum)}
    }
}

fn definition(texts: Texts, navigation: Navigation) -> TableDefinition<RepositoryUse> {
    let name = move |it: &RepositoryUse| {
        let page = Page::Repository(it.path.clone(), RepositoryTab::Storage);
        let href = navigation.href(&Route::from(page));
        view! { <a href=href>{it.path.repository.to_string()}</a> }.into_any()
    };
    let columns = vec![
        Column::new(
            "repository",
            texts.get(texts::REPOSITORY),
            |it: &RepositoryUse| it.path.repository.to_string(),
        )
        .natural()
        .essential()
        .cell(name),
        Column::bytes(
            texts,
            "total",
            texts.get(texts::TOTAL),
            |it: &RepositoryUse| Some(it.total_bytes),
        ),
        Column::bytes(
            texts,
            "shared",
            texts.get(texts::SHARED),
            |it: &RepositoryUse| Some(it.shared_bytes),
        )
        .width(200),
        Column::count(
            texts,
            "tags",
            texts.get(texts::TAGS),
            |it: &RepositoryUse| Some(it.tags),
        ),
    ];
    let key = |it: &RepositoryUse| it.path.to_string();
    TableDefinition::new(texts.get(texts::REPOSITORY_TABLE), columns, key)
}
