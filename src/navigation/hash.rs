//! Addresses after the `#`, for static hosts.

#![expect(
    clippy::disallowed_methods,
    reason = "this file is where the browser's fragment is asked"
)]

use std::any::Any;

use leptos::ev;
use leptos::prelude::*;

use super::History;
use super::path::{Listening, Write, stands_over, step_back, write};

/// The browser's history, by fragment.
#[derive(Clone, Copy, Debug, Default)]
pub struct HashHistory;

impl History for HashHistory {
    fn address(&self) -> String {
        let hash = window().location().hash().unwrap_or_default();
        self.address_of(&hash).unwrap_or_else(|| "/".to_owned())
    }

    fn push(&self, address: &str) {
        write(Write::Add, &self.href(address));
    }

    fn push_over(&self, address: &str) {
        write(Write::AddOver, &self.href(address));
    }

    fn is_over(&self) -> bool {
        stands_over()
    }

    fn replace(&self, address: &str) {
        write(Write::Replace, &self.href(address));
    }

    fn back(&self) {
        step_back();
    }

    /// With the page's own path: a fragment alone would be taken relative to `<base href>`.
    fn href(&self, address: &str) -> String {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let search = location.search().unwrap_or_default();
        format!("{path}{search}#{address}")
    }

    fn address_of(&self, href: &str) -> Option<String> {
        let (_, address) = href.split_once('#')?;
        address.starts_with('/').then(|| address.to_owned())
    }

    /// `popstate` comes for every change of the fragment, no matter who makes it.
    fn listen(&self, on_moved: Box<dyn Fn()>) -> Box<dyn Any> {
        Listening::to(window_event_listener(ev::popstate, move |_| on_moved()))
    }
}
