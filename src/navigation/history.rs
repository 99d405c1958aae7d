//! The browser history: one trait, three implementations.

use std::any::Any;

/// A place that keeps addresses. All addresses are below the console's own base: `/settings?a=b`.
pub trait History: 'static {
    /// The address we are at.
    fn address(&self) -> String;

    /// Adds an address after this one.
    fn push(&self, address: &str);

    /// Adds an address that is over this one, as a dialog does: one step back closes it.
    fn push_over(&self, address: &str);

    /// Whether the address we are at was added over the one before it. Stays known when the page is
    /// loaded anew, and when we come back here by the browser's own buttons.
    fn is_over(&self) -> bool;

    /// Puts an address in the place of this one; it is over the same one as before.
    fn replace(&self, address: &str);

    /// Goes one step back; anyone who listens is told.
    fn back(&self);

    /// What a link to an address has as its `href`.
    fn href(&self, address: &str) -> String;

    /// The address that a link leads to, when it is one of ours.
    fn address_of(&self, href: &str) -> Option<String>;

    /// Calls when the address changes by other hands. Dropping what is returned ends that.
    fn listen(&self, on_moved: Box<dyn Fn()>) -> Box<dyn Any>;

    /// Whether there is a step back that stays within what we pushed. Only the history that is
    /// ours alone can know.
    fn can_go_back(&self) -> bool {
        false
    }
}
