//! An element, before it is in a document.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::ev::EventDescriptor;
use leptos::html::ElementType;
use leptos::prelude::{NodeRef, Owner};
use leptos::tachys::html::node_ref::NodeRefContainer;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;

use super::{IntoValue, Markup, Value};

/// An element with all that it has and holds. Behind a pointer, so that each step of building one moves
/// no more than that.
pub struct Element(pub(super) Box<Parts>);

/// What an element consists of.
pub(super) struct Parts {
    pub(super) name: &'static str,
    pub(super) is_svg: bool,
    pub(super) settings: Vec<Setting>,
    pub(super) listeners: Vec<Listener>,
    pub(super) references: Vec<Reference>,
    pub(super) children: Vec<Markup>,
}

/// Something of an element that has a value.
pub(super) struct Setting {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    pub(super) value: Value,
}

/// Where a value goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Attribute,
    Property,
    Style,
}

pub(super) struct Listener {
    pub(super) event: &'static str,
    pub(super) hear: SendWrapper<Hear>,
}

/// Shared, because it may be exchanged while it runs.
pub(super) type Hear = Rc<RefCell<dyn Heard>>;

/// Who hears an event.
pub(super) trait Heard {
    fn hear(&mut self, event: web_sys::Event);
}

struct HeardAs<E, F>(F, PhantomData<E>);

impl<E: JsCast, F: FnMut(E)> Heard for HeardAs<E, F> {
    fn hear(&mut self, event: web_sys::Event) {
        (self.0)(event.unchecked_into());
    }
}

/// What is made on hearing an event belongs to the place of the element.
struct HeardIn(Owner, Hear);

impl Heard for HeardIn {
    fn hear(&mut self, event: web_sys::Event) {
        self.0.with(|| self.1.borrow_mut().hear(event));
    }
}

/// Told of the element that was made.
pub(super) type Reference = Box<dyn FnOnce(&web_sys::Element) + Send>;

impl Element {
    /// An element of HTML.
    #[inline(never)]
    pub fn html(name: &'static str) -> Self {
        Self(Box::new(Parts {
            name,
            is_svg: false,
            settings: Vec::new(),
            listeners: Vec::new(),
            references: Vec::new(),
            children: Vec::new(),
        }))
    }

    /// An element of SVG.
    #[inline(never)]
    pub fn svg(name: &'static str) -> Self {
        let mut element = Self::html(name);
        element.0.is_svg = true;
        element
    }

    /// With an attribute whose value is known to the compiler.
    #[inline(never)]
    #[must_use]
    pub fn constant(self, name: &'static str, value: &'static str) -> Self {
        self.setting(Kind::Attribute, name, value.into_value())
    }

    /// With an attribute.
    #[must_use]
    pub fn attribute(self, name: &'static str, value: impl IntoValue) -> Self {
        self.setting(Kind::Attribute, name, value.into_value())
    }

    /// With a property of the object that the document has for it.
    #[must_use]
    pub fn property(self, name: &'static str, value: impl IntoValue) -> Self {
        self.setting(Kind::Property, name, value.into_value())
    }

    /// With a property of its style.
    #[must_use]
    pub fn style(self, name: &'static str, value: impl IntoValue) -> Self {
        self.setting(Kind::Style, name, value.into_value())
    }

    #[inline(never)]
    fn setting(mut self, kind: Kind, name: &'static str, value: Value) -> Self {
        self.0.settings.push(Setting { kind, name, value });
        self
    }

    /// With somebody who hears an event.
    #[must_use]
    pub fn on<E: EventDescriptor>(
        self,
        name: &'static str,
        _event: E,
        hear: impl FnMut(E::EventType) + 'static,
    ) -> Self
    where
        E::EventType: JsCast + 'static,
    {
        self.listener(name, Rc::new(RefCell::new(HeardAs(hear, PhantomData))))
    }

    #[inline(never)]
    fn listener(mut self, event: &'static str, hear: Hear) -> Self {
        let owner = Owner::current().unwrap_or_default();
        let hear: Hear = Rc::new(RefCell::new(HeardIn(owner, hear)));
        let hear = SendWrapper::new(hear);
        self.0.listeners.push(Listener { event, hear });
        self
    }

    /// With a reference that is told of the element once it is made.
    #[must_use]
    pub fn node_ref<E>(mut self, reference: NodeRef<E>) -> Self
    where
        E: ElementType,
        E::Output: JsCast + 'static,
    {
        self.0
            .references
            .push(Box::new(move |element| reference.load(element)));
        self
    }

    /// With one more child.
    #[inline(never)]
    #[must_use]
    pub fn child(mut self, child: Markup) -> Self {
        self.0.children.push(child);
        self
    }

    /// With words.
    #[inline(never)]
    #[must_use]
    pub fn words(self, words: &'static str) -> Self {
        self.child(words.into())
    }

    /// The element as a view.
    #[must_use]
    pub fn done(self) -> Markup {
        Markup::Element(self)
    }
}
