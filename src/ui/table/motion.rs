//! The table in the document: scrolling and focus. Rows are removed during scrolling, so the focus is moved
//! before its row is removed.

use crate::reactive::{effect, memo};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::super::focus::{find_all, focus, origin, show_in_place, takes_text};
use super::keyboard::{Command, command};
use super::state::{HEADER_HEIGHT, TableState};
use super::window::Scroll;

/// What can have the focus in a row.
const CONTROLS: &str = "a[href], button, input";

/// The table's scrolling box.
#[derive(Clone, Copy)]
pub(super) struct Viewport {
    pub(super) element: NodeRef<html::Div>,
    state: TableState,
    /// The focus is in a row; it stays true when that row is taken away under it.
    has_focus: StoredValue<bool>,
}

impl Viewport {
    pub(super) fn new(state: TableState) -> Self {
        let viewport = Self {
            element: NodeRef::new(),
            state,
            has_focus: StoredValue::new(false),
        };
        viewport.watch_size();
        viewport.watch_order();
        viewport.watch_view();
        viewport
    }

    /// How tall the box is decides how many rows are in it.
    fn watch_size(self) {
        let watch = StoredValue::new_local(None::<Watch>);
        effect(move || {
            if let Some(element) = self.element.get() {
                watch.set_value(Watch::new(&element, move || self.measure()));
                self.measure();
            }
        });
        on_cleanup(move || watch.set_value(None));
    }

    pub(super) fn measure(self) {
        let Some(element) = self.element.try_get_untracked().flatten() else {
            return;
        };
        let scroll = Scroll {
            top: f64::from(element.scroll_top()),
            height: f64::from(element.client_height()),
        };
        if self
            .state
            .scroll
            .try_get_untracked()
            .is_some_and(|it| it != scroll)
        {
            self.state.scroll.set(scroll);
            self.keep_focus();
        }
    }

    /// When the row with the focus is deleted, the one in its place gets it.
    fn watch_order(self) {
        effect(move || {
            self.state.order.track();
            let active = self.state.active.get_untracked();
            let Some(key) = active.key else { return };
            let (position, last) = self
                .state
                .with_sequence(|rows| (rows.position(&key), rows.len().saturating_sub(1)));
            match position {
                Some(position) => self.state.activate(position),
                None => {
                    self.state.activate(active.position.min(last));
                    if self.has_focus.get_value() {
                        request_animation_frame(move || self.focus_active());
                    }
                }
            }
        });
    }

    /// Another filter or order is read from its first row: what was in sight is elsewhere now. The
    /// first of all changes nothing, and someone may have scrolled before it is looked at.
    fn watch_view(self) {
        let view = self.state.view;
        let sought = memo(move || view.with(|view| (view.filter.clone(), view.sort.clone())));
        let mut is_first = true;
        effect(move || {
            // Read, because a memo that no one has read is never told of a change.
            sought.with(|_| ());
            self.state.source.get_value().track_narrowing();
            let is_first = std::mem::take(&mut is_first);
            if let (false, Some(element)) = (is_first, self.element.get_untracked()) {
                element.set_scroll_top(0);
            }
        });
    }

    /// Scrolled out of sight, the row with the focus is taken away: the box keeps the focus until
    /// the next key.
    fn keep_focus(self) {
        if !self.has_focus.get_value() {
            return;
        }
        let position = self.state.active.with_untracked(|it| it.position);
        let is_in = self
            .state
            .window
            .with_untracked(|window| window.rows.iter().any(|row| row.position == position));
        if let (false, Some(element)) = (is_in, self.element.get_untracked()) {
            focus_quietly(&element);
        }
    }

    pub(super) fn on_focus_in(self, event: &web_sys::FocusEvent) {
        self.has_focus.set_value(true);
        if let Some(position) = origin(event).and_then(|it| row_position(&it)) {
            self.state.activate(position);
        }
    }

    pub(super) fn on_focus_out(self, event: &web_sys::FocusEvent) {
        // The page is left with the focus in the table: nothing of it is there any longer.
        let Some(active) = self.state.active.try_get_untracked() else {
            return;
        };
        // A row that is taken away loses the focus to nothing, and its key is gone by then.
        let is_taken = active.key.as_deref().is_some_and(|key| {
            self.state
                .with_sequence(|rows| rows.position(key))
                .is_none()
        });
        if event.related_target().is_some() || !is_taken {
            self.has_focus.set_value(false);
        }
    }

