//! What an element in the document has beside its children: values that are set, and who listens.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

use super::Value;
use super::element::{Hear, Kind, Listener, Setting};

/// What an element has beside its children.
pub(super) struct Attached {
    element: Element,
    settings: Vec<Set>,
    listeners: Vec<Listening>,
}

/// What is set.
struct Set {
    kind: Kind,
    name: &'static str,
    value: SetTo,
}

enum SetTo {
    Value(Value),
    Reactive {
        #[expect(dead_code, reason = "it goes on as long as it is kept")]
        effect: RenderEffect<Value>,
    },
}

/// A listener, and who hears it now. It ends with the view, not with the element: an event that is
/// announced when an element goes, and comes later, is of no interest to anybody.
struct Listening {
    element: Element,
    event: &'static str,
    function: Closure<dyn FnMut(Event)>,
    hear: Rc<RefCell<Hear>>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let function = self.function.as_ref().unchecked_ref();
        let _ = (self.element).remove_event_listener_with_callback(self.event, function);
    }
}

impl Attached {
    /// Sets and listens for the first time.
    pub(super) fn new(element: &Element, settings: Vec<Setting>, listeners: Vec<Listener>) -> Self {
        Self {
            element: element.clone(),
            settings: settings.into_iter().map(|it| set(element, it)).collect(),
            listeners: listeners
                .into_iter()
                .map(|it| listen(element, it))
                .collect(),
        }
    }

    /// Becomes what a newer view says.
    pub(super) fn update(&mut self, settings: Vec<Setting>, listeners: Vec<Listener>) {
        self.update_settings(settings);
        self.update_listeners(listeners);
    }

    fn update_settings(&mut self, settings: Vec<Setting>) {
        let before = std::mem::take(&mut self.settings);
        let mut before: Vec<_> = before.into_iter().map(Some).collect();
        let is_same =
            |it: &Set, setting: &Setting| it.kind == setting.kind && it.name == setting.name;
        for setting in settings {
            let found = before.iter_mut().find_map(|it| {
                let is_found = it.as_ref().is_some_and(|it| is_same(it, &setting));
                it.take_if(|_| is_found)
            });
            let is_as_before = matches!(
                (&setting.value, found.as_ref().map(|it| &it.value)),
                (now, Some(SetTo::Value(before))) if now.is(before)
            );
            self.settings.push(match found {
                Some(found) if is_as_before => found,
                // An effect that was there ends before the new value is set.
                found => {
                    drop(found);
                    set(&self.element, setting)
                }
            });
        }
        for gone in before.into_iter().flatten() {
            write(&self.element, gone.kind, gone.name, &Value::Missing);
        }
    }

    fn update_listeners(&mut self, listeners: Vec<Listener>) {
        let is_same = listeners.len() == self.listeners.len()
            && (listeners.iter().zip(&self.listeners)).all(|(now, it)| now.event == it.event);
        if is_same {
            for (now, before) in listeners.into_iter().zip(&self.listeners) {
                before.hear.replace(now.hear.take());
            }
            return;
        }
        let listeners = listeners.into_iter();
        self.listeners = listeners.map(|it| listen(&self.element, it)).collect();
    }
}

fn set(element: &Element, setting: Setting) -> Set {
    let Setting { kind, name, value } = setting;
    let value = match value {
        Value::Reactive(mut read) => {
            let element = element.clone();
            let effect = RenderEffect::new(move |before: Option<Value>| {
                let now = read.read();
                if !before.is_some_and(|before| now.is(&before)) {
                    write(&element, kind, name, &now);
                }
                now
            });
            SetTo::Reactive { effect }
        }
        value => {
            write(element, kind, name, &value);
            SetTo::Value(value)
        }
    };
    Set { kind, name, value }
}

/// A name that is a constant cannot be refused, and a value that is refused stays as it was.
fn write(element: &Element, kind: Kind, name: &str, value: &Value) {
    let words = match value {
        Value::Text(words) => Some(words.as_ref()),
        Value::Flag(true) => Some(""),
        Value::Missing | Value::Flag(false) | Value::Reactive(_) => None,
    };
    match kind {
        Kind::Attribute => {
            let _ = match words {
                Some(words) => element.set_attribute(name, words),
                None => element.remove_attribute(name),
            };
        }
        Kind::Property => {
            let value = match value {
                Value::Flag(flag) => JsValue::from_bool(*flag),
                _ => words.map_or(JsValue::UNDEFINED, JsValue::from_str),
            };
            let _ = js_sys::Reflect::set(element, &name.into(), &value);
        }
        Kind::Style => {
            let style = element.unchecked_ref::<HtmlElement>().style();
            let _ = match words {
                Some(words) => style.set_property(name, words),
                None => style.remove_property(name).map(drop),
            };
        }
    }
}

fn listen(element: &Element, listener: Listener) -> Listening {
    let hear = Rc::new(RefCell::new(listener.hear.take()));
    let heard = Rc::clone(&hear);
    let function = Closure::<dyn FnMut(Event)>::new(move |event| {
        // In a statement of its own: who hears may be exchanged while it runs.
        let hear = Rc::clone(&heard.borrow());
        hear.borrow_mut().hear(event);
    });
    let called = function.as_ref().unchecked_ref();
    let _ = element.add_event_listener_with_callback(listener.event, called);
    Listening {
        element: element.clone(),
        event: listener.event,
        function,
        hear,
    }
}

impl Value {
    /// Whether it is known to be the same.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Missing, Self::Missing) => true,
            (Self::Flag(one), Self::Flag(other)) => one == other,
            (Self::Text(one), Self::Text(other)) => one == other,
            _ => false,
        }
    }
}
