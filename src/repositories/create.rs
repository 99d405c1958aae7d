//! The dialog that creates a repository, in the organization of the page or in a chosen one.

use crate::markup::{reactive, view};
use crate::reactive::{effect, memo};
use leptos::prelude::*;
use swr_api::{Error, ErrorKind, NewRepository, OrganizationName, RepositoryPath};

use super::draft::RepositoryDraft;
use super::fields::{AttributeFields, RepositoryFields};
use super::refused::creating_banner;
use super::rights::Rights;
use super::texts;
use crate::catalog::texts::{DESCRIPTION_REFUSED, NAME};
use crate::catalog::{CreateOrganizationButton, DialogButton, RoutedForm, is_about_description};
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::remote::{Mutation, QueryState, Topic, mutation, use_revisions};
use crate::route::{Dialog, Page, RepositoryTab};
use crate::session::use_client;
use crate::ui::{
    ButtonVariant, Choice, Icon, InputOptions, Notice, Select, TextInput, Tone, use_toasts,
};

/// Creates a repository and goes to it.
#[component]
pub fn CreateRepository(
    /// The organization it is created in; none to choose one.
    #[prop(optional_no_strip)]
    organization: Option<OrganizationName>,
) -> impl IntoView {
    let texts = use_texts();
    let blank = RepositoryDraft {
        organization: organization.clone(),
        ..RepositoryDraft::default()
    };
    let fields = RepositoryFields::new(&blank);
    let draft = memo(move || fields.draft());
    // The draft that was last sent or held back: what is said of it goes when it changes.
    let tried = RwSignal::new(None::<RepositoryDraft>);
    let create = create_mutation();
    let on_submit = move || {
        let draft = draft.get_untracked();
        if let Some(new) = draft.to_new() {
            create.run(new);
        }
        tried.set(Some(draft));
    };
    let is_as_tried = memo(move || tried.with(|tried| *tried == Some(draft.get())));
    let is_dirty = Signal::derive(move || draft.with(|draft| draft.is_dirty(&blank)));
    let title = match &organization {
        Some(name) => texts.fill(texts::CREATE_IN, &[("organization", name.as_str())]),
        None => texts.get(texts::CREATE).to_owned(),
    };
    let rights = Rights::load(organization.as_ref());
    let is_to_choose = organization.is_none();
    let place =
        move || is_to_choose.then(|| view! { <OrganizationField fields rights is_as_tried/> });
    let submit_label = texts.get(texts::CREATE);
    let submission = create.submission_with(move |it| creating_banner(texts, it));
    let disabled_because = rights.why_not_create();
    view! {
        <RoutedForm title submit_label on_submit submission is_dirty disabled_because>
            {place()}
            <TextInput
                label=texts.get(NAME)
                value=fields.name
                hint=texts.get(texts::NAME_HINT)
                error=name_error(draft, is_as_tried, create.error())
                input=InputOptions::monospace().required().autofocus()
            />
            <AttributeFields
                fields
                description_error=description_error(draft, is_as_tried, create.error())
            />
        </RoutedForm>
    }
}

/// Opens the dialog; where there is no organization yet, the one that comes before.
#[component]
pub(super) fn CreateButton(rights: Rights) -> impl IntoView {
    let has_none = memo(move || rights.has_no_organization());
    reactive(move || match has_none.get() {
        true => view! { <CreateOrganizationButton/> }.into_any(),
        false => view! {
            <DialogButton
                label=texts::CREATE
                icon=Icon::Plus
                variant=ButtonVariant::Primary
                dialog=Dialog::CreateRepository
                disabled_because=rights.why_not_create()
            />
        }
        .into_any(),
    })
}

fn create_mutation() -> Mutation<(OrganizationName, NewRepository)> {
    let (texts, navigation, client) = (use_texts(), use_navigation(), use_client());
    let (revisions, toasts) = (use_revisions(), use_toasts());
    let path = |organization: &OrganizationName, new: &NewRepository| RepositoryPath {
        organization: organization.clone(),
        repository: new.name.clone(),
    };
    mutation(
        move |(organization, new): &(OrganizationName, NewRepository)| {
            client.get_untracked().create_repository(organization, new)
        },
        move |(organization, new), ()| {
            // An organization counts its repositories.
            revisions.bump(Topic::Organizations);
            revisions.bump(Topic::Repositories);
            let name = path(organization, new).to_string();
            toasts.success(texts.fill(texts::CREATED_TOAST, &[("name", &name)]));
        },
        // In place of the dialog: Back leads to the list and not to an empty form.
        move |(organization, new), ()| {
            let path = path(&organization, &new);
            navigation.replace(Page::Repository(path, RepositoryTab::Tags));
        },
    )
}

fn name_error(
    draft: Memo<RepositoryDraft>,
    is_as_tried: Memo<bool>,
    error: Signal<Option<Error>>,
) -> Signal<Option<String>> {
    let texts = use_texts();
    Signal::derive(move || {
        let is_conflict =
            error.with(|it| it.as_ref().map(Error::kind)) == Some(ErrorKind::Conflict);
        if is_as_tried.get() && is_conflict {
            return Some(texts.get(texts::TAKEN).to_owned());
        }
        draft.with(|draft| draft.name_problem(texts, is_as_tried.get()))
    })
}

/// Too long by our count or by the service's.
pub(super) fn description_error(
    draft: Memo<RepositoryDraft>,
    is_as_tried: Memo<bool>,
    error: Signal<Option<Error>>,
) -> Signal<Option<String>> {
    let texts = use_texts();
    Signal::derive(move || {
        let is_refused =
            is_as_tried.get() && error.with(|it| it.as_ref().is_some_and(is_about_description));
        let refused = || is_refused.then(|| texts.get(DESCRIPTION_REFUSED).to_owned());
        draft
            .with(|draft| draft.description_problem(texts))
            .or_else(refused)
    })
}

#[component]
fn OrganizationField(
    fields: RepositoryFields,
    rights: Rights,
    is_as_tried: Memo<bool>,
) -> impl IntoView {
    let texts = use_texts();
    let names = memo(move || rights.creatable());
    let value = fields.organization;
    // With a single one there is nothing to choose.
    effect(move || {
        if let Some([only]) = names.get().as_deref() {
            value.set(only.to_string());
        }
    });
    let error = Signal::derive(move || {
        let is_missing = is_as_tried.get() && value.with(String::is_empty);
        is_missing.then(|| texts.get(texts::ORGANIZATION_NEEDED).to_owned())
    });
    let field = move || {
        let names = names.get()?;
        if names.is_empty() {
            let sentence = texts.get(texts::NO_ORGANIZATION);
            return Some(view! { <Notice tone=Tone::Warning>{sentence}</Notice> }.into_any());
        }
        let nothing = Choice::new("", texts.get(texts::CHOOSE_ORGANIZATION));
        let names = names.iter().map(|it| Choice::new(it.as_str(), it.as_str()));
        let options = std::iter::once(nothing).chain(names).collect();
        let label = texts.get(texts::ORGANIZATION);
        Some(view! { <Select label value options error/> }.into_any())
    };
    view! {
        <QueryState query=rights.loaded() lines=2/>
        {field}
    }
}
