//! The question of another tab that asks for the session and was not opened from this one. A person answers
//! it, because every page of this origin can ask.

use crate::markup::view;
use leptos::prelude::*;

use super::texts;
use crate::i18n::use_texts;
use crate::reactive::memo;
use crate::session::use_session;
use crate::ui::{Button, LiveRegion, Notice, Tone};

/// The banner, while a tab asks.
#[component]
pub(super) fn TabQuestion() -> impl IntoView {
    let (texts, session) = (use_texts(), use_session());
    let is_asked = memo(move || session.is_asked_by_tab());
    let said = move || {
        let sentence = is_asked.get().then(|| texts.get(texts::TAB_ASKS));
        sentence.unwrap_or_default().to_owned()
    };
    let banner = move || {
        is_asked.get().then(|| {
            view! {
                <Notice tone=Tone::Warning>
                    <div class="cluster" data-spread="">
                        <span>{texts.get(texts::TAB_ASKS)}</span>
                        <span class="cluster">
                            <Button on_click=move || session.answer_tab(true)>
                                {texts.get(texts::TAB_ALLOW)}
                            </Button>
                            <Button on_click=move || session.answer_tab(false)>
                                {texts.get(texts::TAB_DENY)}
                            </Button>
                        </span>
                    </div>
                </Notice>
            }
        })
    };
    view! {
        <LiveRegion text=said/>
        {banner}
    }
}
