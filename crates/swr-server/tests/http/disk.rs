//! A disk without room.

use swr_server::Settings;
use swr_server::store::StoreError;

use crate::world::World;

/// No page more than there are.
fn fill_disk(connection: &rusqlite::Connection) -> Result<(), StoreError> {
    connection.query_row("PRAGMA max_page_count = 1", [], |_| Ok(()))?;
    Ok(())
}

#[tokio::test]
async fn a_full_disk_is_said_and_nothing_is_half_done() {
    let world = World::with(Settings {
        organization_quota: u64::MAX,
        ..Settings::default()
    });
    let token = world.token("admin");
    world.store.write_now(fill_disk).unwrap();
    let mut created = 0;
    let refused = loop {
        let body = format!(r#"{{"namespace": "team-{created}"}}"#);
        let request = http::Request::post("/v2/manage/namespaces")
            .header("x-auth-token", &token)
            .body(axum::body::Body::from(body));
        let answer = world.send(request.unwrap()).await;
        if answer.status != 201 {
            break answer;
        }
        created += 1;
    };
    assert_eq!(refused.refusal(), (507, "SVCSTG.SWR.5070070".to_owned()));
    let headers = [("x-auth-token", token.as_str())];
    let list = world.get("/v2/manage/namespaces", &headers).await;
    let name = format!("\"team-{created}\"");
    assert!(!list.body.contains(&name), "what failed is not there");
    assert_eq!(
        list.json()["namespaces"].as_array().map(Vec::len),
        Some(created)
    );
}
