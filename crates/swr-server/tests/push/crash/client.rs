//! A client that pushes, deletes and manages until the server is killed, and remembers what it may
//! rely on.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};

use swr_server::image::Digest;

use crate::http::{Answer, ask, basic};
use crate::layout::{self, Pushable};
use crate::server::login;

/// What every client may rely on, by repository and tag; `None` is a tag that was deleted.
pub(super) type Promises = BTreeMap<(String, String), Option<Digest>>;

/// What was managed meanwhile, by its path: some words of what is shown there, or `None` for what
/// was deleted.
pub(super) type Managed = BTreeMap<String, Option<&'static str>>;

/// A client in the middle of something: what it asked for last may have happened or not.
pub(super) struct Client {
    pub address: SocketAddr,
    pub token: String,
    pub kept: Kept,
}

/// What a round came to.
#[derive(Default)]
pub(super) struct Kept {
    pub promises: Promises,
    pub uncertain: Vec<(String, String)>,
    pub managed: Managed,
    pub unmanaged: Vec<String>,
}

impl Kept {
    pub(super) fn add(&mut self, other: Self) {
        self.promises.extend(other.promises);
        self.uncertain.extend(other.uncertain);
        self.managed.extend(other.managed);
        self.unmanaged.extend(other.unmanaged);
    }
}

impl Client {
    fn ask(
        &self,
        method: &str,
        path: &str,
        more: &[(&str, String)],
        body: &[u8],
    ) -> Option<Answer> {
        let mut headers = vec![basic(&login())];
        headers.extend_from_slice(more);
        ask(self.address, method, path, &headers, body).ok()
    }

    /// Two chunks and the end, as docker does it. `None` when the server was killed.
    fn push_blob(&self, repository: &str, digest: &Digest, bytes: &[u8]) -> Option<()> {
        let blob = format!("/v2/{repository}/blobs/{digest}");
        if self.ask("HEAD", &blob, &[], b"")?.status == 200 {
            return Some(());
        }
        let start = self.ask(
            "POST",
            &format!("/v2/{repository}/blobs/uploads/"),
            &[],
            b"",
        )?;
        assert_eq!(start.status, 202, "{start:?}");
        let location = start.header("location").unwrap().to_owned();
        for half in bytes.chunks(bytes.len().div_ceil(2)) {
            let appended = self.ask("PATCH", &location, &[], half)?;
            assert_eq!(appended.status, 202, "{appended:?}");
        }
        let end = format!("{location}?digest={digest}");
        let finished = self.ask("PUT", &end, &[], b"")?;
        assert_eq!(finished.status, 201, "{finished:?}");
        Some(())
    }

    fn push(&mut self, repository: &str, tag: &str, image: &Pushable) -> Option<()> {
        for blob in &image.blobs {
            self.push_blob(repository, &blob.digest, &blob.bytes)?;
        }
        let (top, inner) = image.manifests.split_last().unwrap();
        for manifest in inner {
            let path = format!("/v2/{repository}/manifests/{}", manifest.digest);
            let content_type = [("Content-Type", manifest.media_type.to_owned())];
            let put = self.ask("PUT", &path, &content_type, &manifest.bytes)?;
            assert_eq!(put.status, 201, "{put:?}");
        }
        let key = (repository.to_owned(), tag.to_owned());
        self.kept.uncertain.push(key.clone());
        let path = format!("/v2/{repository}/manifests/{tag}");
        let content_type = [("Content-Type", top.media_type.to_owned())];
        let put = self.ask("PUT", &path, &content_type, &top.bytes)?;
        assert_eq!(put.status, 201, "{put:?}");
        self.kept.promises.insert(key, Some(top.digest.clone()));
        self.kept.uncertain.pop();
        Some(())
    }

    /// Through the registry, or through the management API.
    fn delete_tag(&mut self, repository: &str, tag: &str, is_managed: bool) -> Option<()> {
        let key = (repository.to_owned(), tag.to_owned());
        self.kept.uncertain.push(key.clone());
        if is_managed {
            let path = format!("{}/tags/{tag}", repository_path(repository));
            assert_eq!(self.manage("DELETE", &path, "")?, 204);
        } else {
            let path = format!("/v2/{repository}/manifests/{tag}");
            let deleted = self.ask("DELETE", &path, &[], b"")?;
            assert_eq!(deleted.status, 202, "{deleted:?}");
        }
        self.kept.promises.insert(key, None);
        self.kept.uncertain.pop();
        Some(())
    }

    fn manage(&self, method: &str, path: &str, body: &str) -> Option<u16> {
        let headers = [("X-Auth-Token", self.token.clone())];
        let answer = ask(self.address, method, path, &headers, body.as_bytes());
        Some(answer.ok()?.status)
    }

    /// A repository is created, updated and half of the time deleted; so is an organization.
    fn manage_some(&mut self, number: u64, round: u64, step: u64) -> Option<()> {
        let name = format!("managed-{number}-{round}-{step}");
        let organization = format!("/v2/manage/namespaces/{name}");
        let repository = repository_path(&format!("crash/{name}"));
        let is_deleted = step % 2 == 1;
        let created = format!(r#"{{"namespace": "{name}"}}"#);
        let filled = format!(r#"{{"repository": "{name}", "is_public": false}}"#);
        let repositories = "/v2/manage/namespaces/crash/repos";
        let organizations = "/v2/manage/namespaces";
        let (above, inside) = (organization.as_str(), repository.as_str());
        let steps = [
            (
                above,
                "POST",
                organizations,
                created.as_str(),
                Some("\"auth\":7"),
            ),
            (
                inside,
                "POST",
                repositories,
                &filled,
                Some("\"is_public\":false"),
            ),
            (
                inside,
                "PATCH",
                inside,
                r#"{"is_public": true}"#,
                Some("\"is_public\":true"),
            ),
            (inside, "DELETE", inside, "", None),
            (above, "DELETE", above, "", None),
        ];
        for (path, method, asked, body, words) in steps {
            if method == "DELETE" && !is_deleted {
                break;
            }
            self.kept.unmanaged.push(path.to_owned());
            let status = self.manage(method, asked, body)?;
            assert!([201, 204].contains(&status), "{method} {asked}: {status}");
            self.kept.managed.insert(path.to_owned(), words);
            self.kept.unmanaged.pop();
        }
        Some(())
    }

    /// Pushes, deletes every third of what it pushed, and manages in between, until the server is
    /// gone.
    pub(super) fn work(&mut self, number: u64, round: u64, steps: &AtomicUsize) -> Option<()> {
        for step in 0.. {
            let seed = round * 1_000_000 + number * 10_000 + step;
            let image = match step % 4 {
                3 => layout::index(seed, 20_000),
                _ => layout::image(seed, 40_000),
            };
            let repository = format!("crash/client-{number}/app-{}", step % 2);
            let tag = format!("r{round}-{step}");
            self.push(&repository, &tag, &image)?;
            steps.fetch_add(1, Ordering::SeqCst);
            if step % 3 == 2 {
                self.delete_tag(&repository, &tag, step % 2 == 0)?;
            }
            self.manage_some(number, round, step)?;
        }
        None
    }
}

/// Where the management API has the repository of an image.
fn repository_path(image: &str) -> String {
    let (organization, repository) = image.split_once('/').unwrap();
    let repository = repository.replace('/', "$");
    format!("/v2/manage/namespaces/{organization}/repos/{repository}")
}
