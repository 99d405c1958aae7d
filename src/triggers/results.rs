//! One trigger: its details, and the result of each push.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{RepositoryPath, Trigger, TriggerAction, TriggerName, TriggerRecord};

use super::loading::trigger_of;
use super::texts;
use super::words::{ResultBadge, cluster, condition, newest_first, state, workload};
use crate::i18n::use_texts;
use crate::navigation::use_navigation;
use crate::remote::{Loaded, Topic, use_revisions};
use crate::ui::{
    Button, Dialog, DialogFooter, Fact, FactList, Icon, Moment, Properties, Property, use_dialog,
};

/// Shows a trigger and its results.
#[component]
pub fn TriggerResults(
    /// Of which repository.
    path: RepositoryPath,
    /// The trigger whose results are shown.
    trigger: TriggerName,
) -> impl IntoView {
    let (texts, navigation, revisions) = (use_texts(), use_navigation(), use_revisions());
    let title = texts.fill(texts::RESULTS_OF, &[("name", trigger.as_str())]);
    let label = title.clone();
    let loaded = trigger_of(path, trigger, move || revisions.watch(Topic::Triggers));
    let content = |trigger: Trigger| {
        let records = newest_first(&trigger);
        view! {
            <Facts trigger/>
            <Records records/>
        }
    };
    let is_loading = Signal::derive(move || loaded.is_loading());
    view! {
        <Dialog title on_close=move || navigation.close_dialog()>
            // Nothing in it takes the focus, and it may be longer than the window.
            <div class="dialog-body" role="region" aria-label=label tabindex="0">
                <Loaded query=loaded children=content/>
            </div>
            <DialogFooter>
                <Button icon=Icon::Refresh busy=is_loading on_click=move || loaded.reload()>
                    {texts.get(texts::REFRESH)}
                </Button>
                <CloseButton/>
            </DialogFooter>
        </Dialog>
    }
}

#[component]
fn CloseButton() -> impl IntoView {
    let (texts, dialog) = (use_texts(), use_dialog());
    view! { <Button on_click=move || dialog.close()>{texts.get(texts::CLOSE)}</Button> }
}

#[component]
fn Facts(trigger: Trigger) -> impl IntoView {
    let texts = use_texts();
    let action = match &trigger.action {
        TriggerAction::Update => texts.get(texts::UPDATE).to_owned(),
        TriggerAction::Other(word) => word.clone(),
    };
    let id = (!trigger.cluster_id.is_empty()).then(|| {
        let id = trigger.cluster_id.clone();
        view! { <Property name=texts.get(texts::CLUSTER_ID)><code>{id}</code></Property> }
    });
    let all_containers = trigger.container.is_empty().then(|| {
        view! { <span class="secondary">" · "{texts.get(texts::ALL_CONTAINERS)}</span> }
    });
    let time = trigger.created_at;
    let condition = condition(texts, &trigger.condition);
    let (workload, cluster) = (workload(texts, &trigger), cluster(texts, &trigger));
    let (state, creator) = (state(texts, &trigger), trigger.creator_name);
    view! {
        <Properties>
            <Property name=texts.get(texts::STATE)>{state}</Property>
            <Property name=texts.get(texts::CONDITION)>{condition}</Property>
            <Property name=texts.get(texts::ACTION)>{action}</Property>
            <Property name=texts.get(texts::WORKLOAD)>{workload}{all_containers}</Property>
            <Property name=texts.get(texts::CLUSTER)>{cluster}</Property>
            {id}
            <Property name=texts.get(texts::CREATOR)>{creator}</Property>
            <Property name=texts.get(texts::CREATED)><Moment time/></Property>
        </Properties>
    }
}

#[component]
fn Records(records: Vec<TriggerRecord>) -> impl IntoView {
    let texts = use_texts();
    if records.is_empty() {
        return view! { <p>{texts.get(texts::NO_RESULTS)}</p> }.into_any();
    }
    let line = |record: TriggerRecord| {
        let end = view! { <Moment time=record.created_at/> };
        view! {
            <Fact end=end.into_any()>
                <ResultBadge result=record.result/>
                " "
                <strong class="monospace">{record.tag}</strong>
                " "
                <span class="secondary">{record.detail}</span>
            </Fact>
        }
    };
    let lines: Vec<_> = records.into_iter().map(line).collect();
    view! {
        <span>{texts.get(texts::RESULTS)}</span>
        <FactList>{lines}</FactList>
    }
    .into_any()
}
