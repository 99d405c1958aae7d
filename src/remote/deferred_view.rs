//! A view that is built once what stood in its place is gone. Built at once, it would be built while
//! the page before it still hears of the change that ends it, with half of its signals gone.

use crate::reactive::effect;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use leptos::task::spawn_local_scoped_with_cancellation;

/// Shows what `build` builds, a moment later; nothing is painted in between.
pub fn deferred_view(build: impl Fn() -> AnyView + 'static) -> impl IntoView {
    let build = std::rc::Rc::new(build);
    let built = RwSignal::new_local(None);
    effect(move || {
        let build = std::rc::Rc::clone(&build);
        spawn_local_scoped_with_cancellation(async move {
            // What is built lazily, such as a list's empty state, has to find the contexts that are
            // provided while the view is built: they belong to this owner, not to the place below.
            built.try_set(Some(OwnedView::new(build()).into_any()));
        });
    });
    move || {
        built.track();
        // A view can be shown once: it is taken out, and stays where it was put until it is replaced.
        built.try_update_untracked(Option::take).flatten()
    }
}
