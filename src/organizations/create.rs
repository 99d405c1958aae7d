//! The dialog that creates an organization. The name is its only field, is unique across all accounts and
//! cannot be changed later, so the naming rule and the quota are always shown.

use crate::markup::view;
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{Error, ErrorKind, NewOrganization, Quota};

use super::draft::OrganizationDraft;
use super::texts;
use crate::catalog::texts::CREATE_ORGANIZATION;
use crate::catalog::{RoutedForm, watched_query};
use crate::i18n::{Texts, format, use_texts};
use crate::navigation::use_navigation;
use crate::remote::{Mutation, Topic, mutation, problem, use_revisions};
use crate::route::{OrganizationTab, Page};
use crate::session::{use_client, use_session};
use crate::ui::{InputOptions, Problem, TextInput, use_toasts};

/// Creates an organization and goes to it.
#[component]
pub fn CreateOrganization() -> impl IntoView {
    let texts = use_texts();
    let name = RwSignal::new(String::new());
    let draft = memo(move || OrganizationDraft { name: name.get() });
    // The draft that was last sent or held back: what is said of it goes when it changes.
    let tried = RwSignal::new(None::<OrganizationDraft>);
    let (create, session) = (create_mutation(), use_session());

    let on_submit = move || {
        tried.set(Some(draft.get_untracked()));
        if let Some(organization) = draft.get_untracked().to_new() {
            create.run(organization);
        }
    };
    let name_error = Signal::derive(move || {
        let is_as_tried = tried.with(|tried| *tried == Some(draft.get()));
        let is_taken = is_as_tried
            && create
                .error()
                .with(|it| kind(it) == Some(ErrorKind::Conflict));
        if is_taken {
            return Some(texts.get(texts::TAKEN).to_owned());
        }
        draft.with(|draft| draft.name_problem(texts, is_as_tried))
    });
    let is_dirty = Signal::derive(move || !draft.with(OrganizationDraft::is_empty));
    let disabled_because = Signal::derive(move || session.read_only_reason(texts));
    let submission = create.submission_with(move |it| banner(texts, it));
    let title = texts.get(CREATE_ORGANIZATION);
    view! {
        <RoutedForm title submit_label=title on_submit submission is_dirty disabled_because>
            <TextInput
                label=texts.get(texts::NAME)
                value=name
                hint=texts.get(texts::NAME_HINT)
                error=name_error
                input=InputOptions::monospace().required().autofocus()
            />
            <QuotaLine/>
        </RoutedForm>
    }
}

fn create_mutation() -> Mutation<NewOrganization> {
    let (texts, navigation, client) = (use_texts(), use_navigation(), use_client());
    let (revisions, toasts) = (use_revisions(), use_toasts());
    mutation(
        move |organization: &NewOrganization| {
            client.get_untracked().create_organization(organization)
        },
        move |organization, ()| {
            revisions.bump(Topic::Organizations);
            toasts.success(texts.fill(texts::CREATED, &[("name", organization.name.as_str())]));
        },
        // In place of the dialog: Back leads to the list and not to an empty form.
        move |organization, ()| {
            navigation.replace(Page::Organization(
                organization.name,
                OrganizationTab::Repositories,
            ));
        },
    )
}

fn kind(error: &Option<Error>) -> Option<ErrorKind> {
    error.as_ref().map(Error::kind)
}

/// The problem that belongs to no field.
fn banner(texts: Texts, error: &Error) -> Option<Problem> {
    match error.kind() {
        ErrorKind::Conflict => None,
        ErrorKind::QuotaExceeded => Some(Problem {
            sentence: texts.get(texts::QUOTA_REACHED).to_owned(),
            hint: Some(texts.get(texts::QUOTA_REACHED_HINT).to_owned()),
            ..problem(texts, error)
        }),
        _ => Some(problem(texts, error)),
    }
}

/// How many more there may be. Not every service tells; then nothing is said.
#[component]
fn QuotaLine() -> impl IntoView {
    let texts = use_texts();
    let session = use_session();
    let project_id = untrack(|| session.project_id())?;
    let quotas = watched_query(&[Topic::Organizations], move |client| {
        client.list_quotas(&project_id)
    });
    let line = move || {
        let quotas = quotas.value()?;
        let Quota { used, limit, .. } = quotas.into_iter().find(|it| it.key == "namespace")?;
        let (used, limit) = (format::number(texts, used?), format::number(texts, limit?));
        let sentence = texts.fill(texts::QUOTA_USED, &[("used", &used), ("limit", &limit)]);
        Some(view! { <p class="secondary">{sentence}</p> })
    };
    Some(line)
}
