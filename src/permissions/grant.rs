//! The dialog that grants access to one or several users. The service has no user directory, so name and ID
//! are typed or pasted, and users seen in the account are suggested.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{OrganizationName, RepositoryPath};

use super::account_people::meet_account;
use super::allowed::{RIGHTS, choices, chosen};
use super::draft::{GrantDraft, Known, PersonDraft};
use super::people::People;
use super::person_fields::{PeopleFields, Problems};
use super::refused::{Refused, at_field, banner, refused};
use super::roster::Roster;
use super::target::{Change, GrantTarget, changing};
use super::texts;
use crate::catalog::{Person, RoutedForm, use_known_people};
use crate::i18n::{Texts, use_texts};
use crate::navigation::use_navigation;
use crate::reactive::memo;
use crate::remote::Mutation;
use crate::ui::{Consequence, Notice, RadioGroup, Submission, Tone};

/// Gives rights on an organization.
#[component]
pub fn GrantOrganizationAccess(
    /// The organization that the rights are given on.
    organization: OrganizationName,
) -> impl IntoView {
    view! { <GrantAccess target=GrantTarget::Organization(organization)/> }
}

/// Gives rights on a repository.
#[component]
pub fn GrantRepositoryAccess(
    /// The repository that the rights are given on.
    path: RepositoryPath,
) -> impl IntoView {
    view! { <GrantAccess target=GrantTarget::Repository(path)/> }
}

/// What was typed, what was sent of it, and what is known.
#[derive(Clone, Copy)]
struct Form {
    texts: Texts,
    people: People,
    draft: Memo<GrantDraft>,
    // The draft that was last sent or held back: what is said of it goes when it changes.
    tried: RwSignal<Option<GrantDraft>>,
    known: Memo<Known>,
    // Those who can be given a role.
    offered: Signal<Vec<Person>>,
    grant: Mutation<Change>,
}

#[component]
fn GrantAccess(target: GrantTarget) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let roster = Roster::load(target.clone());
    let people = People::new();
    let access = RwSignal::new(RIGHTS[0].bits().to_string());
    let title = texts.fill(texts::GRANT_TITLE, &[("place", &target.name())]);
    let rule = match target.is_repository() {
        true => texts::REPOSITORY_RULE,
        false => texts::ORGANIZATION_RULE,
    };
    meet_account();
    let known = memo(move || roster.known());
    let form = Form {
        texts,
        people,
        draft: memo(move || GrantDraft {
            people: people.drafts(),
            access: chosen(&access.get()),
        }),
        tried: RwSignal::new(None),
        known,
        offered: offered(known),
        grant: changing(target, move || navigation.close_dialog()),
    };
    form.grant.on_conflict(move || roster.reload());
    let is_dirty =
        Signal::derive(move || !form.draft.with(GrantDraft::is_empty) || people.has_pasted());
    let gives = move || form.draft.with(|draft| draft.gives(texts));
    let consequence = Signal::derive(move || gives().map(Consequence::plain));
    let (submit_label, disabled_because) = (texts.get(texts::GRANT), roster.refusal());
    let (on_submit, submission) = (move || form.submit(), form.submission());
    view! {
        <RoutedForm
            title
            submit_label
            on_submit
            submission
            is_dirty
            disabled_because
            consequence
        >
            <Notice tone=Tone::Neutral>{texts.get(rule)}</Notice>
            <PeopleFields people offered=form.offered problems=form.problems()/>
            <RadioGroup label=texts.get(texts::RIGHT) value=access options=choices(texts)/>
        </RoutedForm>
    }
}

impl Form {
    fn submit(self) {
        // A pasted list is read first, so that none of its users is left out silently.
        let known = self.offered.get_untracked();
        if untrack(|| self.people.has_pasted()) && !self.people.take_pasted(self.texts, &known) {
            return;
        }
        let draft = self.draft.get_untracked();
        let grants = self
            .known
            .with_untracked(|known| draft.to_grants(self.texts, known));
        if let Some(grants) = grants {
            self.grant.run(Change::Grant(grants));
        }
        self.tried.set(Some(draft));
    }

    fn is_as_tried(self) -> bool {
        self.tried
            .with(|tried| self.draft.with(|draft| tried.as_ref() == Some(draft)))
    }

    /// What the service found wrong with what is there; watched.
    fn refused(self) -> Option<Refused> {
        let refused = self.grant.error().with(|it| refused(it.as_ref()?));
        refused.filter(|_| self.is_as_tried())
    }

    fn is_only_person(self) -> bool {
        self.draft.with(|draft| draft.people.len() == 1)
    }

    fn problems(self) -> Problems {
        let texts = self.texts;
        let of_service = move |wanted: Refused| {
            let refused = self.refused().filter(|it| *it == wanted);
            let refused = refused.filter(|_| self.is_only_person());
            refused.map(|it| texts.get(at_field(it)).to_owned())
        };
        let name = move |index: usize| {
            let was_tried = self.is_as_tried();
            let own = |it: &PersonDraft| it.name_problem(texts, was_tried);
            let own = self.draft.with(|it| it.people.get(index).and_then(own));
            own.or_else(|| of_service(Refused::User))
        };
        let id = move |index: usize| {
            let was_tried = self.is_as_tried();
            let own = self.known.with(|known| {
                self.draft
                    .with(|draft| draft.id_problem(texts, index, known, was_tried))
            });
            own.or_else(|| of_service(Refused::Granted))
        };
        Problems {
            name: UnsyncCallback::new(name),
            id: UnsyncCallback::new(id),
        }
    }

    /// What belongs to no field. Once the list tells who it was, the field says it.
    fn submission(self) -> Submission {
        let texts = self.texts;
        self.grant.submission_with(move |error| {
            let is_said = self.is_as_tried() && {
                let known = self.known.get();
                self.draft.with(|draft| draft.has_problem(texts, &known))
            };
            let people = self.draft.with(|draft| draft.people.len());
            banner(texts, error, people).filter(|_| !is_said)
        })
    }
}

/// People seen in the account who have no role here yet.
fn offered(known: Memo<Known>) -> Signal<Vec<Person>> {
    let seen = use_known_people();
    memo(move || {
        let known = known.get();
        let can_be_given = |it: &Person| {
            let is_caller = known.caller_id.as_deref() == Some(it.user_id.as_str());
            let member = known.members.iter().find(|of| of.user_id == it.user_id);
            !is_caller && member.is_none_or(|it| it.here.is_none())
        };
        let people = seen.all().into_iter();
        people.filter(can_be_given).collect::<Vec<_>>()
    })
    .into()
}
