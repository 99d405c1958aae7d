//! Rights are checked before what was sent: whoever may not make a request learns nothing from the
//! mistakes in it.

use http::Method;

use crate::world::{World, refused};

const REPOSITORY: &str = "/v2/manage/namespaces/team/repos/a$b";

#[tokio::test]
async fn who_may_not_make_a_request_is_not_told_what_is_wrong_with_it() {
    let world = World::new();
    world.team().await;
    let too_low = || refused("4037020");
    let not_permitted = || refused("4039002");
    let unknown = "{\"remoteRegionId\": \"local-9\", \"remoteNamespace\": \"x\"}";
    for (method, path, body, of_reader) in [
        (
            Method::POST,
            "/v2/manage/namespaces/team/repos",
            "{}",
            not_permitted(),
        ),
        (Method::PATCH, REPOSITORY, "[", too_low()),
        (Method::POST, "R/tags", "{}", too_low()),
        (Method::POST, "R/retentions", "{}", too_low()),
        (Method::PATCH, "R/retentions/1", "{}", too_low()),
        (Method::POST, "R/triggers", "{}", too_low()),
        (Method::PATCH, "R/triggers/none", "{}", too_low()),
        (Method::POST, "R/sync_repo", unknown, not_permitted()),
        (Method::DELETE, "R/sync_repo", "{}", not_permitted()),
        (Method::POST, "R/sync_images", unknown, not_permitted()),
    ] {
        let path = path.replace('R', REPOSITORY);
        let said = world.said(method.clone(), &path, "reader", body).await;
        assert_eq!(said, of_reader, "{method} {path}");
        let said = world.said(method.clone(), &path, "stranger", body).await;
        assert_eq!(said, refused("4040058"), "{method} {path}");
        let said = world.said(method.clone(), &path, "admin", body).await;
        let is_explained = said.0 == 400 || said == refused("5001101");
        assert!(is_explained, "{method} {path}: {said:?}");
    }
}
