//! What clients of OpenStack look for before they sign in, and in their token.

use axum::body::Body;
use http::Request;
use serde_json::{Value, json};

use crate::world::World;

const HOST: (&str, &str) = ("host", "localhost:8080");

#[tokio::test]
async fn the_identity_service_describes_its_version() {
    let world = World::new();
    let expected = json!({"version": {
        "id": "v3.14",
        "status": "stable",
        "updated": "2020-04-07T00:00:00Z",
        "links": [{"rel": "self", "href": "http://localhost:8080/v3/"}],
        "media-types": [{
            "base": "application/json",
            "type": "application/vnd.openstack.identity-v3+json",
        }],
    }});
    let json = ("accept", "application/json");
    for (path, headers) in [
        ("/v3", &[HOST, json][..]),
        ("/v3/", &[HOST, json]),
        ("/v3/", &[HOST]),
    ] {
        let shown = world.get(path, headers).await;
        assert_eq!(shown.json(), expected, "{path} {headers:?}");
    }
    let secure = [HOST, json, ("x-forwarded-proto", "https")];
    let behind_a_proxy = world.get("/v3", &secure).await.json();
    let link = &behind_a_proxy["version"]["links"][0]["href"];
    assert_eq!(link, "https://localhost:8080/v3/");
}

#[tokio::test]
async fn the_api_describes_its_own_third_version_to_who_names_no_json() {
    let world = World::new();
    for headers in [&[HOST][..], &[HOST, ("accept", "*/*")]] {
        let shown = world.get("/v3", headers).await;
        let links = &shown.json()["version"]["links"];
        assert_eq!(links["href"], "http://localhost:8080/v3/", "{headers:?}");
        assert_eq!(shown.header("vary"), "accept");
    }
}

async fn catalogue(world: &World, query: &str) -> Value {
    let body = json!({"auth": {
        "identity": {"methods": ["password"], "password": {"user": {
            "name": "reader", "password": "secret", "domain": {"name": "local"},
        }}},
        "scope": {"project": {"name": "local-1", "domain": {"name": "local"}}},
    }});
    let request = Request::post(format!("/v3/auth/tokens{query}")).header(HOST.0, HOST.1);
    let request = request.body(Body::from(body.to_string())).unwrap();
    world.send(request).await.json()["token"]["catalog"].clone()
}

#[tokio::test]
async fn the_catalogue_of_a_token_names_the_services_on_this_host() {
    let world = World::new();
    let entry = |kind: &str, name: &str, path: &str| {
        json!({"id": kind, "type": kind, "name": name, "endpoints": [{
            "id": format!("{kind}-local-1"),
            "interface": "public",
            "region": "local-1",
            "region_id": "local-1",
            "url": format!("http://localhost:8080/{path}"),
        }]})
    };
    let expected = json!([
        entry("identity", "iam", "v3"),
        entry("swrv2", "swr", "v2"),
        entry("smn", "swr", "v2/"),
    ]);
    assert_eq!(catalogue(&world, "").await, expected);
    assert_eq!(catalogue(&world, "?nocatalog=").await, expected);
    assert_eq!(catalogue(&world, "?nocatalog=true").await, json!([]));
}
