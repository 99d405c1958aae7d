//! Two regions over one store: what is in one is not in the other, and the people are the same.

use axum::body::Body;
use http::{Method, Request};
use serde_json::{Value, json};
use swr_server::region::{PROJECT_ID, Region};

use crate::world::{Answer, World};

const NAMESPACES: &str = "/v2/manage/namespaces";

fn project_id(region: &str) -> String {
    Region::named(region).project_id(PROJECT_ID)
}

async fn create(world: &World, name: &str) -> u16 {
    let body = json!({"namespace": name}).to_string();
    let answer = world.ask(Method::POST, NAMESPACES, "admin", &body).await;
    answer.status.as_u16()
}

async fn names(world: &World, path: &str, pointer: &str) -> Vec<String> {
    let list = world.ask(Method::GET, path, "admin", "").await.json();
    let list = list.pointer(pointer).and_then(Value::as_array).unwrap();
    let name = |item: &Value| item["name"].as_str().unwrap().to_owned();
    list.iter().map(name).collect()
}

fn sign_in(project: &Value) -> Request<Body> {
    let question = json!({"auth": {
        "identity": {"methods": ["password"], "password": {"user": {
            "name": "admin", "password": "secret", "domain": {"name": "local"},
        }}},
        "scope": {"project": project},
    }});
    let request = Request::post("/v3/auth/tokens");
    request.body(Body::from(question.to_string())).unwrap()
}

async fn opens(world: &World, token: &str) -> Answer {
    world.get(NAMESPACES, &[("x-auth-token", token)]).await
}

#[tokio::test]
async fn an_organization_is_in_one_region_and_its_name_free_in_the_other() {
    let (first, second) = World::with_second_region();
    assert_eq!(create(&first, "team").await, 201);
    assert_eq!(create(&first, "team").await, 409);
    let path = "/v2/manage/namespaces/team";
    let elsewhere = second.ask(Method::GET, path, "admin", "").await;
    assert_eq!(elsewhere.refusal(), (404, "SVCSTG.SWR.4040058".to_owned()));
    assert_eq!(create(&second, "team").await, 201);
    assert_eq!(create(&second, "other").await, 201);
    assert_eq!(names(&first, NAMESPACES, "/namespaces").await, ["team"]);
    let both = names(&second, NAMESPACES, "/namespaces").await;
    assert_eq!(both, ["other", "team"]);
}

#[tokio::test]
async fn repositories_of_the_other_region_are_neither_listed_nor_found() {
    let (first, second) = World::with_second_region();
    let path = "/v2/manage/namespaces/team/repos";
    let body = json!({"repository": "app", "is_public": true}).to_string();
    for world in [&first, &second] {
        create(world, "team").await;
    }
    first.ask(Method::POST, path, "admin", &body).await;
    let list = "/v2/manage/repos";
    assert_eq!(names(&first, list, "").await, ["app"]);
    assert_eq!(names(&second, list, "").await, [""; 0]);
    let path = "/v2/manage/namespaces/team/repos/app";
    let elsewhere = second.ask(Method::GET, path, "stranger", "").await;
    assert_eq!(elsewhere.status, 404);
    let public = first.ask(Method::GET, path, "stranger", "").await;
    assert_eq!(public.status, 200);
}

#[tokio::test]
async fn a_token_opens_the_region_of_its_project_wherever_it_was_requested() {
    let (first, second) = World::with_second_region();
    let project = json!({"name": "local-2"});
    let answer = first.send(sign_in(&project)).await;
    assert_eq!(answer.json()["token"]["project"]["name"], "local-2");
    let token = answer.header("x-subject-token");
    assert_eq!(opens(&second, token).await.status, 200);
    let refused = opens(&first, token).await.refusal();
    assert_eq!(refused, (401, "APIGW.0301".to_owned()));
    let mismatch = json!({"name": "local-1", "id": project_id("local-2")});
    assert_eq!(first.send(sign_in(&mismatch)).await.status, 404);
}

#[tokio::test]
async fn every_region_knows_the_projects_of_all() {
    let (first, second) = World::with_second_region();
    for world in [&first, &second] {
        let all = names(world, "/v3/projects", "/projects").await;
        assert_eq!(all, ["local-1", "local-2"]);
        let path = "/v3/projects?name=local-2";
        let one = world.ask(Method::GET, path, "reader", "").await.json();
        let id = project_id("local-2");
        assert_eq!(one["projects"][0]["id"], id.as_str());
        assert_eq!(one["projects"].as_array().map(Vec::len), Some(1));
    }
}

#[tokio::test]
async fn the_quota_counts_each_region_by_itself() {
    let (first, second) = World::with_second_region();
    create(&first, "team").await;
    for (world, used) in [(&first, 1), (&second, 0)] {
        let project = project_id(world.region());
        let path = format!("/v2/manage/projects/{project}/quotas");
        let quotas = world.ask(Method::GET, &path, "admin", "").await.json();
        assert_eq!(quotas["quotas"][0]["used"], used);
    }
    let other = project_id("local-1");
    let path = format!("/v2/manage/projects/{other}/quotas");
    let answer = second.ask(Method::GET, &path, "admin", "").await;
    assert_eq!(answer.status, 403);
}

#[tokio::test]
async fn the_long_term_login_is_for_the_project_of_the_region() {
    let (first, second) = World::with_second_region();
    for (project, here, there) in [("local-1", 200, 401), ("local-2", 401, 200)] {
        let login = first.login(project, "admin");
        let headers = [("authorization", login.as_str())];
        assert_eq!(first.get("/v2/", &headers).await.status, here, "{project}");
        assert_eq!(
            second.get("/v2/", &headers).await.status,
            there,
            "{project}"
        );
    }
}

#[tokio::test]
async fn a_registry_token_opens_the_region_that_gave_it() {
    let (first, second) = World::with_second_region();
    let login = first.login("local-1", "admin");
    let answer = first
        .get("/registry/token", &[("authorization", login.as_str())])
        .await;
    let bearer = format!("Bearer {}", answer.json()["token"].as_str().unwrap());
    let headers = [("authorization", bearer.as_str())];
    assert_eq!(first.get("/v2/", &headers).await.status, 200);
    assert_eq!(second.get("/v2/", &headers).await.status, 401);
}

#[tokio::test]
async fn the_consoles_connection_is_the_region_it_came_from() {
    let (_, second) = World::with_second_region();
    let config = second.get("/config.json", &[]).await.json();
    assert_eq!(config["connections"][0]["region"], "local-2");
    assert_eq!(config["connections"][0]["project"], "local-2");
}
