//! The second entry point: the console within another page. Its counterpart, `npm/swr-console.js`, creates
//! the shadow root, the style sheet and the element that contains the console.
//!
//! All code except these few lines is in the late part, because the first page must not load it. See
//! `docs/decisions/0015`.

mod options;
mod page;

use std::sync::Arc;

use crate::markup::view;
use js_sys::{Array, Function};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use crate::app::{App, Handover};
use crate::host::{Command, Host, HostEvent, HostPage};
use options::Options;
use page::JsPage;

/// Why there is no console: a wrong option, or a part that could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotEmbedded(String);

impl From<NotEmbedded> for JsValue {
    fn from(reason: NotEmbedded) -> Self {
        js_sys::Error::new(&reason.0).into()
    }
}

impl From<leptos::wasm_split::SplitLoaderError> for NotEmbedded {
    fn from(error: leptos::wasm_split::SplitLoaderError) -> Self {
        Self(format!(
            "a part of the console could not be loaded: {error:?}"
        ))
    }
}

/// Builds a console in an element. What comes back are two functions: the first takes the name of a
/// command and what it needs, the second ends the console and everything that it listens to.
///
/// # Errors
///
/// An option is wrong, or the late part could not be loaded.
pub async fn embed(root: HtmlElement, options: String, page: JsValue) -> Result<JsValue, JsValue> {
    Ok(show_embedded(root, options, page).await?)
}

#[cfg(feature = "split")]
#[leptos::wasm_split::wasm_split(late, wasm_split_path = leptos::wasm_split, fallible)]
fn show_embedded(
    root: HtmlElement,
    options: String,
    page: JsValue,
) -> Result<JsValue, NotEmbedded> {
    mount(root, &options, page)
}

#[cfg(not(feature = "split"))]
async fn show_embedded(
    root: HtmlElement,
    options: String,
    page: JsValue,
) -> Result<JsValue, NotEmbedded> {
    mount(root, &options, page)
}

fn mount(root: HtmlElement, options: &str, page: JsValue) -> Result<JsValue, NotEmbedded> {
    let options = Options::parse(options).map_err(|wrong| NotEmbedded(wrong.to_string()))?;
    let page: Arc<dyn HostPage> = Arc::new(JsPage::new(page));
    // Outlives every view of the console, and ends with it.
    let owner = Owner::new();
    let commands = owner.with(|| RwSignal::new(Vec::new()));
    let host = Host {
        page: Arc::clone(&page),
        root: Some(root.clone()),
        layout: options.layout,
        routing: options.routing,
        files: options.files,
        commands,
    };
    let handover = Handover {
        configuration: Some(Ok(Ok(options.configuration))),
        ..Handover::default()
    };
    let view = owner.with(|| {
        leptos::mount::mount_to(root, move || {
            provide_context(host);
            let on_ready = UnsyncCallback::from(once(move || {
                page.tell(&HostEvent::Ready);
            }));
            view! { <App handover on_ready/> }
        })
    });
    Ok(handle(commands, move || {
        drop(view);
        owner.cleanup();
    }))
}

/// A language that changes has the console say again that it is ready; once is enough.
fn once(tell: impl Fn() + 'static) -> impl Fn() + 'static {
    let is_told = std::cell::Cell::new(false);
    move || {
        if !is_told.replace(true) {
            tell();
        }
    }
}

/// The two functions. The second takes the first with it, so that nothing stays in memory.
fn handle(commands: RwSignal<Vec<Command>>, end: impl FnOnce() + 'static) -> JsValue {
    let obey = Closure::<dyn Fn(String, JsValue)>::new(move |name: String, argument: JsValue| {
        if let Some(command) = page::command(&name, &argument) {
            commands.try_update(|commands| commands.push(command));
        }
    });
    let function: Function = obey.as_ref().unchecked_ref::<Function>().clone();
    let destroy = Closure::once_into_js(move || {
        end();
        drop(obey);
    });
    Array::of2(&function, &destroy).into()
}
