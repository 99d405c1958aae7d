//! A repository that images are really pushed to, through the registry of the same service.

use http::{Method, Request};
use swr_api::{RepositoryPath, Secret, long_term_login};
use swr_server::image::Digest;

use crate::world::{ORIGIN, World, access_key, secret_key};

pub(crate) const IMAGE: &str = "application/vnd.oci.image.manifest.v1+json";
pub(crate) const CONFIG: &str =
    r#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers"}}"#;

pub(crate) struct Shelf {
    pub(crate) world: World,
    pub(crate) repository: RepositoryPath,
}

impl Shelf {
    pub(crate) async fn new() -> Self {
        Self::in_world(World::new()).await
    }

    pub(crate) async fn in_world(world: World) -> Self {
        let organization = world.organization("team").await;
        let repository = world.repository(&organization, "a/b").await;
        Self { world, repository }
    }

    pub(crate) async fn put(&self, method: Method, below: &str, media_type: &str, body: &str) {
        let secret = Secret::new(secret_key("admin"));
        let (user, password) = long_term_login(self.world.region, &access_key("admin"), &secret);
        let address = format!("{ORIGIN}/v2/{}/{below}", self.repository);
        let request = Request::builder()
            .method(method)
            .uri(address)
            .header("authorization", basic(&user, &password))
            .header("content-type", media_type)
            .header("content-length", body.len())
            .body(body.as_bytes().to_vec());
        let answer = self.world.raw(request.unwrap()).await;
        let said = String::from_utf8_lossy(answer.body());
        assert_eq!(answer.status(), 201, "{below}: {said}");
    }

    pub(crate) async fn push_blob(&self, bytes: &str) -> String {
        let digest = Digest::of(bytes.as_bytes()).as_str().to_owned();
        let below = format!("blobs/uploads/?digest={digest}");
        self.put(Method::POST, &below, "application/octet-stream", bytes)
            .await;
        digest
    }

    /// Pushes an image of one layer and gives its digest.
    pub(crate) async fn push(&self, tag: &str, layer: &str) -> String {
        self.push_and_measure(tag, layer).await.0
    }

    /// The digest and the length of the manifest: what an index says of it.
    pub(crate) async fn push_and_measure(&self, tag: &str, layer: &str) -> (String, usize) {
        let config = self.push_blob(CONFIG).await;
        let blob = self.push_blob(layer).await;
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"{IMAGE}","config":{{"mediaType":
            "application/vnd.oci.image.config.v1+json","digest":"{config}","size":{}}},
            "layers":[{{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip",
            "digest":"{blob}","size":{}}}]}}"#,
            CONFIG.len(),
            layer.len()
        );
        self.put(Method::PUT, &format!("manifests/{tag}"), IMAGE, &manifest)
            .await;
        let digest = Digest::of(manifest.as_bytes()).as_str().to_owned();
        (digest, manifest.len())
    }
}

/// A login as a header of the registry.
pub(crate) fn basic(user: &str, password: &Secret) -> String {
    let pair = base64(&format!("{user}:{}", password.expose()));
    format!("Basic {pair}")
}

/// Standard alphabet with padding; a whole crate for one header would be too much.
fn base64(text: &str) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for position in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * position) & 63) as usize];
            let is_padding = position > chunk.len();
            encoded.push(if is_padding { '=' } else { char::from(letter) });
        }
    }
    encoded
}
