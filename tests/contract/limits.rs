//! Where the service has no room: bodies without end, and a full disk.

use swr_api::{ErrorKind, NewRepository};

use crate::world::{World, coded, new_repository, refusal};

#[tokio::test]
async fn a_body_without_end_and_a_full_disk_have_their_codes() {
    let world = World::new();
    let organization = world.organization("team").await;
    let client = world.user("admin");
    let endless = NewRepository {
        description: Some("x".repeat(2 << 20)),
        ..new_repository("app")
    };
    let answer = client.create_repository(&organization, &endless).await;
    assert_eq!(refusal(answer), coded("4131001", ErrorKind::Invalid));

    world.fill_disk();
    let mut created = 0;
    let full = loop {
        let new = new_repository(&format!("app-{created}"));
        let answer = client.create_repository(&organization, &new).await;
        if answer.is_err() {
            break answer;
        }
        created += 1;
    };
    assert_eq!(refusal(full), coded("5070070", ErrorKind::Server));
    let kept = client.get_organization(&organization).await.unwrap();
    assert_eq!(kept.repository_count, Some(created));
}
