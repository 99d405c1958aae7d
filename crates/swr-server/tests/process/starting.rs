//! The first lines, and every reason not to start, each in one sentence.

use std::fs;
use std::net::TcpListener;

use crate::server::{Server, refused};

#[test]
fn the_first_start_says_where_it_listens_and_how_to_sign_in() {
    let data = tempfile::tempdir().unwrap();
    let mut server = Server::start(data.path(), &[]);
    let password = server.first_password();
    assert!(server.sign_in("admin", &password).is_some());
    assert!(server.sign_in("admin", "wrong").is_none());
    let health = server.ask("GET /healthz HTTP/1.1", "");
    assert!(health.starts_with("HTTP/1.1 200"), "{health}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_limit_of_open_files_is_raised_as_far_as_it_may_be() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start_with_open_files(data.path(), 64);
    let limits = fs::read_to_string(format!("/proc/{}/limits", server.process_id())).unwrap();
    let line = limits
        .lines()
        .find(|line| line.starts_with("Max open files"));
    let numbers: Vec<_> = line.unwrap().split_whitespace().skip(3).take(2).collect();
    let [soft, hard] = [0, 1].map(|place| numbers[place].parse().unwrap_or(u64::MAX));
    assert_eq!(soft, hard.min(65_536), "{limits}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_idlest_connection_makes_room_where_no_more_can_be_open() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start_with_open_files_at_most(data.path(), 128);
    let ask = |stream: &mut _| server.ask_on(stream, "GET /healthz HTTP/1.1");
    // Half of what 64 files for the server itself leave.
    let mut open: Vec<_> = (0..32).map(|_| server.connect()).collect();
    for stream in open.iter_mut().rev() {
        assert!(ask(stream).is_some());
    }
    let mut next = server.connect();
    let answer = ask(&mut next).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let last_asked_first = open.last_mut().unwrap();
    assert_eq!(
        ask(last_asked_first),
        None,
        "the one that was idle the longest"
    );
    assert!(ask(&mut open[0]).is_some());
}

#[test]
fn a_second_region_says_where_it_listens_after_the_first_line() {
    let data = tempfile::tempdir().unwrap();
    let region = ["--region", "local-2@127.0.0.1:0"];
    let mut server = Server::start(data.path(), &region);
    let line = server.next_line();
    let address = line.strip_prefix("listening on http://127.0.0.1:").unwrap();
    let port = address.strip_suffix(" (local-2)\n").unwrap();
    assert!(port.parse::<u16>().is_ok(), "{line}");
    assert!(server.next_line().starts_with("sign in with account local"));
}

#[test]
fn regions_have_names_of_their_own_and_stay_on_loopback_with_a_demo() {
    let data = tempfile::tempdir().unwrap();
    let region = ["--region", "local-1@127.0.0.1:0"];
    let said = refused(data.path(), &region);
    assert!(said.contains("region local-1 already exists"), "{said}");
    let region = ["--demo", "--region", "local-2@0.0.0.0:0"];
    let said = refused(data.path(), &region);
    assert!(said.contains("loopback only"), "{said}");
}

#[test]
fn a_busy_port_is_named_and_leaves_no_folder_behind() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let parent = tempfile::tempdir().unwrap();
    let data = parent.path().join("data");
    let said = refused(&data, &["--listen", &address]);
    assert!(
        said.contains(&format!("cannot listen on {address}")),
        "{said}"
    );
    assert!(!data.exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_named() {
    let said = refused(std::path::Path::new("/proc/data"), &[]);
    assert!(
        said.contains("cannot use the data folder /proc/data"),
        "{said}"
    );
}

#[test]
fn a_folder_with_other_files_is_named_and_left_as_it_is() {
    let data = tempfile::tempdir().unwrap();
    fs::write(data.path().join("thesis.txt"), "mine").unwrap();
    let said = refused(data.path(), &[]);
    assert!(said.contains("no data of this server"), "{said}");
    assert_eq!(fs::read_dir(data.path()).unwrap().count(), 1);
}

#[test]
fn two_servers_do_not_share_a_folder() {
    let data = tempfile::tempdir().unwrap();
    let _first = Server::start(data.path(), &[]);
    let said = refused(data.path(), &[]);
    assert!(said.contains("in use by another server"), "{said}");
}

#[test]
fn a_database_that_is_none_is_left_as_it_is() {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("swr.sqlite");
    fs::write(&path, "precious notes, not a database").unwrap();
    let said = refused(data.path(), &[]);
    assert!(said.contains("left unchanged"), "{said}");
    assert_eq!(fs::read(&path).unwrap(), b"precious notes, not a database");
}

#[test]
fn known_passwords_stay_on_loopback() {
    let data = tempfile::tempdir().unwrap();
    for flag in [&["--demo"][..], &["--faults", "seed=7"]] {
        let mut arguments = vec!["--listen", "0.0.0.0:0"];
        arguments.extend(flag);
        let said = refused(data.path(), &arguments);
        assert!(said.contains("loopback only"), "{said}");
    }
    drop(Server::start(data.path(), &["--demo"]));
    let said = refused(data.path(), &["--listen", "0.0.0.0:0"]);
    assert!(said.contains("loopback only"), "{said}");
}

#[test]
fn a_demo_is_not_emptied_and_data_is_not_filled_with_a_demo() {
    let demo = tempfile::tempdir().unwrap();
    drop(Server::start(demo.path(), &["--demo"]));
    let said = refused(demo.path(), &["--empty"]);
    assert!(said.contains("contains demo data"), "{said}");
    let local = tempfile::tempdir().unwrap();
    drop(Server::start(local.path(), &["--empty"]));
    let said = refused(local.path(), &["--demo"]);
    assert!(said.contains("already contains other data"), "{said}");
}

#[test]
fn the_people_of_the_demo_can_sign_in() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), &["--demo"]);
    for user in ["admin", "editor", "reader"] {
        assert!(
            server.sign_in(user, &format!("demo-{user}")).is_some(),
            "{user}"
        );
    }
    for user in ["admin", "builder", "viewer"] {
        let password = format!("demo-{user}");
        let signed_in = server.sign_in_to("partner", user, &password);
        assert!(signed_in.is_some(), "{user}");
    }
}

#[test]
fn organizations_that_fail_are_listed_and_one_closes_the_connection() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), &["--demo", "--faults", "organizations"]);
    for user in ["admin", "reader"] {
        let token = server.sign_in(user, &format!("demo-{user}")).unwrap();
        let list = server.ask(
            &format!("GET /v2/manage/namespaces HTTP/1.1\r\n{token}"),
            "",
        );
        for name in [
            "fail-500", "fail-403", "slow-3s", "never", "not-json", "drop",
        ] {
            assert!(list.contains(&format!("\"{name}\"")), "{user}: {name}");
        }
        let dropped = format!("GET /v2/manage/namespaces/drop HTTP/1.1\r\n{token}");
        assert_eq!(server.ask(&dropped, ""), "");
    }
}
