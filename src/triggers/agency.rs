//! The agency that triggers require: a notice if it is missing, and the dialog that creates it.

use crate::markup::{reactive, view};
use leptos::prelude::*;
use swr_api::{Error, ErrorKind};

use super::loading::agency;
use super::texts;
use crate::catalog::dialog_mutation;
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::reactive::memo;
use crate::remote::{Mutation, Topic, problem, use_revisions};
use crate::route::Dialog;
use crate::session::use_session;
use crate::ui::{Button, FormDialog, Notice, Tone};

/// Says that there is no agency. A service that does not know the call has no agencies, and nothing
/// is said of them.
#[component]
pub(super) fn AgencyNotice() -> impl IntoView {
    let (texts, navigation, session) = (use_texts(), use_navigation(), use_session());
    let loaded = agency();
    let is_missing = memo(move || {
        loaded.with(|it| it.value.as_ref().is_some_and(|it| it.exists == Some(false)))
    });
    let open = move || navigation.open_dialog(Dialog::CreateAgency);
    reactive(move || {
        is_missing.get().then(|| {
            view! {
                <Notice tone=Tone::Warning>
                    <div class="stack">
                        <p>{texts.get(texts::AGENCY_MISSING)}" "{texts.get(texts::AGENCY_MEANS)}</p>
                        <div>
                            <Button disabled_because=session.read_only_reason(texts) on_click=open>
                                {texts.get(texts::CREATE_AGENCY)}
                            </Button>
                        </div>
                    </div>
                </Notice>
            }
        })
    })
}

/// Makes the agency.
#[component]
pub fn CreateAgency() -> impl IntoView {
    let (texts, navigation, session) = (use_texts(), use_navigation(), use_session());
    let (create, revisions) = (create_mutation(), use_revisions());
    // Someone was faster, and everything is as it was wanted.
    create.on_conflict(move || {
        revisions.bump(Topic::Triggers);
        navigation.close_dialog();
    });
    let banner = move |it: &Error| (!exists(it)).then(|| problem(texts, it));
    view! {
        <FormDialog
            title=texts.get(texts::CREATE_AGENCY_TITLE)
            submit_label=texts.get(texts::CREATE_AGENCY)
            on_submit=move || create.run(())
            on_close=move || navigation.close_dialog()
            submission=create.submission_with(banner)
            disabled_because=session.read_only_reason(texts)
        >
            <p>{texts.get(texts::AGENCY_MEANS)}</p>
            <p>{texts.get(texts::AGENCY_WHOLE)}</p>
        </FormDialog>
    }
}

fn exists(error: &Error) -> bool {
    error.kind() == ErrorKind::Conflict
}

fn create_mutation() -> Mutation<()> {
    let texts = use_texts();
    dialog_mutation(
        &[Topic::Triggers],
        |client, (): &()| client.create_agency(),
        move |()| texts.get(texts::AGENCY_CREATED).to_owned(),
    )
}
