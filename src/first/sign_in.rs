//! The sign-in by password, as `sign_in::SignInPage` draws it. It knows only the way that goes well:
//! another way, a field left empty and a refusal are the whole program's, which goes on with what
//! was typed.

use std::rc::Rc;

use swr_api::{Error, PasswordSignIn, Secret};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};

use super::context::FirstPageContext;
use super::element::{append, append_words, dress, glyph, listen, node, words};
use super::events::{Event, Events};
use crate::configuration::SignInWay;
use crate::i18n::Text;
use crate::session::start::Attempt;
use crate::sign_in::{texts, way_name};
use crate::ui::{Icon, find_all};

/// The form and its fields.
pub(super) struct SignIn {
    pub(super) view: Element,
    fields: Vec<HtmlInputElement>,
    submit: Element,
}

/// Whether the form knows everything that is offered at this service.
pub(super) fn is_plain(context: &FirstPageContext) -> bool {
    let first = context.connection.sign_in.first();
    context.configuration.connections.len() == 1 && first == Some(&SignInWay::Password)
}

impl SignIn {
    pub(super) fn new(context: &FirstPageContext, events: &Events) -> Self {
        let texts = context.texts;
        let submit = words(
            "button",
            &[
                ("type", "submit"),
                ("class", "button"),
                ("data-variant", "primary"),
            ],
            texts.get(texts::SIGN_IN),
        );
        let form = node("form", &[("class", "stack"), ("novalidate", "")], &[]);
        if let Some(ways) = ways(context, events) {
            append(&form, &ways);
        }
        let text = |id, label, hint, purpose| field(context, id, label, hint, ("text", purpose));
        for field in [
            text("first-account", texts::ACCOUNT, None, "organization"),
            text("first-user", texts::USER, None, "username"),
            field(
                context,
                "first-password",
                texts::PASSWORD,
                Some(texts::PASSWORD_HINT),
                ("password", "current-password"),
            ),
            text(
                "first-project",
                texts::PROJECT,
                Some(texts::PROJECT_HINT),
                "off",
            ),
            keep(context),
            submit.clone(),
        ] {
            append(&form, &field);
        }
        let told = events.clone();
        listen(&form, "submit", move |event| {
            event.prevent_default();
            told.tell(Event::Submitted);
        });
        let fields: Vec<HtmlInputElement> = find_all(&form, "input")
            .into_iter()
            .filter_map(|it| it.dyn_into().ok())
            .collect();
        if let Some(project) = fields.get(3) {
            project.set_value(context.connection.project_name());
        }
        let mark = node("div", &[("class", "standalone-mark")], &[glyph(Icon::Cube)]);
        append_words(&mark, &context.configuration.brand.name);
        let title = words(
            "h1",
            &[("class", "visually-hidden")],
            texts.get(texts::SIGN_IN),
        );
        let card = node("div", &[("class", "standalone-card stack")], &[title, form]);
        Self {
            view: node("main", &[("class", "standalone")], &[mark, card]),
            fields,
            submit,
        }
    }

    /// The attempt, as it is typed.
    pub(super) fn attempt(
        &self,
        way: SignInWay,
        was_tried: bool,
        refused: Option<Error>,
    ) -> Attempt {
        let text = |index: usize| self.fields.get(index).map(HtmlInputElement::value);
        let text = |index| text(index).unwrap_or_default();
        Attempt {
            way,
            typed: PasswordSignIn {
                account: text(0),
                user: text(1),
                password: Secret::new(text(2)),
                project: text(3),
            },
            keep: self.fields.get(4).is_some_and(HtmlInputElement::checked),
            was_tried,
            refused,
        }
    }

    /// Gives the focus to the first field.
    pub(super) fn take_focus(&self) {
        if let Some(field) = self.fields.first() {
            let _ = field.focus();
        }
    }

