//! A copy of a running service, checked and put back as a person would do it.

use std::fs;

use crate::server::{Server, program, refused};

#[test]
fn a_running_service_is_backed_up_checked_and_restored() {
    let parent = tempfile::tempdir().unwrap();
    let [data, backup, again] = ["data", "backup", "again"].map(|it| parent.path().join(it));
    let mut server = Server::start(&data, &[]);
    let password = server.first_password();
    let token = server.sign_in("admin", &password).unwrap();
    let create = format!("POST /v2/manage/namespaces HTTP/1.1\r\n{token}");
    let created = server.ask(&create, "{\"namespace\":\"team\"}");
    assert!(created.starts_with("HTTP/1.1 201"), "{created}");
    let at = |folder: &std::path::Path| folder.display().to_string();

    let (is_done, said) = program(&["backup", "--data", &at(&data), &at(&backup)]);
    assert!(is_done && said.starts_with("backed up to "), "{said}");
    let (is_whole, said) = program(&["verify", &at(&backup)]);
    assert!(is_whole && said.contains(" has no problems: "), "{said}");
    let (is_whole, said) = program(&["verify", "--data", &at(&data)]);
    assert!(is_whole, "also of a service that runs: {said}");
    let (is_done, said) = program(&["restore", "--data", &at(&data), &at(&backup)]);
    assert!(!is_done && said.contains("is not empty"), "{said}");
    let (is_done, said) = program(&["restore", "--data", &at(&again), &at(&backup)]);
    assert!(is_done && said.starts_with("restored to "), "{said}");

    let restored = Server::start(&again, &[]);
    let show = format!("GET /v2/manage/namespaces/team HTTP/1.1\r\n{token}");
    let shown = restored.ask(&show, "");
    assert!(shown.starts_with("HTTP/1.1 200"), "{shown}");
    drop(restored);
    fs::write(again.join("swr.sqlite"), vec![b'x'; 9000]).unwrap();
    let (is_whole, said) = program(&["verify", &at(&again)]);
    assert!(!is_whole && said.contains("damaged"), "{said}");
}

#[test]
fn a_database_or_a_log_without_the_other_is_named_at_the_start_and_by_verify() {
    let parent = tempfile::tempdir().unwrap();
    let data = parent.path().join("data");
    let at = data.display().to_string();
    let [database, log] = ["swr.sqlite", "swr.sqlite-wal"].map(|name| data.join(name));
    Server::start(&data, &[]).kill();
    let kept = [&database, &log].map(|path| fs::read(path).unwrap());

    fs::remove_file(&log).unwrap();
    let missing = "the newest changes of ";
    let said = refused(&data, &[]);
    assert!(said.contains(missing), "{said}");
    let (is_whole, said) = program(&["verify", &at]);
    assert!(!is_whole && said.contains(missing), "{said}");

    fs::write(&log, &kept[1]).unwrap();
    fs::remove_file(&database).unwrap();
    let alone = "exists without its database";
    let said = refused(&data, &[]);
    assert!(said.contains(alone), "{said}");
    let (is_whole, said) = program(&["verify", &at]);
    assert!(!is_whole && said.contains(alone), "{said}");

    fs::write(&database, &kept[0]).unwrap();
    let (is_whole, said) = program(&["verify", &at]);
    assert!(is_whole, "{said}");
}
