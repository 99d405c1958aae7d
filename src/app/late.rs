//! What is not needed for the first page loads late, as one part of its own.
//!
//! With the feature `split` the build cuts the program in two at [`show_late`]: what only it reaches
//! goes into the late part. Without the feature the same function is an ordinary one, for tests and
//! for the development server. See `docs/decisions`.

use std::time::Duration;

use leptos::prelude::*;

use super::dialogs::dialog;
use super::pages::page;
use crate::remote::{LateError, late};
use crate::route::{Dialog, Page};
use crate::session::SignInAgain;

/// How long after the first list has come the late part is fetched, when nothing asked for it before.
const PRELOAD_AFTER: Duration = Duration::from_millis(2_500);

/// Something that loads late.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LateView {
    /// Any page but the first.
    Page(Page),
    /// Any dialog.
    Dialog(Dialog),
    /// The sign-in over a page.
    SignInAgain,
}

/// Shows something that loads late.
pub(super) fn show(view: LateView) -> impl IntoView {
    late(move || show_late(view.clone()))
}

/// Fetches the late part while nothing else is going on.
pub(super) fn preload_soon() {
    set_timeout(preload, PRELOAD_AFTER);
}

fn build(view: LateView) -> AnyView {
    match view {
        LateView::Page(it) => page(it),
        LateView::Dialog(it) => dialog(it),
        LateView::SignInAgain => view! { <SignInAgain/> }.into_any(),
    }
}

#[cfg(feature = "split")]
#[leptos::wasm_split::wasm_split(
    late,
    wasm_split_path = leptos::wasm_split,
    fallible,
    preload(preload_late)
)]
fn show_late(view: LateView) -> Result<AnyView, LateError> {
    Ok(build(view))
}

#[cfg(not(feature = "split"))]
async fn show_late(view: LateView) -> Result<AnyView, LateError> {
    Ok(build(view))
}

#[cfg(feature = "split")]
fn preload() {
    // A failure is no matter here: whatever needs the part asks again, and says so.
    crate::remote::preload(async { drop(preload_late().await) });
}

#[cfg(not(feature = "split"))]
fn preload() {}
