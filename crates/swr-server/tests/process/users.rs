//! `swr-server users`, beside a server that runs on the same folder.

use crate::server::{Server, users};

#[test]
fn a_user_is_added_changed_and_disabled_while_the_server_runs() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let server = Server::start(data, &[]);

    let (added, _) = users(data, &["add", "ann", "--password-stdin"], "first\n");
    assert!(added);
    assert!(server.sign_in("ann", "first").is_some());
    let (again, said) = users(data, &["add", "ann"], "");
    assert!(!again && said.contains("already"), "{said}");

    let (_, listed) = users(data, &["list"], "");
    assert_eq!(
        without_ids(&listed),
        "local/admin (administrator)\nlocal/ann\n"
    );

    let (changed, _) = users(data, &["password", "ann", "--password-stdin"], "second\n");
    assert!(changed);
    assert!(server.sign_in("ann", "first").is_none());
    assert!(server.sign_in("ann", "second").is_some());

    users(data, &["disable", "ann"], "");
    assert!(server.sign_in("ann", "second").is_none());
    users(data, &["disable", "ann", "--undo"], "");
    assert!(server.sign_in("ann", "second").is_some());
}

#[test]
fn a_generated_password_is_shown_and_works() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), &[]);
    let (_, said) = users(data.path(), &["add", "bob", "--administrator"], "");
    let password = said.split(' ').nth(1).unwrap();
    assert!(server.sign_in("bob", password).is_some());
}

#[test]
fn a_password_that_was_not_kept_is_not_shown() {
    let data = tempfile::tempdir().unwrap();
    drop(Server::start(data.path(), &[]));
    let database = rusqlite::Connection::open(data.path().join("swr.sqlite")).unwrap();
    for change in ["INSERT", "UPDATE"] {
        let trigger = format!(
            "CREATE TRIGGER no_{change} BEFORE {change} ON users
             BEGIN SELECT RAISE(ABORT, 'not today'); END"
        );
        database.execute_batch(&trigger).unwrap();
    }
    for arguments in [["add", "bob"], ["password", "admin"]] {
        let (ok, said) = users(data.path(), &arguments, "");
        assert!(!ok && said.contains("not today"), "{said}");
        assert!(!said.contains("password"), "{said}");
    }
}

#[test]
fn access_keys_are_added_listed_and_removed() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    drop(Server::start(data, &[]));
    let (_, added) = users(data, &["keys", "admin", "--add"], "");
    let access_key = added.lines().next().unwrap();
    let access_key = access_key.strip_prefix("access key ").unwrap();
    assert!(added.contains("secret key "));
    let (_, listed) = users(data, &["keys", "admin"], "");
    assert_eq!(listed, format!("{access_key}\n"));
    assert!(users(data, &["keys", "admin", "--remove", access_key], "").0);
    assert_eq!(users(data, &["keys", "admin"], "").1, "");
}

#[test]
fn without_data_or_user_the_sentence_says_so() {
    let data = tempfile::tempdir().unwrap();
    let (ok, said) = users(data.path(), &["list"], "");
    assert!(
        !ok && said.contains("start the server with this folder first"),
        "{said}"
    );
    drop(Server::start(data.path(), &[]));
    let (ok, said) = users(data.path(), &["disable", "nobody"], "");
    assert!(!ok && said.contains("user nobody does not exist"), "{said}");
}

/// A list of users without the ids, each of which must be one that a grant takes.
pub(crate) fn without_ids(listed: &str) -> String {
    let line = |line: &str| {
        let mut words: Vec<&str> = line.split(' ').collect();
        let id = words.remove(1);
        let is_id = id.len() == 32 && id.bytes().all(|it| it.is_ascii_hexdigit());
        assert!(is_id, "{line}");
        format!("{}\n", words.join(" "))
    };
    listed.lines().map(line).collect()
}