    pub(super) fn on_key(self, event: &KeyboardEvent) {
        let Some(target) = origin(event) else { return };
        let is_box = target
            .get_attribute("type")
            .is_some_and(|it| it == "checkbox");
        if (takes_text(&target) && !is_box) || event.alt_key() {
            return;
        }
        let on_row = target
            .matches(".table-row, .table-viewport")
            .unwrap_or(false);
        let is_control = event.ctrl_key() || event.meta_key();
        let Some(command) = command(&event.key(), event.shift_key(), is_control, on_row) else {
            return;
        };
        if self.obey(command) {
            event.prevent_default();
        }
    }

    /// Whether there was something to do.
    fn obey(self, command: Command) -> bool {
        let state = self.state;
        let is_selectable = state.shape.with_value(|shape| !shape.bulk.is_empty());
        let at = state.active.with_untracked(|it| it.position);
        match command {
            Command::Move(step) => state.step(step).is_some_and(|to| self.go_to(to)),
            Command::Extend(step) if is_selectable => state.step(step).is_some_and(|to| {
                state.change_selection(|selection, rows| selection.extend(rows, at, to));
                self.go_to(to)
            }),
            Command::Toggle if is_selectable => {
                state.change_selection(|selection, rows| selection.toggle(rows, at));
                true
            }
            Command::SelectAll if is_selectable => {
                state.change_selection(|selection, rows| selection.select_all(rows));
                true
            }
            Command::Clear if state.selection.with_untracked(|it| !it.is_empty()) => {
                state.selection.update(|selection| selection.clear());
                true
            }
            Command::Open => self.open(at),
            _ => false,
        }
    }

    fn go_to(self, position: usize) -> bool {
        let Some(element) = self.element.get_untracked() else {
            return false;
        };
        self.state.activate(position);
        let row_height = f64::from(self.state.density.get_untracked().row_height());
        let scroll = self.state.scroll.get_untracked();
        if let Some(top) = scroll.reveal(position, row_height, HEADER_HEIGHT) {
            element.set_scroll_top(top as i32);
            self.measure();
        }
        if !self.focus_row(position) {
            // It is in the document one frame later; until then keys come here.
            focus_quietly(&element);
            request_animation_frame(move || self.focus_active());
        }
        true
    }

    /// Gives the focus to the active row.
    pub(super) fn focus_active(self) {
        if let Some(position) = self.state.active.try_with_untracked(|it| it.position) {
            self.focus_row(position);
        }
    }

    /// Gives the focus to the filter.
    pub(super) fn focus_filter(self) {
        let element = self.element.try_get_untracked().flatten();
        let table = element.and_then(|it| it.closest(".table").ok().flatten());
        if let Some(filter) = table.and_then(|it| find_all(&it, ".table-filter input").pop()) {
            focus(&filter);
        }
    }

    fn focus_row(self, position: usize) -> bool {
        let row = self.row(position);
        if let Some(row) = &row {
            focus_quietly(row);
            show_in_place(row);
        }
        row.is_some()
    }

    fn open(self, position: usize) -> bool {
        let link = self
            .row(position)
            .and_then(|row| find_all(&row, "a[href]").into_iter().next());
        if let Some(link) = &link {
            link.click();
        }
        link.is_some()
    }

    fn row(self, position: usize) -> Option<HtmlElement> {
        let element = self.element.try_get_untracked().flatten()?;
        let selector = format!(".table-row[aria-rowindex='{}']", position + 2);
        element
            .query_selector(&selector)
            .ok()
            .flatten()?
            .dyn_into()
            .ok()
    }
}

/// Calls back when an element changes its size, as long as it is kept.
struct Watch {
    observer: web_sys::ResizeObserver,
    _callback: Closure<dyn Fn()>,
}

impl Watch {
    fn new(element: &Element, callback: impl Fn() + 'static) -> Option<Self> {
        let callback = Closure::<dyn Fn()>::new(callback);
        let observer = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _callback: callback,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// The position of the row around an element.
pub(super) fn row_position(element: &Element) -> Option<usize> {
    let row = element.closest(".table-row").ok().flatten()?;
    // Rows are counted from one, and the heading is the first.
    row.get_attribute("aria-rowindex")?
        .parse::<usize>()
        .ok()?
        .checked_sub(2)
}

/// One row is in the tab order, with everything in it; the others are reached by arrow keys. With
/// thousands of rows that come as one goes, Tab would otherwise never arrive at what is below.
pub(super) fn rove(row: &Element, is_active: bool) {
    for control in find_all(row, CONTROLS) {
        let _ = if is_active {
            control.remove_attribute("tabindex")
        } else {
            control.set_attribute("tabindex", "-1")
        };
    }
}

/// The scrolling is ours: the browser would put the row under the heading.
fn focus_quietly(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}
