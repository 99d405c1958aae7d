//! The plan of a deletion of many things, as the question before it shows it.

use crate::markup::view;
use leptos::prelude::*;

use super::bulk_plan::BulkPlan;
use super::texts;
use crate::i18n::{Text, use_texts};
use crate::ui::{NameList, Notice, Tone};

/// How many stay, and what becomes of each.
#[component]
pub fn DeletionPlanView<I>(
    /// Which are deleted, and why the others stay.
    plan: BulkPlan<I>,
    /// The name of one, as people know it.
    name: fn(&I) -> String,
    /// The sentence that some stay, with their `count`.
    some_stay: &'static Text,
) -> impl IntoView
where
    I: 'static,
{
    let texts = use_texts();
    let kept = plan.kept.len() as u64;
    let kept_notice = (kept > 0).then(|| {
        let sentence = texts.count(some_stay, kept);
        view! { <Notice tone=Tone::Warning>{sentence}</Notice> }
    });
    let lines = plan.into_lines(name, texts.get(texts::GOES));
    view! {
        {kept_notice}
        <NameList lines/>
    }
}
