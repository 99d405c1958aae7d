//! Buttons, and links that look like them.
//!
//! A button that cannot be used stays focusable and says why: `disabled` would hide the reason from the
//! keyboard, so `aria-disabled` is set and the click is ignored.

use crate::markup::view;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::icon::{Glyph, Icon};

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonVariant {
    /// With a stroke.
    #[default]
    Default,
    /// The one main action of a view.
    Primary,
    /// Destroys something.
    Danger,
    /// Without a stroke, for what is in rows and bars.
    Quiet,
}

impl ButtonVariant {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Primary => "primary",
            Self::Danger => "danger",
            Self::Quiet => "quiet",
        }
    }
}

/// A button with a label.
#[component]
pub fn Button(
    /// The look.
    #[prop(optional, into)]
    variant: Signal<ButtonVariant>,
    /// Stands before the label.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Something it started is still running: clicks are ignored.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it may not be used now.
    #[prop(optional, into)]
    disabled_because: Signal<Option<String>>,
    /// What it does, where that is shown beside it: screen readers read it with the button.
    #[prop(optional, into)]
    description: Signal<Option<String>>,
    /// Submits the form around it.
    #[prop(optional)]
    submit: bool,
    /// The action.
    #[prop(optional, into)]
    on_click: Option<UnsyncCallback<()>>,
    /// The label.
    children: Children,
) -> impl IntoView {
    let is_blocked = move || busy.get() || disabled_because.with(Option::is_some);
    let on_click = move |event: leptos::ev::MouseEvent| {
        if untrack(is_blocked) {
            // Also keeps a form from being submitted.
            event.prevent_default();
        } else if let Some(on_click) = on_click {
            on_click.try_run(());
        }
    };
    let reason = use_context::<ReasonsInText>().map(|ReasonsInText| {
        move || {
            let reason = disabled_because.get()?;
            Some(view! { <p class="button-reason">{reason}</p> })
        }
    });
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class="button"
            data-variant=move || variant.get().name()
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || is_blocked().then_some("true")
            aria-description=move || disabled_because.get().or_else(|| description.get())
            data-tooltip=move || disabled_because.get()
            on:click=on_click
        >
            {icon.map(|icon| view! { <Glyph icon/> })}
            {children()}
        </button>
        {reason}
    }
}

/// Provided where a button is the only way on: why it may not be used is then said beside it, and not in
/// a tooltip that no one looks for.
#[derive(Clone, Copy)]
pub(super) struct ReasonsInText;

/// A square button with a picture; its name is also its tooltip.
#[component]
pub fn IconButton(
    /// The picture.
    icon: Icon,
    /// The name.
    #[prop(into)]
    label: TextProp,
    /// For a button that stays down.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Something it started is still running: clicks are ignored.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it may not be used now.
    #[prop(optional, into)]
    disabled_because: Signal<Option<String>>,
    /// The action.
    #[prop(into)]
    on_click: UnsyncCallback<()>,
) -> impl IntoView {
    let name = label.clone();
    let tooltip = move || {
        disabled_because
            .get()
            .unwrap_or_else(|| label.get().into_owned())
    };
    let is_blocked = move || busy.get() || disabled_because.with(Option::is_some);
    let on_click = move |_| {
        if !untrack(is_blocked) {
            on_click.try_run(());
        }
    };
    view! {
        <button
            type="button"
            class="button"
            data-variant="quiet"
            data-square=""
            aria-label=name
            aria-pressed=move || pressed.map(|it| if it.get() { "true" } else { "false" })
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || is_blocked().then_some("true")
            aria-description=move || disabled_because.get()
            data-tooltip=tooltip
            on:click=on_click
        >
            <Glyph icon/>
        </button>
    }
}

/// A link that looks like a button: it goes somewhere, so it can be opened in another tab.
#[component]
pub fn LinkButton(
    /// The address it leads to.
    #[prop(into)]
    href: TextProp,
    /// The look.
    #[prop(optional, into)]
    variant: ButtonVariant,
    /// Stands before the label.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// The label.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="button" data-variant=variant.name() href=href>
            {icon.map(|icon| view! { <Glyph icon/> })}
            {children()}
        </a>
    }
}
