//! How a [`Markup`] gets into the document and stays true.
//!
//! A view that is read again is compared with what stands: the same element at the same place is kept,
//! with its focus and what was typed, and only what differs is set.

use std::borrow::Cow;

use leptos::prelude::{AnyView, Mountable, Render, RenderHtml, document};
use leptos::reactive::effect::RenderEffect;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::reactive_graph::RenderEffectState;
use leptos::tachys::view::{Position, PositionState};
use wasm_bindgen::JsCast;
use web_sys::{Comment, Node};

use super::Markup;
use super::attached::Attached;
use super::element::Parts;

/// What stands in the document.
pub enum Standing {
    /// A mark that keeps the place.
    Nothing(Comment),
    /// Words.
    Text(web_sys::Text, Cow<'static, str>),
    /// An element.
    Element(Box<StandingElement>),
    /// Several, and a mark at their end.
    Many(Vec<Standing>, Comment),
    /// What was read last. The framework's own state, because it lets go at once of what it holds: an
    /// effect that ends alone would keep it, with all that is reactive in it, until its task ends.
    Reactive(RenderEffectState<Standing>),
    /// A view of the framework's.
    View(Box<<AnyView as Render>::State>),
}

/// An element in the document.
pub struct StandingElement {
    name: &'static str,
    element: web_sys::Element,
    attached: Attached,
    children: Vec<Standing>,
}

const SVG: &str = "http://www.w3.org/2000/svg";

impl Render for Markup {
    type State = Standing;

    fn build(self) -> Standing {
        match self {
            Self::Nothing => Standing::Nothing(mark()),
            Self::Text(words) => Standing::Text(document().create_text_node(&words), words),
            Self::Element(element) => Standing::Element(Box::new(make(*element.0))),
            Self::Many(parts) => {
                Standing::Many(parts.into_iter().map(Self::build).collect(), mark())
            }
            Self::Reactive(mut read) => {
                let effect = RenderEffect::new(move |before: Option<Standing>| {
                    let now = read.read();
                    match before {
                        Some(mut standing) => {
                            now.rebuild(&mut standing);
                            standing
                        }
                        None => now.build(),
                    }
                });
                Standing::Reactive(effect.into())
            }
            Self::View(view) => Standing::View(Box::new(view.build())),
        }
    }

    fn rebuild(self, standing: &mut Standing) {
        match (self, standing) {
            (Self::Nothing, Standing::Nothing(_)) => {}
            (Self::Text(words), Standing::Text(node, before)) => {
                if words != *before {
                    node.set_data(&words);
                    *before = words;
                }
            }
            (Self::Element(element), Standing::Element(standing))
                if element.0.name == standing.name =>
            {
                update(*element.0, standing);
            }
            (Self::Many(parts), Standing::Many(standing, end)) => update_all(parts, standing, end),
            (Self::View(view), Standing::View(standing)) => view.rebuild(standing),
            (other, standing) => {
                let mut now = other.build();
                standing.insert_before_this(&mut now);
                standing.unmount();
                *standing = now;
            }
        }
    }
}

/// A node that nobody sees.
fn mark() -> Comment {
    document().create_comment("")
}

fn make(element: Parts) -> StandingElement {
    let document = document();
    let made = if element.is_svg {
        document.create_element_ns(Some(SVG), element.name)
    } else {
        document.create_element(element.name)
    };
    let made = made.expect("the name of an element is a constant");
    let attached = Attached::new(&made, element.settings, element.listeners);
    let mut children: Vec<_> = element.children.into_iter().map(Markup::build).collect();
    for child in &mut children {
        child.mount(&made, None);
    }
    for reference in element.references {
        reference(&made);
    }
    StandingElement {
        name: element.name,
        element: made,
        attached,
        children,
    }
}

fn update(element: Parts, standing: &mut StandingElement) {
    let attached = &mut standing.attached;
    attached.update(element.settings, element.listeners);
    update_parts(element.children, &mut standing.children, |part| {
        part.mount(&standing.element, None);
    });
    for reference in element.references {
        reference(&standing.element);
    }
}

fn update_all(parts: Vec<Markup>, standing: &mut Vec<Standing>, end: &Comment) {
    update_parts(parts, standing, |part| {
        if let Some(parent) = end.parent_node() {
            part.mount(parent.unchecked_ref(), Some(end));
        }
    });
}

/// Each part at its place; those beyond are taken away, or added at the end.
fn update_parts(parts: Vec<Markup>, standing: &mut Vec<Standing>, add: impl Fn(&mut Standing)) {
    for mut gone in standing.drain(parts.len().min(standing.len())..) {
        gone.unmount();
    }
    let there = standing.len();
    for (at, part) in parts.into_iter().enumerate() {
        if at < there {
            part.rebuild(&mut standing[at]);
        } else {
            let mut part = part.build();
            add(&mut part);
            standing.push(part);
        }
    }
}

impl Standing {
    /// The node before which something can be put to stand before this.
    fn put_before(node: &Node, child: &mut dyn Mountable) -> bool {
        let parent = node.parent_node();
        if let Some(parent) = &parent {
            child.mount(parent.unchecked_ref(), Some(node));
        }
        parent.is_some()
    }

    fn node(&self) -> Option<&Node> {
        match self {
            Self::Nothing(mark) => Some(mark),
            Self::Text(node, _) => Some(node),
            Self::Element(standing) => Some(&standing.element),
            Self::Many(..) | Self::Reactive(_) | Self::View(_) => None,
        }
    }
}

impl Mountable for Standing {
    fn unmount(&mut self) {
        if let Some(node) = self.node() {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(node);
            }
            return;
        }
        match self {
            Self::Many(parts, end) => {
                parts.iter_mut().for_each(Self::unmount);
                end.remove();
            }
            Self::Reactive(effect) => effect.unmount(),
            Self::View(view) => view.unmount(),
            Self::Nothing(_) | Self::Text(..) | Self::Element(_) => {}
        }
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&Node>) {
        if let Some(node) = self.node() {
            let _ = parent.insert_before(node, marker);
            return;
        }
        match self {
            Self::Many(parts, end) => {
                for part in parts {
                    part.mount(parent, marker);
                }
                let _ = parent.insert_before(end, marker);
            }
            Self::Reactive(effect) => effect.mount(parent, marker),
            Self::View(view) => view.mount(parent, marker),
            Self::Nothing(_) | Self::Text(..) | Self::Element(_) => {}
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        if let Some(node) = self.node() {
            return Self::put_before(node, child);
        }
        match self {
            Self::Many(parts, end) => match parts.first() {
                Some(first) => first.insert_before_this(child),
                None => Self::put_before(end, child),
            },
            Self::Reactive(effect) => effect.insert_before_this(child),
            Self::View(view) => view.insert_before_this(child),
            Self::Nothing(_) | Self::Text(..) | Self::Element(_) => false,
        }
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        match self {
            Self::Nothing(_) | Self::Text(..) => Vec::new(),
            Self::Element(standing) => vec![standing.element.clone()],
            Self::Many(parts, _) => parts.iter().flat_map(Self::elements).collect(),
            Self::Reactive(effect) => effect.elements(),
            Self::View(view) => view.elements(),
        }
    }
}

no_attrs!(Markup);

/// Nothing is written by a server here: what is about that is never called.
impl RenderHtml for Markup {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Standing {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
