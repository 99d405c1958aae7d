//! A button that opens a dialog with an address.

use crate::markup::view;
use leptos::prelude::*;

use crate::i18n::{Text, use_texts};
use crate::navigation::use_navigation;
use crate::route::Dialog;
use crate::ui::{Button, ButtonVariant, Icon};

/// Opens a dialog over the page. A button and no link, because a link could not say why it may not be
/// used.
#[component]
pub fn DialogButton(
    /// The label.
    label: &'static Text,
    /// The picture before the label.
    icon: Icon,
    /// How much it asks to be pressed.
    #[prop(optional)]
    variant: ButtonVariant,
    /// The dialog.
    dialog: Dialog,
    /// Why it may not be used now.
    #[prop(into)]
    disabled_because: Signal<Option<String>>,
) -> impl IntoView {
    let (texts, navigation) = (use_texts(), use_navigation());
    let on_click = move || navigation.open_dialog(dialog.clone());
    view! { <Button variant icon disabled_because on_click>{texts.get(label)}</Button> }
}
