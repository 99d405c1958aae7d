//! Offers a newer version of the console that the host has. It is never forced: users can continue with the
//! running one.

use crate::markup::view;
use leptos::prelude::*;

use crate::host::use_host;
use crate::i18n::use_texts;
use crate::navigation::{reload_page, use_navigation};
use crate::reactive::on_change;
use crate::remote::{now, send};
use crate::transport::{installed_version, running_version};
use crate::ui::{Button, LiveRegion, Notice, Tone};

use super::texts;

/// How long a response holds: a person who goes from page to page does not have the host asked each time.
const HOLDS_MILLIS: i64 = 60_000;

/// The offer, once there is one. The page around an embedded console loads what it wants.
#[component]
pub(super) fn NewerVersion() -> impl IntoView {
    let running = match use_host() {
        Some(_) => None,
        None => running_version(),
    };
    let texts = use_texts();
    let is_there = RwSignal::new(false);
    if let Some(running) = running {
        look_now_and_then(running, is_there);
    }
    let said = move || {
        let text = is_there.get().then_some(texts::NEWER_VERSION);
        text.map_or_else(String::new, |text| texts.get(text).to_owned())
    };
    let offer = move || {
        is_there.get().then(|| {
            view! {
                <Notice tone=Tone::Accent>
                    <div class="cluster">
                        <span>{texts.get(texts::NEWER_VERSION)}</span>
                        <Button on_click=reload_page>{texts.get(texts::RELOAD)}</Button>
                    </div>
                </Notice>
            }
        })
    };
    view! {
        <LiveRegion text=said/>
        {offer}
    }
}

/// Asks the host on the way to another page. Whether it cannot be asked is for others to say.
fn look_now_and_then(running: String, is_there: RwSignal<bool>) {
    let page = use_navigation().page();
    let asked = StoredValue::new(now().unix_millis());
    on_change(
        move || page.get(),
        move |_| {
            let time = now().unix_millis();
            if is_there.get_untracked() || time - asked.get_value() < HOLDS_MILLIS {
                return;
            }
            asked.set_value(time);
            let running = running.clone();
            send(installed_version(), move |installed| {
                let is_other = matches!(installed, Ok(Some(version)) if version != running);
                is_there.try_set(is_other);
            });
        },
    );
}
