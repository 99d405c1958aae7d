//! What was acknowledged is kept, whatever ends the server.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::server::Server;

fn create(server: &Server, token: &str, name: &str) -> bool {
    let head = format!("POST /v2/manage/namespaces HTTP/1.1\r\n{token}");
    let body = format!(r#"{{"namespace": "{name}"}}"#);
    server.ask(&head, &body).starts_with("HTTP/1.1 201")
}

#[test]
fn every_organization_that_was_acknowledged_survives_a_kill() {
    let data = tempfile::tempdir().unwrap();
    let demo = ["--demo", "--organization-quota", "1000000"];
    let server = Server::start(data.path(), &demo);
    let token = server.sign_in("admin", "demo-admin").unwrap();
    // One thread creates for as long as it is answered; the other pulls the plug in between.
    let acknowledged = AtomicUsize::new(0);
    let process_id = server.process_id().to_string();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while acknowledged.load(Ordering::SeqCst) < 40 {
                std::thread::yield_now();
            }
            let killed = Command::new("kill").args(["-9", &process_id]).status();
            assert!(killed.unwrap().success());
        });
        while create(
            &server,
            &token,
            &format!("lasting-{}", acknowledged.load(Ordering::SeqCst)),
        ) {
            acknowledged.fetch_add(1, Ordering::SeqCst);
        }
    });
    server.kill();
    let count = acknowledged.into_inner();
    assert!(count >= 40);

    let server = Server::start(data.path(), &demo);
    let list = server.ask(
        &format!("GET /v2/manage/namespaces HTTP/1.1\r\n{token}"),
        "",
    );
    for number in 0..count {
        assert!(
            list.contains(&format!("\"lasting-{number}\"")),
            "{number} of {count}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_server_that_is_asked_to_stop_stops_well() {
    for signal in ["-TERM", "-INT"] {
        let data = tempfile::tempdir().unwrap();
        let server = Server::start(data.path(), &[]);
        let process_id = server.process_id().to_string();
        let sent = Command::new("kill").args([signal, &process_id]).status();
        assert!(sent.unwrap().success());
        assert_eq!(server.exit_code(), Some(0), "{signal}");
    }
}
