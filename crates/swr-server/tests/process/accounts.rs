//! `swr-server accounts`, and users of other accounts than the first.

use crate::server::{Server, accounts, users};
use crate::users::without_ids;

#[test]
fn an_account_comes_with_a_project_and_an_administrator() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let server = Server::start(data, &[]);
    let (added, said) = accounts(data, &["add", "partner"], "");
    assert!(added, "{said}");
    let lines: Vec<_> = said.lines().collect();
    let project = lines[0]
        .strip_prefix("account partner, project ID ")
        .unwrap();
    assert_eq!(lines[1], "sign in with account partner, user admin");
    let password = lines[2].strip_prefix("password ").unwrap();
    let password = password.strip_suffix(" (shown only once)").unwrap();

    let token = server.sign_in_to("partner", "admin", password).unwrap();
    let quotas = format!("GET /v2/manage/projects/{project}/quotas HTTP/1.1\r\n{token}");
    assert!(server.ask(&quotas, "").starts_with("HTTP/1.1 200"));
    assert!(server.sign_in("admin", password).is_none());

    let (_, listed) = accounts(data, &["list"], "");
    let local = "local, project ID 00000000000000000000000000000001";
    assert_eq!(listed, format!("{local}\npartner, project ID {project}\n"));
}

#[test]
fn users_of_an_account_are_apart_from_those_of_others() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let server = Server::start(data, &[]);
    let add = [
        "add",
        "partner",
        "--administrator",
        "boss",
        "--password-stdin",
    ];
    assert!(accounts(data, &add, "first\n").0);
    assert!(server.sign_in_to("partner", "boss", "first").is_some());

    let add = ["add", "ann", "--password-stdin", "--account", "partner"];
    assert!(users(data, &add, "hers\n").0);
    assert!(users(data, &["add", "ann", "--password-stdin"], "ours\n").0);
    assert!(server.sign_in_to("partner", "ann", "hers").is_some());
    assert!(server.sign_in("ann", "ours").is_some());

    let (_, all) = users(data, &["list"], "");
    let partners = "partner/ann\npartner/boss (administrator)\n";
    assert_eq!(
        without_ids(&all),
        format!("local/admin (administrator)\nlocal/ann\n{partners}")
    );
    assert_eq!(
        without_ids(&users(data, &["--account", "partner", "list"], "").1),
        partners
    );

    assert!(users(data, &["disable", "ann", "--account", "partner"], "").0);
    assert!(server.sign_in_to("partner", "ann", "hers").is_none());
    assert!(server.sign_in("ann", "ours").is_some());
}

#[test]
fn what_is_wrong_is_reported_in_a_sentence() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let (ok, said) = accounts(data, &["list"], "");
    assert!(
        !ok && said.contains("start the server with this folder first"),
        "{said}"
    );
    drop(Server::start(data, &[]));
    for (arguments, sentence) in [
        (&["add", "local"][..], "account local already exists"),
        (
            &["add", "no/slash"],
            "the name of an account must have 1–64",
        ),
    ] {
        let (ok, said) = accounts(data, arguments, "");
        assert!(!ok && said.contains(sentence), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let (ok, said) = users(data, &["list", "--account", "nobody"], "");
    assert!(
        !ok && said.contains("account nobody does not exist"),
        "{said}"
    );
}
