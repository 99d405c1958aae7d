//! A table of rows that are loading.

use crate::markup::view;
use leptos::prelude::*;

use super::Listing;
use crate::i18n::{Text, use_texts};
use crate::navigation::kept_view;
use crate::ui::{Table, TableControls, TableDefinition, TableView};

/// A table that always says how far its rows are, what can be done about it, and why they did not come.
#[component]
pub fn ListingTable<R>(
    /// Columns, key and acts.
    definition: TableDefinition<R>,
    /// The rows. A signal or a memo, not a derived closure: it is read for every row in sight.
    #[prop(into)]
    rows: Signal<Vec<R>>,
    /// Filter, sort and columns; without them the table keeps its own in the address.
    #[prop(optional)]
    view: Option<RwSignal<TableView>>,
    /// The loading of the rows.
    listing: Listing,
    /// The title in their place when they did not come: `Tags could not be loaded`.
    not_loaded: &'static Text,
    /// Shown when there are none: an empty state with the first step.
    #[prop(into)]
    empty: ViewFn,
    /// More than the listing's own controls.
    #[prop(optional)]
    controls: Option<TableControls>,
) -> impl IntoView
where
    R: Clone + PartialEq + Send + Sync + 'static,
{
    let texts = use_texts();
    view! {
        <Table
            definition
            rows
            view=view.unwrap_or_else(|| kept_view((TableView::from_query, TableView::to_query)))
            progress=listing.progress()
            empty=listing.instead(texts.get(not_loaded), move || empty.run())
            controls=controls.unwrap_or_else(|| listing.controls())
        />
    }
}
