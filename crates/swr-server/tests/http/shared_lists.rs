//! `…/shared-repositories`, below `/v2/` and `/v3/`: what accounts share with each other.

use http::Method;
use serde_json::{Value, json};

use crate::world::{Answer, HOUR, World, done, refused};

/// `team` shares three repositories with `partner`, one of them only today, and one with `third`,
/// too; `partner` shares one back.
async fn world() -> World {
    let world = World::new();
    world.team().await;
    world.organization("partner-admin", "supplier").await;
    world.repository("partner-admin", "supplier", "part").await;
    for name in ["app", "web", "inner"] {
        world.wait(60_000);
        world.repository("admin", "team", name).await;
    }
    for (user, repository, account, deadline) in [
        ("admin", "team/repositories/a$b", "partner", "forever"),
        (
            "admin",
            "team/repositories/app",
            "partner",
            "2023-11-14T00:00:00Z",
        ),
        (
            "admin",
            "team/repositories/web",
            "partner",
            "2024-01-01T00:00:00Z",
        ),
        ("admin", "team/repositories/web", "third", "forever"),
        (
            "partner-admin",
            "supplier/repositories/part",
            "local",
            "forever",
        ),
    ] {
        let path = format!("/v2/manage/namespaces/{repository}/access-domains");
        let body = json!({"access_domain": account, "permit": "read", "deadline": deadline});
        let body = body.to_string();
        let shared = world.said(Method::POST, &path, user, &body);
        assert_eq!(shared.await, done());
    }
    world
}

async fn ask(world: &World, user: &str, query: &str) -> Answer {
    let path = format!("/v2/manage/shared-repositories?{query}");
    world.ask(Method::GET, &path, user, "").await
}

async fn names(world: &World, user: &str, query: &str) -> Vec<String> {
    named(&ask(world, user, query).await.json())
}

fn named(list: &Value) -> Vec<String> {
    let items = list.as_array().unwrap_or_else(|| panic!("{list}")).iter();
    let name = |item: &Value| item["name"].as_str().unwrap().to_owned();
    items.map(name).collect()
}

#[tokio::test]
async fn both_directions_are_lists_of_repositories() {
    let world = world().await;
    let mine = names(&world, "reader", "center=self").await;
    assert_eq!(mine, ["web", "app", "a/b"]);
    let theirs = names(&world, "reader", "center=thirdparty").await;
    assert_eq!(theirs, ["part"]);
    let for_partner = names(&world, "partner-user", "center=thirdparty").await;
    assert_eq!(for_partner, ["web", "app", "a/b"]);
    assert_eq!(
        names(&world, "outsider", "center=thirdparty").await,
        ["web"]
    );
    // Ours are for who has a role on them.
    let none: [&str; 0] = [];
    assert_eq!(names(&world, "stranger", "center=self").await, none);
    assert_eq!(
        names(&world, "stranger", "center=thirdparty").await,
        ["part"]
    );
}

#[tokio::test]
async fn an_item_has_what_the_list_of_repositories_has() {
    let world = world().await;
    let answer = ask(&world, "partner-user", "center=thirdparty&name=a/b").await;
    let expected = json!([{
        "namespace": "team",
        "name": "a/b",
        "category": "other",
        "description": "",
        "size": 0,
        "is_public": false,
        "num_images": 0,
        "num_download": 0,
        "created_at": "2023-11-14T22:13:20Z",
        "updated_at": "2023-11-14T22:13:20Z",
        "logo": "",
        "url": "",
        "path": "localhost/team/a/b",
        "internal_path": "localhost/team/a/b",
        "domain_name": "local",
        "tags": [],
        "status": true,
        "total_range": 1,
    }]);
    assert_eq!(answer.json(), expected);
}

#[tokio::test]
async fn the_status_is_the_clocks() {
    let world = world().await;
    let valid = "center=thirdparty&status=true";
    let expired = "center=thirdparty&status=false";
    let none: [&str; 0] = [];
    assert_eq!(names(&world, "partner-user", expired).await, none);
    world.wait(2 * HOUR);
    assert_eq!(names(&world, "partner-user", valid).await, ["web", "a/b"]);
    assert_eq!(names(&world, "partner-user", expired).await, ["app"]);
    let list = ask(&world, "partner-user", "center=thirdparty&name=app").await;
    assert_eq!(list.json()[0]["status"], false);
    assert_eq!(
        names(&world, "admin", "center=self&status=false").await,
        ["app"]
    );
    world.wait(100 * 24 * HOUR);
    // One of its two shares goes on.
    assert_eq!(
        names(&world, "admin", "center=self&status=true").await,
        ["web", "a/b"]
    );
}

