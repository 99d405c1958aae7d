//! The service with an organization, and an image with 250 tags.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::containers;
use crate::http::ask;
use crate::server::{Server, login, token};

/// Tags of `team/many`: more than one page of any client.
pub(crate) const MANY: usize = 250;

pub(crate) struct Shelf {
    folder: TempDir,
    server: Server,
}

impl Shelf {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(&folder.path().join("data"));
        let shelf = Self { folder, server };
        shelf.call(
            "POST",
            "/v2/manage/namespaces",
            &json!({"namespace": "team"}),
        );
        let image = shelf.folder("image");
        containers::write_image(&image);
        containers::push(&shelf, &image, "team/many:0");
        for number in 1..MANY {
            let tag = json!({"source_tag": "0", "destination_tag": number.to_string(), "override": false});
            shelf.call("POST", "/v2/manage/namespaces/team/repos/many/tags", &tag);
        }
        shelf
    }

    /// `127.0.0.1:40123`
    pub(crate) fn host(&self) -> String {
        self.server.address.to_string()
    }

    /// The long-term login.
    pub(crate) fn login(&self) -> (String, String) {
        login()
    }

    /// A folder of that name, which goes with the service.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// A call of the management API as the administrator.
    pub(crate) fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let headers = [("X-Auth-Token", token(self.server.address))];
        let body = if body.is_null() {
            Vec::new()
        } else {
            body.to_string().into_bytes()
        };
        let answer = ask(self.server.address, method, path, &headers, &body).unwrap();
        assert!(answer.status < 300, "{method} {path}: {}", answer.status);
        serde_json::from_slice(&answer.body).unwrap_or_default()
    }

    /// The tags of a repository of the organization, by the service's own list.
    pub(crate) fn tags(&self, repository: &str) -> Vec<String> {
        let path =
            format!("/v2/manage/namespaces/team/repos/{repository}/tags?limit=1000&offset=0");
        let rows = self.call("GET", &path, &Value::Null);
        let rows = rows.as_array().cloned().unwrap_or_default();
        let name = |row: &Value| row["Tag"].as_str().unwrap().to_owned();
        rows.iter().map(name).collect()
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}
