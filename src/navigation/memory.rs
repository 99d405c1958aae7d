//! A history in memory, for an embedded console and for tests: the host page keeps its address.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::History;

/// Addresses in memory.
pub struct MemoryHistory(Rc<Addresses>);

struct Addresses {
    entries: RefCell<Vec<Entry>>,
    current: Cell<usize>,
    on_moved: RefCell<Option<Rc<dyn Fn()>>>,
}

#[derive(Clone)]
struct Entry {
    address: String,
    is_over: bool,
}

impl Entry {
    fn new(address: &str, is_over: bool) -> Self {
        let address = address.to_owned();
        Self { address, is_over }
    }
}

impl Addresses {
    fn current(&self) -> Entry {
        self.entries.borrow()[self.current.get()].clone()
    }

    fn add(&self, entry: Entry) {
        let mut entries = self.entries.borrow_mut();
        entries.truncate(self.current.get() + 1);
        entries.push(entry);
        self.current.set(entries.len() - 1);
    }
}

impl MemoryHistory {
    /// A history whose first entry is this address.
    pub fn starting_at(address: &str) -> Self {
        Self(Rc::new(Addresses {
            entries: RefCell::new(vec![Entry::new(address, false)]),
            current: Cell::new(0),
            on_moved: RefCell::new(None),
        }))
    }
}

/// Ends listening.
struct Listening(Rc<Addresses>);

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.on_moved.take();
    }
}

impl History for MemoryHistory {
    fn address(&self) -> String {
        self.0.current().address
    }

    fn push(&self, address: &str) {
        self.0.add(Entry::new(address, false));
    }

    fn push_over(&self, address: &str) {
        self.0.add(Entry::new(address, true));
    }

    fn is_over(&self) -> bool {
        self.0.current().is_over
    }

    fn replace(&self, address: &str) {
        address.clone_into(&mut self.0.entries.borrow_mut()[self.0.current.get()].address);
    }

    fn back(&self) {
        let Some(previous) = self.0.current.get().checked_sub(1) else {
            return;
        };
        self.0.current.set(previous);
        // The borrow ends before the call: anyone who is told may navigate at once.
        let on_moved = self.0.on_moved.borrow().clone();
        if let Some(on_moved) = on_moved {
            on_moved();
        }
    }

    fn href(&self, address: &str) -> String {
        format!("#{address}")
    }

    fn address_of(&self, href: &str) -> Option<String> {
        href.strip_prefix('#')
            .filter(|it| it.starts_with('/'))
            .map(str::to_owned)
    }

    fn listen(&self, on_moved: Box<dyn Fn()>) -> Box<dyn Any> {
        self.0.on_moved.replace(Some(Rc::from(on_moved)));
        Box::new(Listening(Rc::clone(&self.0)))
    }

    fn can_go_back(&self) -> bool {
        self.0.current.get() > 0
    }
}
