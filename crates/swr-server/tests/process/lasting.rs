//! What was acknowledged is kept, whatever ends the server.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::server::Server;
use crate::soak::seeds;

/// A server that has not acknowledged so much by then will not do it any longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// What was acknowledged of an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Empty,
    WithRepository { is_public: bool },
    Gone,
}

/// Someone who manages until the server is gone; what was requested last may have happened or not.
struct Manager<'a> {
    server: &'a Server,
    token: &'a str,
    promises: BTreeMap<String, State>,
    uncertain: Option<String>,
    acknowledged: &'a AtomicUsize,
}

impl Manager<'_> {
    /// `None` when the server was killed.
    fn change(&mut self, organization: &str, asked: [&str; 3], state: State) -> Option<()> {
        let [method, path, body] = asked;
        self.uncertain = Some(organization.to_owned());
        let head = format!("{method} {path} HTTP/1.1\r\n{}", self.token);
        let answer = self.server.ask(&head, body);
        let status = answer.split(' ').nth(1)?.get(..3)?.to_owned();
        assert!(["201", "204"].contains(&status.as_str()), "{answer}");
        self.promises.insert(organization.to_owned(), state);
        self.uncertain = None;
        self.acknowledged.fetch_add(1, Ordering::SeqCst);
        Some(())
    }

    /// Creates, updates and deletes: one organization stays, the next loses its repository, the
    /// third goes as a whole.
    fn work(&mut self, number: usize) -> Option<()> {
        let name = format!("lasting-{number}");
        let [root, above] = ["/v2/manage/namespaces".to_owned(), path_of(&name)];
        let repositories = format!("{above}/repos");
        let repository = format!("{repositories}/app");
        let body = format!(r#"{{"namespace": "{name}"}}"#);
        self.change(&name, ["POST", &root, &body], State::Empty)?;
        let body = r#"{"repository": "app", "is_public": false}"#;
        let created = State::WithRepository { is_public: false };
        self.change(&name, ["POST", &repositories, body], created)?;
        let updated = State::WithRepository { is_public: true };
        let body = r#"{"is_public": true}"#;
        self.change(&name, ["PATCH", &repository, body], updated)?;
        if !number.is_multiple_of(3) {
            self.change(&name, ["DELETE", &repository, ""], State::Empty)?;
        }
        if number % 3 == 2 {
            self.change(&name, ["DELETE", &above, ""], State::Gone)?;
        }
        Some(())
    }
}

fn path_of(organization: &str) -> String {
    format!("/v2/manage/namespaces/{organization}")
}

/// What a server says of an organization now.
fn state(server: &Server, token: &str, organization: &str) -> State {
    let look = |path: &str| server.ask(&format!("GET {path} HTTP/1.1\r\n{token}"), "");
    if look(&path_of(organization)).starts_with("HTTP/1.1 404") {
        return State::Gone;
    }
    let repository = look(&format!("{}/repos/app", path_of(organization)));
    match repository.starts_with("HTTP/1.1 404") {
        true => State::Empty,
        false => State::WithRepository {
            is_public: repository.contains("\"is_public\":true"),
        },
    }
}

#[test]
fn every_change_that_was_acknowledged_survives_a_kill() {
    seeds(1).for_each(|_| change_and_kill());
}

fn change_and_kill() {
    let data = tempfile::tempdir().unwrap();
    let quota = ["--organization-quota", "1000000"];
    let mut server = Server::start(data.path(), &quota);
    let password = server.first_password();
    let token = server.sign_in("admin", &password).unwrap();
    let acknowledged = AtomicUsize::new(0);
    let mut manager = Manager {
        server: &server,
        token: &token,
        promises: BTreeMap::new(),
        uncertain: None,
        acknowledged: &acknowledged,
    };
    let process_id = server.process_id().to_string();
    // One thread changes for as long as it is answered; the other pulls the plug in between.
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let deadline = Instant::now() + PATIENCE;
            while acknowledged.load(Ordering::SeqCst) < 120 && Instant::now() < deadline {
                std::thread::yield_now();
            }
            let killed = Command::new("kill").args(["-9", &process_id]).status();
            assert!(killed.unwrap().success());
        });
        (0..).try_for_each(|number| manager.work(number));
    });
    let Manager {
        mut promises,
        uncertain,
        ..
    } = manager;
    server.kill();
    assert!(acknowledged.into_inner() >= 120, "it was too slow");
    if let Some(uncertain) = uncertain {
        promises.remove(&uncertain);
    }

    let server = Server::start(data.path(), &quota);
    for (organization, promised) in &promises {
        let kept = state(&server, &token, organization);
        assert_eq!(kept, *promised, "{organization}");
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