    /// Whether it is being tried.
    pub(super) fn set_busy(&self, is_busy: bool) {
        for name in ["aria-busy", "aria-disabled"] {
            if is_busy {
                dress(&self.submit, &[(name, "true")]);
            } else {
                let _ = self.submit.remove_attribute(name);
            }
        }
    }
}

/// What is sent, if nothing is missing.
pub(super) fn request(attempt: &Attempt) -> Option<PasswordSignIn> {
    let filled = |text: &str| {
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let typed = &attempt.typed;
    let password = typed.password.expose();
    Some(PasswordSignIn {
        account: filled(&typed.account)?,
        user: filled(&typed.user)?,
        password: (!password.is_empty()).then(|| typed.password.clone())?,
        project: filled(&typed.project)?,
    })
}

fn field(
    context: &FirstPageContext,
    id: &str,
    label: &Text,
    hint: Option<&Text>,
    (kind, purpose): (&str, &str),
) -> Element {
    let input = node(
        "input",
        &[
            ("class", "text-input"),
            ("id", id),
            ("type", kind),
            ("aria-required", "true"),
            ("autocomplete", purpose),
            ("autocapitalize", "off"),
            ("spellcheck", "false"),
        ],
        &[],
    );
    if purpose != "off" {
        dress(&input, &[("name", purpose)]);
    }
    let label = words(
        "label",
        &[("class", "field-label"), ("for", id)],
        context.texts.get(label),
    );
    let field = node("div", &[("class", "field")], &[label, input.clone()]);
    append_hint(context, &field, &input, id, hint);
    field
}

fn append_hint(
    context: &FirstPageContext,
    field: &Element,
    input: &Element,
    id: &str,
    hint: Option<&Text>,
) {
    if let Some(hint) = hint {
        let hint_id = format!("{id}-hint");
        dress(input, &[("aria-describedby", &hint_id)]);
        let hint = context.texts.get(hint);
        append(
            field,
            &words("p", &[("class", "field-hint"), ("id", &hint_id)], hint),
        );
    }
}

fn keep(context: &FirstPageContext) -> Element {
    let id = "first-keep";
    let input = node("input", &[("type", "checkbox"), ("id", id)], &[]);
    let label = words("label", &[("for", id)], context.texts.get(texts::KEEP));
    let keep = node("div", &[("class", "checkbox")], &[input.clone(), label]);
    append_hint(context, &keep, &input, id, Some(texts::KEEP_HINT));
    keep
}

/// The choice of the way, where there is one; any other way is the whole program's.
fn ways(context: &FirstPageContext, events: &Events) -> Option<Element> {
    let texts = context.texts;
    let ways: Rc<[SignInWay]> = (context.connection.sign_in.iter().copied())
        .filter(|way| *way != SignInWay::Proxy)
        .collect();
    if ways.len() < 2 {
        return None;
    }
    let list = node(
        "div",
        &[
            ("class", "tabs"),
            ("role", "tablist"),
            ("aria-label", texts.get(texts::WAY)),
        ],
        &[],
    );
    for (index, way) in ways.iter().copied().enumerate() {
        let is_chosen = index == 0;
        let tab = words(
            "button",
            &[
                ("type", "button"),
                ("role", "tab"),
                ("aria-selected", if is_chosen { "true" } else { "false" }),
                ("tabindex", if is_chosen { "0" } else { "-1" }),
            ],
            way_name(way).map_or("", |name| texts.get(name)),
        );
        let told = events.clone();
        listen(&tab, "click", move |_| {
            if !is_chosen {
                told.tell(Event::Way(way));
            }
        });
        append(&list, &tab);
    }
    let told = events.clone();
    listen(&list, "keydown", move |event| {
        let next = match event.unchecked_ref::<KeyboardEvent>().key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" | "End" => ways.len() - 1,
            _ => return,
        };
        event.prevent_default();
        told.tell(Event::Way(ways[next]));
    });
    Some(list)
}
