//! The configurations of images, a call that only this service has.

use http::Method;
use swr_api::{ErrorKind, ImagePlatform, RepositoryPath};
use swr_server::image::Digest;

use crate::shelf::{CONFIG, IMAGE, Shelf};
use crate::world::{coded, refusal, tag};

const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const CONFIG_TYPE: &str = "application/vnd.oci.image.config.v1+json";

fn platform(os: &str, architecture: &str) -> ImagePlatform {
    ImagePlatform {
        os: os.to_owned(),
        architecture: architecture.to_owned(),
        ..ImagePlatform::default()
    }
}

/// Pushes an image without layers under a tag; the digest and the length of its manifest.
async fn push_with(shelf: &Shelf, name: &str, configuration: &str) -> (String, usize) {
    let digest = Digest::of(configuration.as_bytes()).to_string();
    let below = format!("blobs/uploads/?digest={digest}");
    shelf
        .put(
            Method::POST,
            &below,
            "application/octet-stream",
            configuration,
        )
        .await;
    let manifest = format!(
        r#"{{"schemaVersion":2,"mediaType":"{IMAGE}","config":{{"mediaType":"{CONFIG_TYPE}",
        "digest":"{digest}","size":{}}},"layers":[]}}"#,
        configuration.len()
    );
    shelf
        .put(Method::PUT, &format!("manifests/{name}"), IMAGE, &manifest)
        .await;
    (Digest::of(manifest.as_bytes()).to_string(), manifest.len())
}

#[tokio::test]
async fn an_image_has_one_configuration_as_it_was_pushed() {
    let shelf = Shelf::new().await;
    let digest = shelf.push("1.0", "layer").await;
    let client = shelf.world.user("admin");
    let found = client.list_image_configurations(&shelf.repository, &tag("1.0"));
    let [image] = found.await.unwrap().items.try_into().unwrap();
    assert_eq!(image.digest, digest);
    assert_eq!(image.configuration.as_deref(), Some(CONFIG));
    assert_eq!(image.platform, Some(platform("linux", "amd64")));
    let shown = client.get_tag(&shelf.repository, &tag("1.0")).await;
    assert_eq!(image.manifest, Some(shown.unwrap().manifest));
}

#[tokio::test]
async fn an_index_has_one_for_each_platform_and_none_of_its_attestations() {
    let shelf = Shelf::new().await;
    let (amd64, amd64_length) = push_with(&shelf, "amd64", r#"{"os":"linux"}"#).await;
    let (windows, windows_length) = push_with(&shelf, "windows", r#"{"os":"windows"}"#).await;
    let (said, said_length) = push_with(&shelf, "said", r#"{"os":"unknown"}"#).await;
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[
        {{"mediaType":"{IMAGE}","digest":"{amd64}","size":{amd64_length},
          "platform":{{"os":"linux","architecture":"amd64"}}}},
        {{"mediaType":"{IMAGE}","digest":"{windows}","size":{windows_length},
          "platform":{{"os":"windows","architecture":"amd64","os.version":"10.0.20348"}}}},
        {{"mediaType":"{IMAGE}","digest":"{said}","size":{said_length},
          "platform":{{"os":"unknown","architecture":"unknown"}},
          "annotations":{{"vnd.docker.reference.type":"attestation-manifest",
            "vnd.docker.reference.digest":"{amd64}"}}}}]}}"#
    );
    shelf
        .put(Method::PUT, "manifests/index", INDEX, &index)
        .await;
    let client = shelf.world.user("admin");
    let found = client.list_image_configurations(&shelf.repository, &tag("index"));
    let found = found.await.unwrap();
    let digests: Vec<_> = found.iter().map(|it| it.digest.as_str()).collect();
    assert_eq!(digests, [&amd64, &windows]);
    assert_eq!(found[0].platform, Some(platform("linux", "amd64")));
    let expected = ImagePlatform {
        os_version: Some("10.0.20348".to_owned()),
        ..platform("windows", "amd64")
    };
    assert_eq!(found[1].platform, Some(expected));
    let expected = r#"{"os":"windows"}"#;
    assert_eq!(found[1].configuration.as_deref(), Some(expected));
}

#[tokio::test]
async fn a_configuration_that_is_too_long_is_left_out_and_its_image_is_not() {
    let shelf = Shelf::new().await;
    let long = format!(r#"{{"os":"linux","author":"{}"}}"#, "a".repeat(4 << 20));
    let (digest, _) = push_with(&shelf, "long", &long).await;
    let client = shelf.world.user("admin");
    let found = client.list_image_configurations(&shelf.repository, &tag("long"));
    let [image] = found.await.unwrap().items.try_into().unwrap();
    assert_eq!((image.digest, image.configuration), (digest, None));
    assert!(image.manifest.is_some(), "it still fits");
}

#[tokio::test]
async fn who_may_not_see_the_tag_does_not_see_its_configuration() {
    let shelf = Shelf::new().await;
    shelf.push("1.0", "layer").await;
    let elsewhere = RepositoryPath::new("team", "missing").unwrap();
    for (user, repository, name, code) in [
        ("admin", &shelf.repository, "none", "4040048"),
        ("admin", &elsewhere, "1.0", "4040010"),
        ("reader", &shelf.repository, "1.0", "4040058"),
    ] {
        let client = shelf.world.user(user);
        let refused = client.list_image_configurations(repository, &tag(name));
        let missing = coded(code, ErrorKind::NotFound);
        assert_eq!(refusal(refused.await), missing, "{user} {name}");
    }
}
