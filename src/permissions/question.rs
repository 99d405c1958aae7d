//! The confirmation before roles are changed or access is removed: what each user loses and gains.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::Access;

use super::allowed::{choices, chosen};
use super::consequences::{consequence, consequences, is_loss};
use super::permission_change::{Act, PermissionChange};
use super::target::{GrantTarget, changing};
use super::texts;
use crate::i18n::use_texts;
use crate::reactive::memo;
use crate::ui::{Confirm, Fact, FactList, FormDialog, Notice, RadioGroup, Tone};

/// Asks, and does it.
#[component]
pub(super) fn Question(
    /// The organization or repository whose rights change.
    target: GrantTarget,
    /// The change that is asked about.
    pending: PermissionChange,
    /// Closed: unmount it.
    #[prop(into)]
    on_close: UnsyncCallback<()>,
    /// The reason why the caller may not.
    refusal: Signal<Option<String>>,
) -> impl IntoView {
    match pending.act {
        Act::Change(access) => {
            view! { <Change target pending access on_close refusal/> }.into_any()
        }
        Act::Revoke => view! { <Revoke target pending on_close refusal/> }.into_any(),
    }
}

#[component]
fn Change(
    target: GrantTarget,
    pending: PermissionChange,
    access: Access,
    on_close: UnsyncCallback<()>,
    refusal: Signal<Option<String>>,
) -> impl IntoView {
    let texts = use_texts();
    let value = RwSignal::new(access.bits().to_string());
    let access = memo(move || chosen(&value.get()));
    let change = changing(target, move || on_close.run(()));
    let title = match pending.members.as_slice() {
        [only] => texts.fill(texts::CHANGE_ONE, &[("name", &only.user_name)]),
        many => texts.count(texts::CHANGE_COUNT, many.len() as u64),
    };
    let refusal = with_nobody(refusal, &pending);
    let sent = pending.clone();
    let on_submit = move || change.run(sent.to_change(Some(access.get_untracked())));
    let members = pending.members.clone();
    let consequence = Signal::derive(move || consequence(texts, &members, Some(access.get())));
    view! {
        <FormDialog
            title
            submit_label=texts.get(texts::CHANGE)
            on_submit
            on_close
            submission=change.submission(texts)
            disabled_because=refusal
            consequence
        >
            <RadioGroup label=texts.get(texts::RIGHT) value options=choices(texts)/>
            {move || view! { <Consequences pending=pending.clone() access=Some(access.get())/> }}
        </FormDialog>
    }
}

#[component]
fn Revoke(
    target: GrantTarget,
    pending: PermissionChange,
    on_close: UnsyncCallback<()>,
    refusal: Signal<Option<String>>,
) -> impl IntoView {
    let texts = use_texts();
    let name = target.name();
    let stays = (!target.is_repository()).then(|| {
        view! { <p class="secondary">{texts.get(texts::REPOSITORIES_STAY)}</p> }
    });
    let revoke = changing(target, move || on_close.run(()));
    let count = pending.members.len() as u64;
    let title = match pending.members.as_slice() {
        [only] => {
            let values = [("name", only.user_name.as_str()), ("place", &name)];
            texts.fill(texts::REVOKE_ONE_QUESTION, &values)
        }
        _ => texts.count_with(texts::REVOKE_QUESTION, count, &[("place", &name)]),
    };
    let confirm_label = match count {
        1 => texts.get(texts::REVOKE).to_owned(),
        _ => texts.count(texts::REVOKE_COUNT, count),
    };
    let refusal = with_nobody(refusal, &pending);
    let sent = pending.clone();
    let consequence = Signal::stored(consequence(texts, &pending.members, None));
    view! {
        <Confirm
            title
            confirm_label
            on_confirm=move || revoke.run(sent.to_change(None))
            on_close
            submission=revoke.submission(texts)
            disabled_because=refusal
            consequence
        >
            <Consequences pending access=None/>
            {stays}
        </Confirm>
    }
}

fn with_nobody(
    refusal: Signal<Option<String>>,
    pending: &PermissionChange,
) -> Signal<Option<String>> {
    let texts = use_texts();
    let is_nobody = pending.members.is_empty();
    let nobody = move || is_nobody.then(|| texts.get(texts::NOBODY).to_owned());
    Signal::derive(move || refusal.get().or_else(nobody))
}

/// What it means for each, and what is easily overlooked.
#[component]
fn Consequences(
    pending: PermissionChange,
    #[prop(optional_no_strip)] access: Option<Access>,
) -> impl IntoView {
    let texts = use_texts();
    let lost = || pending.members.iter().filter(|it| is_loss(it, access));
    let own = lost().any(|it| it.is_caller);
    let own = own.then(|| texts.get(texts::OWN_LOSS).to_owned());
    let creator = lost().find(|it| it.is_creator);
    let creator =
        creator.map(|it| texts.fill(texts::CREATOR_LOSS, &[("name", it.user_name.as_str())]));
    let left_out =
        (pending.left_out > 0).then(|| texts.count(texts::LEFT_OUT, pending.left_out as u64));
    let warnings = [own, creator, left_out].into_iter().flatten();
    let warnings: Vec<_> = warnings
        .map(|it| view! { <Notice tone=Tone::Warning>{it}</Notice> })
        .collect();
    let line = |it: String| view! { <p>{it}</p> };
    let facts = pending.members.iter().map(|member| {
        let said: Vec<_> = consequences(texts, member, access)
            .into_iter()
            .map(line)
            .collect();
        view! { <Fact>{said}</Fact> }
    });
    let facts: Vec<_> = facts.collect();
    // Of a single person it is shown beside the button.
    let list = (facts.len() > 1).then(|| view! { <FactList>{facts}</FactList> });
    view! {
        {warnings}
        {list}
    }
}
