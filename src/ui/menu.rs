//! A button and the list of actions it opens, in the browser's top layer.
//!
//! The list exists only while it is open, so a table can have a menu in every row. Actions are computed
//! when it opens: permissions are checked then, not when the row was rendered.

use std::sync::Arc;

use crate::markup::view;
use crate::reactive::effect;
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::button::ButtonVariant;
use super::focus::{find_all, focus, focused};
use super::icon::{Glyph, Icon};
use super::placement::{Align, place_element};

#[derive(Clone)]
enum Act {
    Run(Arc<dyn Fn() + Send + Sync>),
    Go(String),
}

/// Whether a line is marked, and what choosing it does to the mark.
#[derive(Clone, Copy)]
enum Mark {
    /// It only does something.
    None,
    /// It is turned on or off by itself.
    Checked(bool),
    /// It is one of several.
    Chosen(bool),
}

impl Mark {
    fn role(self) -> &'static str {
        match self {
            Self::None => "menuitem",
            Self::Checked(_) => "menuitemcheckbox",
            Self::Chosen(_) => "menuitemradio",
        }
    }

    fn is_on(self) -> Option<bool> {
        match self {
            Self::None => None,
            Self::Checked(is_on) | Self::Chosen(is_on) => Some(is_on),
        }
    }
}

/// One line of a menu.
#[derive(Clone)]
pub struct MenuItem {
    label: String,
    act: Act,
    icon: Option<Icon>,
    is_danger: bool,
    mark: Mark,
    disabled_because: Option<String>,
}

impl MenuItem {
    /// Does something.
    pub fn button(label: impl Into<String>, on_select: impl Fn() + Send + Sync + 'static) -> Self {
        Self::new(label.into(), Act::Run(Arc::new(on_select)))
    }

    /// Goes somewhere.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::new(label.into(), Act::Go(href.into()))
    }

    fn new(label: String, act: Act) -> Self {
        Self {
            label,
            act,
            icon: None,
            is_danger: false,
            mark: Mark::None,
            disabled_because: None,
        }
    }

    /// Stands before the label.
    pub fn icon(self, icon: Icon) -> Self {
        Self {
            icon: Some(icon),
            ..self
        }
    }

    /// Destroys something: in another colour, and with the picture of it.
    pub fn danger(self) -> Self {
        Self {
            is_danger: true,
            icon: Some(Icon::Trash),
            ..self
        }
    }

    /// Why it may not be chosen; `None` when it may.
    pub fn disabled_because(self, reason: Option<String>) -> Self {
        Self {
            disabled_because: reason,
            ..self
        }
    }

    /// It is on or off, and the menu stays open when it is turned.
    pub fn checked(self, is_checked: bool) -> Self {
        Self {
            mark: Mark::Checked(is_checked),
            ..self
        }
    }

    /// It is one of several, of which one is chosen.
    pub fn chosen(self, is_chosen: bool) -> Self {
        Self {
            mark: Mark::Chosen(is_chosen),
            ..self
        }
    }
}

/// What gives the lines of a menu when it opens.
#[derive(Clone)]
pub struct MenuItems(Arc<dyn Fn() -> Vec<MenuItem> + Send + Sync>);

impl<F: Fn() -> Vec<MenuItem> + Send + Sync + 'static> From<F> for MenuItems {
    fn from(items: F) -> Self {
        Self(Arc::new(items))
    }
}

/// A button that opens a menu.
#[component]
pub fn Menu(
    /// The button's name.
    #[prop(into)]
    label: TextProp,
    /// The lines; asked for when it opens, and again when something they read changes.
    #[prop(into)]
    items: MenuItems,
    /// The button's picture.
    #[prop(default = Icon::More)]
    icon: Icon,
    /// The look of the button.
    #[prop(default = ButtonVariant::Quiet)]
    variant: ButtonVariant,
    /// What the button shows instead of the picture.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    // A press on the button dismisses the open list before the click arrives, and the click would
    // open it again.
    let was_open = StoredValue::new(false);
    let button = NodeRef::<leptos::html::Button>::new();
    let on_click =
        move |_| is_open.set(!was_open.try_update_value(std::mem::take).unwrap_or(false));
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "ArrowDown" || event.key() == "ArrowUp" {
            event.prevent_default();
            event.stop_propagation();
            is_open.set(true);
        }
    };
    let is_square = children.is_none();
    let content = match children {
        Some(children) => children(),
        None => view! { <Glyph icon/> }.into_any(),
    };
    let list_label = label.clone();
    view! {
        <button
            type="button"
            class="button"
            data-variant=variant.name()
            data-square=is_square.then_some("")
            aria-label=label
            aria-haspopup="menu"
            aria-expanded=move || if is_open.get() { "true" } else { "false" }
            node_ref=button
            on:pointerdown=move |_| was_open.set_value(is_open.get_untracked())
            on:click=on_click
            on:keydown=on_keydown
        >
            {content}
        </button>
        {move || {
            is_open.get().then(|| {
                let anchor = button.get_untracked().map(Into::into);
                list_view(list_label.clone(), items.clone(), is_open, anchor)
            })
        }}
    }
}