#[tokio::test]
async fn lists_are_filtered_and_ordered() {
    let world = world().await;
    for (query, expected) in [
        ("center=self&namespace=ea", &["web", "app", "a/b"][..]),
        ("center=self&namespace=other", &[]),
        ("center=self&name=p", &["app"]),
        ("center=self&domain_name=third", &["web"]),
        ("center=thirdparty&domain_name=part", &["part"]),
        ("center=thirdparty&domain_name=third", &[]),
        ("filter=center::self%7Cname::app", &["app"]),
        ("filter=name::app&center=self", &["app"]),
        ("filter=center::self&name=app", &["web", "app", "a/b"]),
        (
            "center=self&order_column=name&order_type=asc",
            &["a/b", "app", "web"],
        ),
        (
            "center=self&order_column=updated_at&order_type=asc",
            &["a/b", "app", "web"],
        ),
        (
            "center=self&order_column=updated_time",
            &["web", "app", "a/b"],
        ),
        (
            "center=self&order_column=domain_name",
            &["a/b", "app", "web"],
        ),
        ("center=self&order_column=tag_count", &["a/b", "app", "web"]),
    ] {
        assert_eq!(names(&world, "admin", query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn pages_say_where_they_are() {
    let world = world().await;
    let page = ask(&world, "admin", "center=self&limit=2&offset=2").await;
    assert_eq!(page.header("content-range"), "2-1/3");
    let page = page.json();
    assert_eq!(named(&page), ["a/b"]);
    assert_eq!(page[0]["total_range"], 3);
    let whole = ask(&world, "admin", "center=self&limit=1").await;
    assert_eq!(whole.header("content-range"), "");
    assert_eq!(named(&whole.json()).len(), 3);
}

#[tokio::test]
async fn wrong_questions_have_their_codes() {
    let world = world().await;
    for (query, number) in [
        ("", "4001014"),
        ("filter=name::x", "4001014"),
        ("center=others", "4001025"),
        ("center=self&status=valid", "4001025"),
        ("center=self&order_column=size", "4001096"),
        ("center=self&limit=0&offset=0", "4000056"),
        ("filter=center::self%7Cstatus::true", "4001035"),
    ] {
        let answer = ask(&world, "admin", query).await;
        assert_eq!(answer.refusal(), refused(number), "{query}");
    }
    for (query, number) in [
        ("", "4001014"),
        ("shared_by=others", "4001025"),
        ("shared_by=self&limit=0", "4000056"),
        ("shared_by=self&marker=x", "4001025"),
    ] {
        let path = format!("/v3/manage/shared-repositories?{query}");
        let answer = world.said(Method::GET, &path, "admin", "").await;
        assert_eq!(answer, refused(number), "{query}");
    }
}

#[tokio::test]
async fn the_newer_list_goes_by_markers() {
    let world = world().await;
    let list = async |user: &str, query: &str| {
        let path = format!("/v3/manage/shared-repositories?{query}");
        world.ask(Method::GET, &path, user, "").await.json()
    };
    let first = list("partner-user", "shared_by=thirdparty&limit=2").await;
    assert_eq!(named(&first["repos"]), ["web", "app"]);
    assert_eq!(first["repos"][0]["status"], true);
    assert_eq!(first["repos"][0]["namespace_name"], "team");
    let marker = first["nextMarker"].as_i64().unwrap();
    let rest = format!("shared_by=thirdparty&limit=2&marker={marker}");
    let rest = list("partner-user", &rest).await;
    assert_eq!(named(&rest["repos"]), ["a/b"]);
    assert_eq!(rest.get("nextMarker"), None);

    let own = list("admin", "shared_by=self&name=app").await;
    assert_eq!(named(&own["repos"]), ["app"]);
    assert_eq!(own["repos"][0].get("status"), None);
    world.wait(2 * HOUR);
    let expired = list("partner-user", "shared_by=thirdparty&status=false").await;
    assert_eq!(named(&expired["repos"]), ["app"]);
}
