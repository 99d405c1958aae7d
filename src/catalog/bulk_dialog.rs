//! The dialog for bulk changes: the question, then progress, failures, and whether the list confirms the
//! change. It has no address, because a selection has none.

use std::collections::BTreeSet;

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;

use crate::remote::{Bulk, BulkOutcomes, BulkWords, Listing, read_back};
use crate::ui::{Confirm, Consequence, FormDialog, NameList, Submission};

/// The question before many things are changed. What it says besides is the dialog's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkQuestion {
    /// `Delete 3 tags of platform/api?`
    pub title: String,
    /// The verb and how many: `Delete 3 tags`.
    pub submit_label: String,
    /// Why it may not be done.
    pub refusal: Option<String>,
    /// What is typed before the button works.
    pub type_name: Option<String>,
    /// What happens, said beside the button: the names above it may be many.
    pub consequence: Option<Consequence>,
}

impl BulkQuestion {
    /// A question that nothing is in the way of and that nothing is typed for.
    pub fn plain(title: String, submit_label: String) -> Self {
        Self {
            title,
            submit_label,
            refusal: None,
            type_name: None,
            consequence: None,
        }
    }

    /// Says this beside the button.
    pub fn with_consequence(self, consequence: Consequence) -> Self {
        Self {
            consequence: Some(consequence),
            ..self
        }
    }
}

/// Asks, then changes things and shows how far that is.
#[component]
pub fn BulkDialog<I, U>(
    /// The change.
    bulk: Bulk<I>,
    /// The things that are changed.
    items: Vec<I>,
    /// The name of one, as people know it.
    name: fn(&I) -> String,
    /// What is said while they are changed, and after.
    words: BulkWords,
    /// The question; without one they are changed at once.
    question: Option<BulkQuestion>,
    /// The list they are in, which is loaded again after the change.
    listing: Listing,
    /// Of what was done, what the list still shows as it was.
    unchanged: U,
    /// Closed: unmount it.
    #[prop(into)]
    on_close: UnsyncCallback<()>,
    /// What the question says below its title.
    children: ChildrenFn,
) -> impl IntoView
where
    I: Clone + Send + Sync + 'static,
    U: Fn(Vec<I>) -> Vec<I> + Send + Sync + 'static,
{
    let has_begun = memo(move || bulk.has_begun());
    let read_back = read_back(bulk, listing, name, unchanged);
    if question.is_none() {
        bulk.run(items.clone());
    }
    reactive(
        move || match question.clone().filter(|_| !has_begun.get()) {
            Some(question) => {
                let items = items.clone();
                let on_submit = UnsyncCallback::new(move |()| bulk.run(items.clone()));
                question_view(question, words.is_danger, on_submit, on_close, &children)
            }
            None => view! { <BulkOutcomes bulk name words read_back on_close/> }.into_any(),
        },
    )
}

/// The body of a question about things that are all changed: each by its name.
#[component]
pub fn BulkNames(
    /// The things by their names.
    names: Vec<String>,
) -> impl IntoView {
    let lines = names.into_iter().map(|name| (name, None)).collect();
    view! { <NameList lines/> }
}

fn question_view(
    question: BulkQuestion,
    is_danger: bool,
    on_submit: UnsyncCallback<()>,
    on_close: UnsyncCallback<()>,
    children: &ChildrenFn,
) -> AnyView {
    let BulkQuestion {
        title,
        submit_label,
        refusal,
        type_name,
        consequence,
    } = question;
    let consequence = Signal::stored(consequence);
    let (submission, disabled_because) = (Submission::immediate(), Signal::stored(refusal));
    let body = children();
    match is_danger {
        true => view! {
            <Confirm
                title
                confirm_label=submit_label
                on_confirm=on_submit
                on_close
                submission
                disabled_because
                type_name
                consequence
            >
                {body}
            </Confirm>
        }
        .into_any(),
        false => view! {
            <FormDialog
                title
                submit_label
                on_submit
                on_close
                submission
                disabled_because
                consequence
            >
                {body}
            </FormDialog>
        }
        .into_any(),
    }
}

/// Of what was done, what the list still has: `item` is the thing that a row stands for, and nothing
/// for a row that shows the change.
pub fn still_listed<R, I>(
    rows: Signal<Vec<R>>,
    item: impl Fn(&R) -> Option<I> + Send + Sync + 'static,
) -> impl Fn(Vec<I>) -> Vec<I> + Send + Sync + 'static
where
    R: Send + Sync + 'static,
    I: Ord,
{
    move |mut done: Vec<I>| {
        let listed: BTreeSet<I> = rows.with(|rows| rows.iter().filter_map(&item).collect());
        done.retain(|it| listed.contains(it));
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_list_shows_changed_or_not_at_all_is_not_still_listed() {
        let owner = Owner::new();
        owner.with(|| {
            let rows = RwSignal::new(vec![(1, "old"), (2, "new")]);
            let is_old = |(number, state): &(u32, &str)| (*state == "old").then_some(*number);
            let still = still_listed(rows.into(), is_old);
            assert_eq!(still(vec![1, 2, 3]), [1]);
            rows.set(Vec::new());
            assert_eq!(still(vec![1, 2, 3]), [0; 0]);
        });
    }
}
