//! All details of a repository.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Access, RepositoryDetails, RepositoryPath};

use super::detail::{CHANGES, repository_query};
use super::fields::{category_name, visibility_name};
use super::texts;
use crate::catalog::texts::{CREATED, DESCRIPTION, SIZE, TAGS, UPDATED};
use crate::catalog::use_repository_right;
use crate::i18n::{Text, format, use_texts};
use crate::markdown;
use crate::navigation::use_navigation;
use crate::remote::{Loaded, Query};
use crate::route::Dialog;
use crate::ui::{
    CopyButton, Icon, LinkButton, Moment, MoreProperties, Panel, Properties, Property, Prose,
    Unknown,
};

/// The brief information of a repository.
#[component]
pub fn RepositoryAbout(
    /// The repository that is described.
    path: RepositoryPath,
) -> impl IntoView {
    // The page around it has the response already; elsewhere it is requested.
    let loaded = use_context::<Query<RepositoryDetails>>()
        .unwrap_or_else(|| repository_query(path.clone(), CHANGES));
    let content = move |repository: RepositoryDetails| {
        view! { <Information path=path.clone() repository/> }
    };
    view! { <Loaded query=loaded children=content/> }
}

#[component]
fn Information(path: RepositoryPath, repository: RepositoryDetails) -> impl IntoView {
    let texts = use_texts();
    let description = repository.description.clone();
    let refusal = use_repository_right(&path).refusal(Access::may_edit);
    let edit = move || {
        let href = use_navigation().dialog_href(Dialog::EditRepository(path.clone()));
        refusal.with(Option::is_none).then(|| {
            view! {
                <LinkButton href icon=Icon::Pencil>{texts.get(texts::EDIT)}</LinkButton>
            }
        })
    };
    view! {
        <div class="columns">
            <Panel title=texts.get(DESCRIPTION) action=edit>
                <Description text=description/>
            </Panel>
            <Panel title=texts.get(texts::ABOUT)>
                <Facts repository/>
            </Panel>
        </div>
    }
}

/// What its author marked up, built from nodes: anyone who writes it is not trusted.
#[component]
fn Description(text: String) -> impl IntoView {
    let texts = use_texts();
    if text.trim().is_empty() {
        return view! { <p class="secondary">{texts.get(texts::NO_DESCRIPTION)}</p> }.into_any();
    }
    view! { <Prose blocks=markdown::parse(&text)/> }.into_any()
}

#[component]
fn Facts(repository: RepositoryDetails) -> impl IntoView {
    let texts = use_texts();
    let number = move |count| format::number(texts, count);
    let moment = |name, time: Option<_>| fact(name, Some(view! { <Moment time/> }.into_any()));
    let copied = move |name, label, address: String| {
        let content = (!address.is_empty()).then(|| {
            view! {
                <span class="monospace">{address.clone()}</span>
                <CopyButton text=address label=texts.get(label)/>
            }
            .into_any()
        });
        fact(name, content)
    };
    // Where a cloud has one network only, it says the same twice.
    let internal_path =
        Some(repository.internal_path).filter(|internal| *internal != repository.path);
    let text = |name, value: String| fact(name, (!value.is_empty()).then(|| value.into_any()));
    view! {
        <Properties>
            {copied(texts::PATH, texts::COPY, repository.path)}
            {internal_path.map(|it| copied(texts::INTERNAL_PATH, texts::COPY_INTERNAL, it))}
            {text(texts::VISIBILITY, or_nothing(repository.is_public, |it| visibility_name(texts, it).to_owned()))}
            {text(texts::CATEGORY, category_name(texts, &repository.category))}
            {text(TAGS, or_nothing(repository.tag_count, number))}
            {text(SIZE, or_nothing(repository.size_bytes, |it| format::bytes(texts, it)))}
            {text(texts::DOWNLOADS, or_nothing(repository.download_count, number))}
            {moment(CREATED, repository.created_at)}
            {moment(UPDATED, repository.updated_at)}
            {text(texts::CREATOR, repository.creator_name)}
        </Properties>
        <MoreProperties>
            {text(texts::CREATOR_ID, repository.creator_id)}
            {text(texts::ACCOUNT_ID, repository.domain_id)}
            {text(texts::ID, or_nothing(repository.id, |it| it.to_string()))}
            {text(texts::ORGANIZATION_ID, or_nothing(repository.organization_id, |it| it.to_string()))}
            {text(texts::PRIORITY, or_nothing(repository.priority, |it| it.to_string()))}
            {text(texts::URL, repository.url)}
        </MoreProperties>
    }
}

/// A value in words; none where no one knows it.
fn or_nothing<T>(value: Option<T>, written: impl FnOnce(T) -> String) -> String {
    value.map(written).unwrap_or_default()
}

/// A fact that the service leaves out or garbles is shown as unknown.
fn fact(name: &'static Text, content: Option<AnyView>) -> impl IntoView {
    let texts = use_texts();
    let content = content.unwrap_or_else(|| view! { <Unknown/> }.into_any());
    view! { <Property name=texts.get(name)>{content}</Property> }
}
