//! The handover from the first page to the whole program: everything it has loaded and learned. Missing parts
//! are requested again, so a first page that gives up hands over less and needs no explanation.

use leptos::prelude::*;
use swr_api::{Error, List, Organization};

use crate::configuration::{Configuration, Wrong};
use crate::i18n::Texts;
use crate::session::SignedIn;
use crate::session::start::Attempt;

/// What the first page, or the page around, hands over to the whole program.
#[derive(Clone, Default)]
pub struct Handover {
    /// The response to the configuration, as `transport::files` gives it.
    pub configuration: Option<Result<Result<Configuration, Wrong>, Error>>,
    /// The words of the language in use.
    pub texts: Option<Texts>,
    /// The sign-in that has taken place.
    pub signed_in: Option<SignedIn>,
    /// What was typed to sign in.
    pub attempt: Option<Attempt>,
    /// The response to the list of organizations.
    pub organizations: Option<Result<List<Organization>, Error>>,
}

/// The rows of the first page, for anyone who shows them first.
#[derive(Clone, Copy)]
pub(super) struct HandedOverOrganizations(StoredValue<Option<Result<List<Organization>, Error>>>);

impl HandedOverOrganizations {
    pub(super) fn provide(rows: Option<Result<List<Organization>, Error>>) {
        provide_context(Self(StoredValue::new(rows)));
    }

    /// Once: later they are old.
    pub(super) fn take() -> Option<Result<List<Organization>, Error>> {
        let rows = use_context::<Self>()?;
        rows.0.try_update_value(Option::take).flatten()
    }
}
