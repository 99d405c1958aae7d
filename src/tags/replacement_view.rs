//! What a retag would take away from another image, and the box that asks for it.

use crate::markup::{reactive, view};
use crate::reactive::{Memo, RwSignal};
use leptos::prelude::*;

use super::replacement::{Destination, Replaced};
use super::texts;
use crate::i18n::names::several;
use crate::i18n::short_digest;
use crate::i18n::{format, use_texts};
use crate::ui::{Age, Checkbox, Notice, Properties, Property, Tone};

/// Nothing while the name is free.
#[component]
pub(super) fn ReplacementView(
    destination: Memo<Destination>,
    /// Whether there are tags that are not known: one of them may have the name.
    is_unknown: Memo<bool>,
    may_replace: RwSignal<bool>,
) -> impl IntoView {
    let texts = use_texts();
    let replaced = move |replaced: Replaced| {
        let label = texts.fill(texts::REPLACE, &[("name", replaced.tag.name.as_str())]);
        view! {
            <WouldReplace replaced/>
            <Checkbox label checked=may_replace/>
        }
    };
    let unknown = move || {
        view! {
            <Notice>{texts.get(texts::REPLACE_UNKNOWN)}</Notice>
            <Checkbox label=texts.get(texts::REPLACE_ANY) checked=may_replace/>
        }
    };
    reactive(move || match destination.get() {
        Destination::Taken(taken) => replaced(*taken).into_any(),
        Destination::Free(_) if is_unknown.get() => unknown().into_any(),
        _ => ().into_any(),
    })
}

#[component]
fn WouldReplace(replaced: Replaced) -> impl IntoView {
    let texts = use_texts();
    let Replaced { tag, kept_by } = replaced;
    let size = (tag.size_bytes.filter(|it| *it > 0)).map(|it| format::bytes(texts, it));
    let said =
        move |text: Option<String>| text.unwrap_or_else(|| texts.get(texts::NOT_SAID).to_owned());
    let pushed = view! { <Age time=tag.updated_at/> };
    let digest = (!tag.digest.is_empty()).then(|| short_digest(&tag.digest));
    let fate = match (&kept_by[..], tag.digest.is_empty()) {
        (_, true) => texts.get(texts::REPLACE_FATE_UNKNOWN).to_owned(),
        ([], _) => texts.get(texts::REPLACE_UNTAGGED).to_owned(),
        (by, _) => texts.fill(texts::REPLACE_KEPT, &[("tags", &several(texts, by))]),
    };
    let name = tag.name.to_string();
    view! {
        <Notice tone=Tone::Warning>
            <p>{texts.fill(texts::WOULD_REPLACE, &[("name", &name)])}</p>
            <Properties>
                <Property name=texts.get(texts::DIGEST)>
                    <span class="monospace" title=tag.digest>{said(digest)}</span>
                </Property>
                <Property name=texts.get(texts::PUSHED)>{pushed}</Property>
                <Property name=texts.get(texts::SIZE)>{said(size)}</Property>
            </Properties>
            <p>{fate}</p>
        </Notice>
    }
}
