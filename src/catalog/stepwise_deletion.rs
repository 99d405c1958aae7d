//! A deletion of several steps: run by the bulk engine, and verified against the list that showed its
//! subject.

use std::collections::BTreeSet;

use leptos::prelude::*;
use swr_api::{
    OrganizationName, OrganizationQuery, PageRequest, Repository, RepositoryPath, RepositoryQuery,
    Tag,
};

use super::changes::bulk_change;
use super::deletion_step::DeletionStep;
use super::every_tag::tags_of;
use super::texts;
use super::watched_query::watched_query;
use crate::markup::{reactive, view};
use crate::navigation::{Navigation, use_navigation};
use crate::reactive::memo;
use crate::remote::{
    Bulk, BulkOutcomes, BulkWords, Collection, Listing, Topic, collection, read_back, use_revisions,
};
use crate::route::{OrganizationTab, Page, RepositoryTab, Route};
use crate::session::use_client;

/// What is said while something is deleted with everything in it.
pub const WHOLE_WORDS: BulkWords = BulkWords::of_deletion(
    texts::DELETING_STEPS,
    texts::STEPS_ENDED,
    texts::STEPS_DELETED,
);

/// The list that shows whether a deletion was made.
#[derive(Clone)]
pub enum ListedIn {
    /// The tags of a repository.
    Tags(RepositoryPath),
    /// The repositories of an organization.
    Repositories(OrganizationName),
    /// The organizations.
    Organizations,
    /// A list that is there already, with the names of what is in it.
    Shown(Listing, Memo<BTreeSet<String>>),
}

/// The deletion of something with everything in it. A page about what is gone is left at once: it would
/// ask for it again.
pub fn stepwise_deletion() -> Bulk<DeletionStep> {
    let navigation = use_navigation();
    let topics = &[Topic::Tags, Topic::Repositories, Topic::Organizations];
    let bulk = bulk_change(topics, move |client, step: &DeletionStep| {
        let step = step.clone();
        async move {
            match &step {
                DeletionStep::Tag(path, tag, _) => client.delete_tag(path, tag).await,
                DeletionStep::Repository(path) => client.delete_repository(path).await,
                DeletionStep::Organization(name) => client.delete_organization(name).await,
            }?;
            leave(navigation, &step);
            Ok(())
        }
    });
    bulk.in_stages(DeletionStep::STAGES)
}

/// Goes to the page above the one that is open where that is about what is gone; a dialog stays.
fn leave(navigation: Navigation, gone: &DeletionStep) {
    let route = navigation.route_untracked();
    if let Some(page) = page_above(&route.page, gone) {
        let view = String::new();
        navigation.replace(Route {
            page,
            view,
            ..route
        });
    }
}

fn page_above(page: &Page, gone: &DeletionStep) -> Option<Page> {
    let path = match page {
        Page::Tag(path, ..) | Page::Repository(path, _) => Some(path),
        _ => None,
    };
    Some(match (gone, page, path) {
        (DeletionStep::Tag(of_tag, tag, _), Page::Tag(path, open, _), _)
            if path == of_tag && open == tag =>
        {
            Page::Repository(path.clone(), RepositoryTab::Tags)
        }
        (DeletionStep::Repository(gone), _, Some(path)) if path == gone => {
            Page::Organization(path.organization.clone(), OrganizationTab::Repositories)
        }
        (DeletionStep::Organization(gone), Page::Organization(name, _), _) if name == gone => {
            Page::Organizations
        }
        _ => return None,
    })
}

/// Shows the question, and once it was answered how far the deletion is and what became of it.
#[component]
pub fn StepwiseDeletion(
    /// The deletion.
    bulk: Bulk<DeletionStep>,
    /// The words for it.
    words: BulkWords,
    /// What is said when all is done.
    #[prop(optional_no_strip)]
    done: Option<String>,
    /// The list that is read back.
    listed: ListedIn,
    /// Closed: unmount it.
    #[prop(into)]
    on_close: UnsyncCallback<()>,
    /// The question.
    #[prop(into)]
    question: ViewFn,
) -> impl IntoView {
    let has_begun = memo(move || bulk.has_begun());
    reactive(move || {
        if !has_begun.get() {
            return question.run();
        }
        let (listing, names) = listed_names(listed.clone());
        let still_there = move |mut done: Vec<DeletionStep>| {
            names.with(|names| done.retain(|it| names.contains(&it.name())));
            done
        };
        let name = DeletionStep::name;
        let read_back = read_back(bulk, listing, name, still_there);
        let done = done.clone();
        view! { <BulkOutcomes bulk name words done read_back on_close/> }.into_any()
    })
}

