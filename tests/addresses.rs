//! `docs/addresses.md` is a promise: every address in it leads where it says, every address of the
//! program is in it, and every name in it is said somewhere.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::BTreeSet;

use swr_console::app::all_texts;
use swr_console::route::{
    Dialog, OrganizationTab, Page, RepositoryScope, RepositoryTab, Route, TagTab,
};

const PAGE: &str = include_str!("../docs/addresses.md");

/// The rows of the table below a heading, as cells, without the heading row.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let (_, section) = PAGE.split_once(&format!("\n{heading}\n")).unwrap();
    let lines = section.lines().skip_while(|line| !line.starts_with('|'));
    let rows = lines.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

/// What is between the backticks of a cell.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The first cells of a table, with names in place of their places.
fn addresses(heading: &str) -> Vec<String> {
    let rows = table(heading);
    let cells = rows.iter().map(|row| quoted(row[0]).next().unwrap());
    cells.map(filled).collect()
}

fn filled(address: &str) -> String {
    let address = address.replace("{organization}", "platform");
    let address = address.replace("{repository}", "auth$session-broker");
    let address = address.replace("{account}", "partner");
    let address = address.replace("{number}", "7");
    let address = address.replace("{trigger}", "deploy-staging");
    address.replace("{tag}", "2.14.0")
}

/// Which kind of page it is, without its names. A new kind must be added here and to the page.
fn kind(page: &Page) -> &'static str {
    match page {
        Page::Overview => "overview",
        Page::Organizations => "organizations",
        Page::Organization(_, OrganizationTab::Repositories) => "organization",
        Page::Organization(_, OrganizationTab::Members) => "members",
        Page::Organization(_, OrganizationTab::Storage) => "organization-storage",
        Page::Repositories(RepositoryScope::Own) => "repositories",
        Page::Repositories(RepositoryScope::SharedWithMe) => "shared-with-me",
        Page::Repositories(RepositoryScope::SharedByMe) => "shared-by-me",
        Page::Repository(_, RepositoryTab::Tags) => "repository",
        Page::Repository(_, RepositoryTab::Storage) => "storage",
        Page::Repository(_, RepositoryTab::Permissions) => "permissions",
        Page::Repository(_, RepositoryTab::Sharing) => "sharing",
        Page::Repository(_, RepositoryTab::Triggers) => "triggers",
        Page::Repository(_, RepositoryTab::Synchronization) => "synchronization",
        Page::Repository(_, RepositoryTab::Retention) => "retention",
        Page::Repository(_, RepositoryTab::About) => "about",
        Page::Tag(_, _, TagTab::Overview) => "tag",
        Page::Tag(_, _, TagTab::Configuration) => "configuration",
        Page::Tag(_, _, TagTab::BuildSteps) => "build-steps",
        Page::Tag(_, _, TagTab::Layers) => "layers",
        Page::Tag(_, _, TagTab::Manifest) => "manifest",
        Page::Tag(_, _, TagTab::References) => "references",
        Page::LoginCommand => "login-command",
        Page::Settings => "settings",
        Page::Connection => "connection",
        Page::SignIn => "sign-in",
        Page::NotFound(_) => "nothing",
    }
}

#[test]
fn every_page_has_its_address_and_every_address_its_page() {
    let mut kinds = BTreeSet::new();
    for address in addresses("## Pages") {
        let route = Route::parse(&address);
        assert_eq!(route.to_path(), address);
        kinds.insert(kind(&route.page));
    }
    let pages = [
        "about",
        "build-steps",
        "configuration",
        "connection",
        "layers",
        "login-command",
        "manifest",
        "members",
        "organization",
        "organization-storage",
        "organizations",
        "overview",
        "permissions",
        "references",
        "repositories",
        "repository",
        "retention",
        "settings",
        "shared-by-me",
        "shared-with-me",
        "sharing",
        "sign-in",
        "storage",
        "synchronization",
        "tag",
        "triggers",
    ];
    assert_eq!(kinds, BTreeSet::from(pages));
}

#[test]
fn every_short_form_leads_where_it_says() {
    for row in table("### Short forms") {
        let [short, long] = [row[0], row[1]].map(|cell| filled(quoted(cell).next().unwrap()));
        assert_eq!(Route::parse(&short).to_path(), long, "{short}");
    }
}

#[test]
fn every_dialog_has_its_query() {
    let mut kinds = BTreeSet::new();
    for query in addresses("## Dialogs") {
        let address = format!("/repositories{query}");
        let route = Route::parse(&address);
        assert_eq!(route.to_path(), address);
        kinds.insert(match route.dialog.expect(&address) {
            Dialog::CreateOrganization => 0,
            Dialog::DeleteOrganization(_) => 1,
            Dialog::CreateRepository => 2,
            Dialog::EditRepository(_) => 3,
            Dialog::DeleteRepository(_) => 4,
            Dialog::DeleteTag(..) => 5,
            Dialog::GrantOrganizationAccess(_) => 6,
            Dialog::GrantRepositoryAccess(_) => 7,
            Dialog::ShareRepository(_) => 8,
            Dialog::EditShare(..) => 9,
            Dialog::StopSharing(..) => 10,
            Dialog::RetagTag(..) => 11,
            Dialog::CreateSynchronization(_) => 12,
            Dialog::DeleteSynchronization(..) => 13,
            Dialog::SynchronizeTags(_) => 14,
            Dialog::CreateRetention(_) => 15,
            Dialog::EditRetention(..) => 16,
            Dialog::DeleteRetention(..) => 17,
            Dialog::CreateTrigger(_) => 18,
            Dialog::TriggerResults(..) => 19,
            Dialog::DeleteTrigger(..) => 20,
            Dialog::CreateAgency => 21,
            Dialog::PushImage(_) => 22,
        });
    }
    assert_eq!(kinds, (0..23).collect());
}

#[test]
fn every_promised_name_is_said() {
    let said: BTreeSet<&str> = all_texts()
        .flat_map(|text| [Some(text.english), text.english_other])
        .flatten()
        .collect();
    let rows = table("## Names");
    let names: Vec<&str> = rows.iter().flat_map(|row| quoted(row[2])).collect();
    assert!(names.len() > 50, "the table of names is there");
    let unsaid: Vec<_> = names.iter().filter(|name| !said.contains(*name)).collect();
    assert!(unsaid.is_empty(), "nobody says {unsaid:?}");
}
