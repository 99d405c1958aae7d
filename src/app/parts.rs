//! The parts of the program that load when they are first shown (docs/decisions/0017): what people open
//! every day, and the rest.
//!
//! With the feature `split` each of them is where the build cuts: what only its group reaches loads when
//! it is called. Without it they are ordinary functions, for tests and for the development server.

#[cfg(feature = "split")]
use leptos::prelude::AnyView;

use super::bodies::Body;
use super::{bodies, dialogs, pages};
#[cfg(feature = "split")]
use crate::remote::PartMissing;
use crate::remote::PartView;
#[cfg(not(feature = "split"))]
use crate::remote::part_that_is_there;
use crate::route::{Dialog, OrganizationTab, Page, RepositoryScope, RepositoryTab};

/// A part: the function that gives its view, and the view's own function. Parts of one group are one file;
/// `late` is the group that the program itself is in.
macro_rules! part {
    (
        $(#[$doc:meta])*
        $part:ident in $group:ident, $view_of:ident($what:ty) = $view:path $(, preload($preload:ident))?
    ) => {
        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split(
            $group,
            wasm_split_path = leptos::wasm_split,
            fallible
            $(, preload($preload))?
        )]
        fn $view_of(what: $what) -> Result<AnyView, PartMissing> {
            Ok($view(what))
        }

        $(#[$doc])*
        pub(super) fn $part(what: $what) -> PartView {
            #[cfg(feature = "split")]
            return Box::pin($view_of(what));
            #[cfg(not(feature = "split"))]
            part_that_is_there($view(what))
        }
    };
}

part!(
    /// Pages of what people look at every day.
    daily in late, view_of_daily(Page) = pages::daily
);
part!(
    /// The page of one tag.
    tag in rest, view_of_tag(Page) = pages::tag, preload(load_rest)
);
part!(
    /// The overview.
    overview in late, view_of_overview(()) = pages::overview
);
part!(
    /// Pages of the account and of the console itself.
    account in rest, view_of_account(Page) = pages::account
);
part!(
    /// Tabs that say who may do what, and what happens by itself.
    administration in rest, view_of_administration(Body) = bodies::view
);
part!(
    /// What stands above a page.
    dialog in rest, view_of_dialog(Dialog) = dialogs::view
);

/// Whether a page is in the group `rest`.
pub fn is_in_the_rest(page: &Page) -> bool {
    match page {
        Page::Tag(..) | Page::LoginCommand | Page::Settings | Page::Connection => true,
        Page::Organization(_, tab) => *tab != OrganizationTab::Repositories,
        Page::Repositories(scope) => *scope != RepositoryScope::Own,
        Page::Repository(_, tab) => !matches!(tab, RepositoryTab::Tags | RepositoryTab::About),
        _ => false,
    }
}

/// Loads the rest before somebody asks for it. A failure is no matter here: whatever needs it asks again,
/// and says so.
pub fn preload_rest() {
    #[cfg(feature = "split")]
    crate::remote::load_ahead(load_rest());
}