fn list_view(
    label: TextProp,
    items: MenuItems,
    is_open: RwSignal<bool>,
    anchor: Option<Element>,
) -> impl IntoView {
    let list = NodeRef::<leptos::html::Div>::new();
    let anchor = StoredValue::new_local(anchor);
    effect(move || {
        let Some(list) = list.get() else { return };
        let _ = list.show_popover();
        if let Some(anchor) = anchor.get_value() {
            place_element(&list, &anchor, Align::End);
        }
        if let Some(first) = find_all(&list, "[role^=menuitem]").first() {
            focus(first);
        }
    });
    let on_toggle = move |event: web_sys::Event| {
        let state = js_sys::Reflect::get(&event, &JsValue::from_str("newState"));
        if state.is_ok_and(|it| it == "closed") {
            is_open.try_set(false);
        }
    };
    view! {
        <div
            class="menu"
            popover="auto"
            role="menu"
            aria-label=label
            node_ref=list
            on:toggle=on_toggle
            on:keydown=move |event| on_key(list, &event)
        >
            {move || (items.0)().into_iter().map(|item| item_view(item, list)).collect::<Vec<_>>()}
        </div>
    }
}

fn item_view(item: MenuItem, list: NodeRef<leptos::html::Div>) -> AnyView {
    let MenuItem {
        label,
        act,
        icon,
        is_danger,
        mark,
        disabled_because,
    } = item;
    let is_enabled = disabled_because.is_none();
    let role = mark.role();
    let icon = match mark.is_on() {
        Some(is_on) => is_on.then_some(Icon::Check),
        None => icon,
    };
    let content = view! {
        <span class="menu-icon">{icon.map(|icon| view! { <Glyph icon/> })}</span>
        <span>{label}</span>
    };
    let close = move || {
        if let Some(list) = list.get_untracked() {
            // Gives the focus back to the button before the act moves it on.
            let _ = list.hide_popover();
        }
    };
    match act {
        Act::Go(href) if is_enabled => view! {
            <a
                class="menu-item"
                role=role
                tabindex="-1"
                data-danger=is_danger.then_some("")
                href=href
                on:click=move |_| close()
            >
                {content}
            </a>
        }
        .into_any(),
        act => {
            let on_click = move |_| {
                if let (true, Act::Run(run)) = (is_enabled, &act) {
                    if !matches!(mark, Mark::Checked(_)) {
                        close();
                    }
                    run();
                }
            };
            view! {
                <button
                    type="button"
                    class="menu-item"
                    role=role
                    tabindex="-1"
                    data-danger=is_danger.then_some("")
                    aria-checked=mark.is_on().map(|it| if it { "true" } else { "false" })
                    aria-disabled=(!is_enabled).then_some("true")
                    aria-description=disabled_because.clone()
                    data-tooltip=disabled_because
                    on:click=on_click
                >
                    {content}
                </button>
            }
            .into_any()
        }
    }
}

fn on_key(list: NodeRef<leptos::html::Div>, event: &KeyboardEvent) {
    // Whatever is pressed here is meant for the menu, not for the table row it is in.
    event.stop_propagation();
    let Some(list) = list.get_untracked() else {
        return;
    };
    if event.key() == "Tab" {
        let _ = list.hide_popover();
        return;
    }
    let items = find_all(&list, "[role^=menuitem]");
    let now = focused(&list);
    let at = items.iter().position(|it| Some(it) == now.as_ref());
    let labels: Vec<String> = items
        .iter()
        .map(|it: &HtmlElement| it.text_content().unwrap_or_default())
        .collect();
    if let Some(next) = next_item(&event.key(), at, &labels) {
        event.prevent_default();
        focus(&items[next]);
    }
}

/// Arrows go round; a letter goes to the next line that begins with it.
fn next_item(key: &str, at: Option<usize>, labels: &[String]) -> Option<usize> {
    let count = labels.len();
    if count == 0 {
        return None;
    }
    match key {
        "ArrowDown" => Some(at.map_or(0, |at| (at + 1) % count)),
        "ArrowUp" => Some(at.map_or(count - 1, |at| (at + count - 1) % count)),
        "Home" => Some(0),
        "End" => Some(count - 1),
        letter if letter.chars().count() == 1 && letter != " " => {
            let start = at.map_or(0, |at| at + 1);
            let letter = letter.to_lowercase();
            (0..count)
                .map(|step| (start + step) % count)
                .find(|index| labels[*index].to_lowercase().starts_with(&letter))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> Vec<String> {
        ["Edit", "Copy", "Compare"].map(str::to_owned).to_vec()
    }

    #[test]
    fn arrows_go_round_the_menu() {
        assert_eq!(next_item("ArrowDown", Some(2), &labels()), Some(0));
        assert_eq!(next_item("ArrowUp", Some(0), &labels()), Some(2));
        assert_eq!(next_item("ArrowUp", None, &labels()), Some(2));
        assert_eq!(next_item("End", Some(0), &labels()), Some(2));
    }

    #[test]
    fn a_letter_goes_to_the_next_line_that_begins_with_it() {
        assert_eq!(next_item("c", Some(0), &labels()), Some(1));
        assert_eq!(next_item("C", Some(1), &labels()), Some(2));
        assert_eq!(next_item("c", Some(2), &labels()), Some(1));
        assert_eq!(next_item("x", Some(0), &labels()), None);
        assert_eq!(next_item("Escape", Some(0), &labels()), None);
    }
}
