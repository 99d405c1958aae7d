//! Versions, for anyone who asks.

use swr_api::Credentials;

use crate::world::{ORIGIN, World};

#[tokio::test]
async fn versions_are_told_to_everyone() {
    let client = World::new().client(Credentials::None);
    let versions = client.list_api_versions().await.unwrap();
    let ids: Vec<_> = versions.iter().map(|version| version.id.as_str()).collect();
    assert_eq!(ids, ["v2", "v3"]);
    for version in versions {
        assert_eq!(version.links.href, format!("{ORIGIN}/{}/", version.id));
        assert!(version.updated_at.is_some());
        let shown = client.get_api_version(&version.id).await;
        assert_eq!(shown, Ok(version));
    }
}
