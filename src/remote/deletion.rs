//! A verified deletion: after the service confirms it, the item is requested again, and only then is the
//! user told.
//!
//! The deletion has ended when the check begins, so a late or missing response concerns only the check.

use swr_api::Error;

use super::deadline::answered;
use super::task::to_the_end;
use super::{Mutation, mutation, texts};
use crate::i18n::{Text, Texts, use_texts};
use crate::ui::{Toasts, use_toasts};

/// The ways to name a thing that is deleted and to look for it.
pub struct Doomed<I, T> {
    /// The name of it, as people know it.
    pub name: fn(&I) -> String,
    /// Whether it is in what was listed.
    pub is_in: fn(&I, &T) -> bool,
    /// That it is deleted, with a place for its `name`.
    pub deleted: &'static Text,
}

/// Deletes with `delete` and looks at what `list` gives: a list and not the thing itself, because
/// what is gone is an error in the browser's own log, and not every service knows the call.
/// `on_done` and `while_open` are those of [`mutation`]: they run as soon as the service has said yes.
pub fn deletion<I, T, D, L>(
    doomed: Doomed<I, T>,
    delete: impl Fn(&I) -> D + 'static,
    list: impl Fn(&I) -> L + 'static,
    on_done: impl Fn(&I) + 'static,
    while_open: impl Fn(I) + 'static,
) -> Mutation<I>
where
    I: Clone + 'static,
    T: 'static,
    D: Future<Output = Result<(), Error>> + 'static,
    L: Future<Output = Result<T, Error>> + 'static,
{
    let (texts, toasts) = (use_texts(), use_toasts());
    mutation(
        delete,
        move |input, ()| {
            on_done(input);
            let Doomed {
                name,
                is_in,
                deleted,
            } = doomed;
            let (input, listed) = (input.clone(), list(input));
            to_the_end(async move {
                let listed = answered(listed).await;
                let is_listed = listed.map(|listed| is_in(&input, &listed));
                tell(texts, toasts, deleted, &name(&input), is_listed);
            });
        },
        move |input, ()| while_open(input),
    )
}

fn tell(
    texts: Texts,
    toasts: Toasts,
    deleted: &'static Text,
    name: &str,
    is_listed: Result<bool, Error>,
) {
    let values = [("name", name)];
    match is_listed {
        Ok(false) => toasts.success(texts.fill(deleted, &values)),
        Ok(true) => toasts.failure(texts.fill(texts::STILL_LISTED, &values)),
        Err(_) => toasts.failure(texts.fill(texts::NOT_READ_BACK, &values)),
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::provide_context;

    use super::super::test_stage::{Service, TestOwner, refused, settle};
    use super::*;
    use crate::ui::provide_toasts;

    const DELETED: &Text = &Text {
        key: "test.deleted",
        english: "{name} is deleted.",
        english_other: None,
    };

    struct Stage {
        _owner: TestOwner,
        deleting: Service<u32, ()>,
        looking: Service<u32, bool>,
        toasts: Toasts,
        deletion: Mutation<u32>,
    }

    fn stage() -> Stage {
        let (owner, deleting, looking) = (TestOwner::new(), Service::new(), Service::new());
        let (deleted, looked) = (deleting.clone(), looking.clone());
        let doomed = Doomed {
            name: u32::to_string,
            is_in: |_, is_listed: &bool| *is_listed,
            deleted: DELETED,
        };
        let (toasts, deletion) = owner.with(move || {
            provide_context(Texts::english());
            let toasts = provide_toasts();
            let deletion = deletion(
                doomed,
                move |input: &u32| deleted.call(*input),
                move |input: &u32| looked.call(*input),
                |_| {},
                |_| {},
            );
            (toasts, deletion)
        });
        Stage {
            _owner: owner,
            deleting,
            looking,
            toasts,
            deletion,
        }
    }

    fn check(is_listed: Result<bool, Error>, expected: &str) {
        let stage = stage();
        stage.deletion.run(7);
        settle();
        stage.deleting.answer(0, Ok(()));
        assert_eq!(stage.looking.calls(), [7]);
        assert_eq!(stage.toasts.messages(), [""; 0]);
        stage.looking.answer(0, is_listed);
        assert_eq!(stage.toasts.messages(), [expected]);
    }

    #[test]
    fn it_is_deleted_when_it_is_gone_and_not_before() {
        check(Ok(false), "7 is deleted.");
    }

    #[test]
    fn what_is_still_listed_is_not_called_deleted() {
        check(
            Ok(true),
            "The service confirmed the deletion of 7 but still lists it.",
        );
        check(
            Err(refused()),
            "The service confirmed the deletion of 7, but it could not be verified.",
        );
    }

    #[test]
    fn a_rejected_deletion_looks_at_nothing() {
        let stage = stage();
        stage.deletion.run(7);
        settle();
        stage.deleting.answer(0, Err(refused()));
        assert_eq!(stage.looking.calls(), [0; 0]);
        assert!(stage.toasts.messages().is_empty());
    }
}
