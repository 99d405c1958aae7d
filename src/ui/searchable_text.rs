//! A long text with a search: matches are counted and visited one after the other. ASCII letters match in
//! either case.

use crate::markup::view;
use crate::reactive::{effect, memo};
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use wasm_bindgen::JsValue;

use super::button::IconButton;
use super::copy_button::CopyButton;
use super::focus::find_all;
use super::icon::Icon;
use super::live_region::LiveRegion;
use super::texts;
use crate::i18n::{format, use_texts};

/// How many places are marked; all are counted. More marks than this would only slow the page.
const MARKED: usize = 500;

/// A text with a field that finds things in it, and a button that copies it.
#[component]
pub fn SearchableText(
    /// The text.
    text: String,
    /// The copy button's name: `Copy manifest`.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    let texts = use_texts();
    let (typed, current) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    let text = StoredValue::new(text);
    let starts = memo(move || text.with_value(|text| typed.with(|typed| find(text, typed))));
    let count = memo(move || starts.with(Vec::len));
    let step = move |by: usize| {
        let count = count.get_untracked().min(MARKED);
        if count > 0 {
            current.update(|current| *current = (*current + by) % count);
        }
    };
    let next = move || step(1);
    let previous = move || step(count.get_untracked().min(MARKED).saturating_sub(1));
    let said = memo(move || {
        let number = |count: usize| format::number(texts, count as u64);
        match (typed.with(String::is_empty), count.get()) {
            (true, _) => String::new(),
            (_, 0) => texts.get(texts::NO_MATCH).to_owned(),
            (_, count) => {
                let values = [
                    ("place", number(current.get() + 1)),
                    ("count", number(count)),
                ];
                let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
                texts.fill(texts::MATCH, &values)
            }
        }
    });
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if event.shift_key() => previous(),
        "Enter" => next(),
        _ => {}
    };
    view! {
        <div class="searchable-text">
            <div class="searchable-text-tools">
                <input
                    type="search"
                    class="text-input"
                    aria-label=texts.get(texts::FIND)
                    placeholder=texts.get(texts::FIND)
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || typed.get()
                    on:input=move |event| {
                        current.set(0);
                        typed.set(event_target_value(&event));
                    }
                    on:keydown=on_key
                />
                <span class="secondary" aria-hidden="true">{move || said.get()}</span>
                <LiveRegion text=move || said.get()/>
                <Steps count previous next/>
                <CopyButton text=move || text.get_value() label=label.clone()/>
            </div>
            <MarkedText text starts length=Signal::derive(move || typed.with(String::len)) current label/>
        </div>
    }
}

/// To the place before and the one after.
#[component]
fn Steps(
    count: Memo<usize>,
    previous: impl Fn() + Copy + 'static,
    next: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let texts = use_texts();
    view! {
        <span class="cluster" hidden=move || count.get() < 2>
            <IconButton icon=Icon::ArrowUp label=texts.get(texts::PREVIOUS_MATCH) on_click=previous/>
            <IconButton icon=Icon::ArrowDown label=texts.get(texts::NEXT_MATCH) on_click=next/>
        </span>
    }
}

#[component]
fn MarkedText(
    text: StoredValue<String>,
    starts: Memo<Vec<usize>>,
    length: Signal<usize>,
    current: RwSignal<usize>,
    label: TextProp,
) -> impl IntoView {
    let block = NodeRef::<leptos::html::Pre>::new();
    effect(move || {
        starts.track();
        current.track();
        let marked = block
            .get()
            .map(|block| find_all(&block, "mark[aria-current]"));
        if let Some(mark) = marked.iter().flatten().next() {
            scroll_to(mark);
        }
    });
    let parts = move || {
        let (starts, length) = (starts.get(), length.get_untracked());
        text.with_value(|text| {
            let mut parts = Vec::new();
            let mut end = 0;
            for (number, start) in starts.into_iter().take(MARKED).enumerate() {
                let is_current = move || (current.get() == number).then_some("true");
                let between = text[end..start].to_owned();
                end = start + length;
                let found = text[start..end].to_owned();
                parts.push(view! { {between}<mark aria-current=is_current>{found}</mark> });
            }
            let rest = text[end..].to_owned();
            view! { {parts}{rest} }
        })
    };
    // Focusable, because a long line scrolls and the keyboard must reach it.
    view! { <pre tabindex="0" aria-label=label node_ref=block><code>{parts}</code></pre> }
}

/// The least that brings it into sight.
fn scroll_to(element: &web_sys::HtmlElement) {
    let options = js_sys::Object::new();
    for axis in ["block", "inline"] {
        let nearest = JsValue::from_str("nearest");
        // Setting a field of a new object cannot fail.
        let _ = js_sys::Reflect::set(&options, &JsValue::from_str(axis), &nearest);
    }
    let method = js_sys::Reflect::get(element, &JsValue::from_str("scrollIntoView"));
    if let Some(method) = method
        .ok()
        .and_then(|it| wasm_bindgen::JsCast::dyn_into(it).ok())
    {
        let method: js_sys::Function = method;
        // A place that cannot be scrolled to is still marked and counted.
        let _ = method.call1(element, &options);
    }
}

/// Where a part stands, from the first byte on; places do not overlap.
fn find(text: &str, part: &str) -> Vec<usize> {
    if part.is_empty() {
        return Vec::new();
    }
    // Only plain letters change, so every place is one of the text itself.
    let (text, part) = (text.to_ascii_lowercase(), part.to_ascii_lowercase());
    text.match_indices(&part).map(|(start, _)| start).collect()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn plain_parts_are_found_whatever_their_case() {
        assert_eq!(find("Layers, layers", "LAYERS"), [0, 8]);
        assert_eq!(find("aaaa", "aa"), [0, 2]);
        assert_eq!(find("a.b [c]", "[c"), [4]);
        assert_eq!(find("éa É", "a"), [2]);
        for nothing in ["", "x"] {
            assert!(find("abc", nothing).is_empty());
        }
    }
}
