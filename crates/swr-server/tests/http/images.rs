//! Images small enough to push in one breath, as the long-term login of `admin`.

use axum::body::Body;
use http::Request;
use serde_json::json;
use swr_server::image::{Digest, media_type};

use crate::world::{Answer, World};

pub(crate) struct Image {
    pub config: Vec<u8>,
    pub layer: Vec<u8>,
}

impl Image {
    /// Another text is another image.
    pub(crate) fn of(text: &str) -> Self {
        Self {
            config: json!({"architecture": "amd64", "text": text})
                .to_string()
                .into(),
            layer: format!("layer of {text}").into(),
        }
    }

    pub(crate) fn manifest(&self) -> Vec<u8> {
        let descriptor = |media_type: &str, bytes: &[u8]| {
            json!({
                "mediaType": media_type,
                "digest": Digest::of(bytes).as_str(),
                "size": bytes.len(),
            })
        };
        let layer = "application/vnd.oci.image.layer.v1.tar";
        let manifest = json!({
            "schemaVersion": 2,
            "mediaType": media_type::OCI_IMAGE,
            "config": descriptor("application/vnd.oci.image.config.v1+json", &self.config),
            "layers": [descriptor(layer, &self.layer)],
        });
        manifest.to_string().into()
    }

    /// What the service calls the size of the image.
    pub(crate) fn size(&self) -> usize {
        self.config.len() + self.layer.len()
    }
}

impl World {
    pub(crate) async fn registry(
        &self,
        method: &str,
        path: &str,
        content_type: &str,
        body: &[u8],
    ) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "registry.test")
            .header("authorization", self.login(self.region(), "admin"))
            .header("content-type", content_type)
            .body(Body::from(body.to_vec()));
        self.send(request.unwrap()).await
    }

    pub(crate) async fn push(&self, repository: &str, tag: &str, image: &Image) {
        for blob in [&image.config, &image.layer] {
            let digest = Digest::of(blob);
            let path = format!("/v2/{repository}/blobs/uploads/?digest={digest}");
            let pushed = self.registry("POST", &path, "", blob).await;
            assert_eq!(pushed.status, 201);
        }
        self.put_manifest(repository, tag, media_type::OCI_IMAGE, &image.manifest())
            .await;
    }

    pub(crate) async fn put_manifest(
        &self,
        repository: &str,
        tag: &str,
        media_type: &str,
        body: &[u8],
    ) {
        let path = format!("/v2/{repository}/manifests/{tag}");
        let pushed = self.registry("PUT", &path, media_type, body).await;
        assert_eq!(pushed.status, 201, "{}", pushed.body);
    }

    /// The manifest behind a tag or a digest.
    pub(crate) async fn pull(&self, repository: &str, reference: &str) -> Answer {
        let path = format!("/v2/{repository}/manifests/{reference}");
        self.registry("GET", &path, "", b"").await
    }
}
