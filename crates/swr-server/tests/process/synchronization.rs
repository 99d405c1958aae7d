//! Jobs that were taken are done, also by the next server on the folder.

use crate::server::Server;

const START: [&str; 3] = ["--demo", "--region", "local-2@127.0.0.1:0"];
const REPOSITORY: &str = "/v2/manage/namespaces/platform/repos/scheduler";

/// Asks until the newest job has ended, and gives its line of the list.
fn ended_job(server: &Server, token: &str) -> String {
    let path = format!("{REPOSITORY}/sync_job?filter=limit::1|offset::0");
    loop {
        let list = server.ask(&format!("GET {path} HTTP/1.1\r\n{token}"), "");
        assert!(list.starts_with("HTTP/1.1 200"), "{list}");
        if !list.contains("\"waiting\"") && !list.contains("\"running\"") {
            return list;
        }
    }
}

#[test]
fn a_job_that_was_taken_is_done_whatever_ends_the_server() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), &START);
    let token = server.sign_in("admin", "demo-admin").unwrap();
    let head = format!("POST {REPOSITORY}/sync_images HTTP/1.1\r\n{token}");
    let body = r#"{"remoteRegionId": "local-2", "remoteNamespace": "platform",
                   "imageTag": ["latest"]}"#;
    assert!(server.ask(&head, body).starts_with("HTTP/1.1 200"));
    server.kill();
    let server = Server::start(data.path(), &START);
    let job = ended_job(&server, &token);
    assert!(job.contains("\"success\""), "{job}");
    assert!(server.ask(&head, body).starts_with("HTTP/1.1 200"));
    let job = ended_job(&server, &token);
    assert!(job.contains("\"existed\""), "{job}");
}