/// The way out of a dialog with an address whose page may have been left meanwhile: Back would lead to
/// what is gone.
pub fn close_routed() -> impl Fn() + Copy {
    let navigation = use_navigation();
    let opened_on = StoredValue::new(navigation.route_untracked().page);
    move || {
        let route = navigation.route_untracked();
        match opened_on.with_value(|it| *it == route.page) {
            true => navigation.close_dialog(),
            false => navigation.replace(route.without_dialog()),
        }
    }
}

/// The repositories of an organization, loaded again when they change.
fn repositories_of(organization: OrganizationName) -> Collection<Repository> {
    let (client, revisions) = (use_client(), use_revisions());
    let fetch = move |page: PageRequest| {
        revisions.watch(Topic::Repositories);
        let query = RepositoryQuery {
            organization: Some(organization.clone()),
            page,
            ..RepositoryQuery::default()
        };
        client.get().list_repositories(&query)
    };
    collection(|it: &Repository| RepositoryPath::from(it), fetch)
}

/// A list, and the names of what is in it as the steps of a deletion have them.
fn listed_names(listed: ListedIn) -> (Listing, Memo<BTreeSet<String>>) {
    match listed {
        ListedIn::Tags(path) => {
            let all = tags_of(path.clone(), &[Topic::Tags]);
            let rows = all.rows();
            let name = move |it: &Tag| format!("{path}:{}", it.name);
            let names = memo(move || rows.with(|rows| rows.iter().map(&name).collect()));
            (all.listing(), names)
        }
        ListedIn::Repositories(organization) => {
            let all = repositories_of(organization);
            let rows = all.rows();
            let name = |it: &Repository| RepositoryPath::from(it).to_string();
            let names = memo(move || rows.with(|rows| rows.iter().map(name).collect()));
            (all.listing(), names)
        }
        ListedIn::Organizations => {
            let all = watched_query(&[Topic::Organizations], |client| {
                client.list_organizations(&OrganizationQuery::default())
            });
            let rows = all.rows();
            let names =
                memo(move || rows.with(|rows| rows.iter().map(|it| it.name.to_string()).collect()));
            (all.listing(), names)
        }
        ListedIn::Shown(listing, names) => (listing, names),
    }
}

#[cfg(test)]
mod tests {
    use super::super::deletion_step::TagRank;
    use super::*;

    #[test]
    fn only_a_page_about_what_is_gone_is_left() {
        let page = |address: &str| Route::parse(address).page;
        let above = |address: &str, gone: &DeletionStep| page_above(&page(address), gone);
        let path = RepositoryPath::existing("team", "api").unwrap();
        let tag = DeletionStep::Tag(path.clone(), "v1".parse().unwrap(), TagRank::Image);
        let repository = DeletionStep::Repository(path);
        let organization = DeletionStep::Organization(OrganizationName::existing("team").unwrap());
        let (tags, one) = (
            "/organizations/team/repositories/api",
            "/organizations/team",
        );
        let of_tag = format!("{tags}/tags/v1/layers");
        assert_eq!(above(&of_tag, &tag), Some(page(tags)));
        assert_eq!(above(tags, &tag), None);
        assert_eq!(above(&of_tag, &repository), Some(page(one)));
        assert_eq!(above(tags, &repository), Some(page(one)));
        assert_eq!(
            above("/organizations/team/repositories/web", &repository),
            None
        );
        assert_eq!(above(one, &organization), Some(page("/organizations")));
        assert_eq!(above("/organizations", &organization), None);
    }
}
