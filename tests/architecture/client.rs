//! The client can be published: what it refers to is in its own folder.

use crate::tree::{hold, read, sources};

#[test]
fn the_clients_licences_are_those_of_the_project() {
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert_eq!(
            read(&format!("crates/swr-api/{name}")),
            read(name),
            "{name}"
        );
    }
}

#[test]
fn the_client_says_what_a_registry_of_crates_asks_for() {
    let manifest = read("crates/swr-api/Cargo.toml");
    let fields = ["description", "license", "readme", "keywords", "categories"];
    let missing = fields
        .into_iter()
        .filter(|field| !manifest.contains(&format!("\n{field}")));
    hold("Cargo.toml says", missing.map(str::to_owned).collect());
    assert!(manifest.contains("[package.metadata.docs.rs]"));
    assert!(read("crates/swr-api/README.md").contains("# swr-api"));
}

#[test]
fn a_call_names_the_page_it_was_written_from() {
    // The overview of all calls says nothing about one of them.
    let overview = "swr_02_0065";
    let vague = sources("crates/swr-api/src", &["rs"]);
    let vague = vague.into_iter().filter(|it| it.text.contains(overview));
    hold(
        "a call links its own page",
        vague.map(|it| it.path).collect(),
    );
}
