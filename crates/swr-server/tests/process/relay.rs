//! A server that keeps nothing: how it starts, and with what it does not.

use crate::server::{Server, misused};

const RELAY: [&str; 6] = [
    "--relay",
    "http://127.0.0.1:1/swr/",
    "--relay-iam",
    "http://localhost:2",
    "--relay-region",
    "eu-de",
];

#[test]
fn a_relay_says_where_calls_go_and_leaves_no_data_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start_relay(folder.path(), &RELAY);
    let line = server.next_line();
    let expected = "forwarding to http://127.0.0.1:1/swr and http://localhost:2, region eu-de\n";
    assert_eq!(line, expected);
    let health = server.ask("GET /healthz HTTP/1.1", "");
    assert!(health.starts_with("HTTP/1.1 200"), "{health}");
    let call = server.ask("GET /v2/manage/repos HTTP/1.1", "");
    assert!(call.starts_with("HTTP/1.1 502"), "{call}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_relay_needs_both_services_a_region_and_encryption() {
    let said = misused(&RELAY[..2]);
    assert!(said.contains("--relay-iam"), "{said}");
    let said = misused(&RELAY[2..4]);
    assert!(said.contains("--relay <URL>"), "{said}");
    let said = misused(&[
        "--listen",
        "127.0.0.1:0",
        RELAY[0],
        RELAY[1],
        RELAY[2],
        RELAY[3],
    ]);
    assert!(said.contains("set it with --relay-region NAME"), "{said}");
    let said = misused(&[
        "--relay",
        "http://swr.example",
        "--relay-iam",
        "http://localhost",
    ]);
    assert!(said.contains("must start with https://"), "{said}");
}

#[test]
fn a_relay_has_no_service_of_its_own() {
    for further in [
        &["--demo"][..],
        &["--empty"],
        &["--data", "data"],
        &["--faults", "seed=7"],
        &["--region", "local-2@127.0.0.1:0"],
        &["--organization-quota", "7"],
        &["--trigger-webhook", "http://127.0.0.1:1/"],
        &["--allow-origin", "https://portal.example"],
    ] {
        let said = misused(&[&RELAY[..], further].concat());
        assert!(said.contains("cannot be used with"), "{said}");
        assert!(said.contains(further[0]), "{said}");
    }
}

#[test]
fn a_console_below_a_path_says_where_it_is() {
    let (data, console) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let console = console.path().to_str().unwrap();
    let arguments = [&RELAY[..], &["--console", console, "--base", "/a/b/"]].concat();
    let mut server = Server::start_relay(data.path(), &arguments);
    let line = server.next_line();
    assert!(
        line.starts_with("the console is at http://127.0.0.1:"),
        "{line}"
    );
    assert!(line.ends_with("/a/b/\n"), "{line}");
    let said = misused(&["--base", "a/b"]);
    assert!(said.contains("a slash at both ends"), "{said}");
}
