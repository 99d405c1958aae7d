//! Replication of a repository's images to other regions: automatically, on demand, and the progress of
//! each job.
//!
//! The service accepts unknown organizations and tags, and their jobs fail later; the field and the job say
//! so. Only administrators of an account may replicate, so the regions are requested first; if that is
//! rejected, nothing else is requested.
//!
//! Calls: `swr_api::synchronization`.

mod automatic;
mod by_hand;
mod create;
mod delete;
mod delete_many;
mod draft;
mod fields;
mod jobs;
mod refused;
mod selection;
mod status;
pub mod texts;

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{Error, ErrorKind, List, Region, RepositoryPath};

use self::automatic::AutomaticList;
pub use self::by_hand::SynchronizeTags;
pub use self::create::CreateSynchronization;
pub use self::delete::DeleteSynchronization;
use self::jobs::JobList;
use crate::configuration::Capability;
use crate::i18n::use_texts;
use crate::remote::{Query, QueryState, problem, query};
use crate::session::{use_capabilities, use_client};
use crate::ui::{ErrorPanel, Problem};

/// Where a repository is copied to.
#[component]
pub fn SynchronizationPage(
    /// The repository whose synchronizations are listed.
    path: RepositoryPath,
) -> impl IntoView {
    let regions = regions();
    let error = memo(move || regions.error());
    let refused = memo(move || error.get().filter(|it| it.kind() == ErrorKind::Forbidden));
    let is_known = memo(move || regions.with(|it| it.value.is_some()));
    reactive(move || match refused.get() {
        Some(error) => view! { <AdministratorsOnly error/> }.into_any(),
        None => {
            let path = path.clone();
            let content = move || {
                let path = path.clone();
                is_known.get().then(|| {
                    view! {
                        <AutomaticList path=path.clone() regions/>
                        <JobList path regions/>
                    }
                })
            };
            view! {
                <QueryState query=regions/>
                {content}
            }
            .into_any()
        }
    })
}

/// The regions to which images can be copied. A service that does not know the call copies none.
fn regions() -> Query<List<Region>> {
    let client = use_client();
    let regions = query(move || client.get().list_regions());
    let error = Signal::derive(move || regions.error());
    use_capabilities().learn_from(Capability::Synchronization, error);
    regions
}

/// The name of a region.
fn region_name(regions: &[Region], id: &str) -> String {
    let found = regions.iter().find(|it| it.id == id);
    let name = found
        .and_then(|it| it.name.clone())
        .filter(|it| !it.is_empty());
    name.unwrap_or_else(|| id.to_owned())
}

#[component]
fn AdministratorsOnly(error: Error) -> impl IntoView {
    let texts = use_texts();
    let problem = Problem {
        sentence: texts.get(texts::ADMINISTRATORS_SENTENCE).to_owned(),
        hint: Some(texts.get(texts::ADMINISTRATORS_HINT).to_owned()),
        ..problem(texts, &error)
    };
    view! { <ErrorPanel title=texts.get(texts::ADMINISTRATORS_ONLY) problem/> }
}
