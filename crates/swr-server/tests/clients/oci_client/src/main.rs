//! Pushes an image, pulls it, and lists the tags of another repository page by page.

use oci_client::client::{Client, ClientConfig, ClientProtocol, Config, ImageLayer};
use oci_client::secrets::RegistryAuth;
use oci_client::{Reference, manifest};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let provider = rustls::crypto::ring::default_provider();
    provider.install_default().expect("there is none yet");
    let variable = |name: &str| std::env::var(name).expect(name);
    let (host, user, password) = (
        variable("HOST"),
        variable("REGISTRY_USER"),
        variable("REGISTRY_PASSWORD"),
    );
    let auth = RegistryAuth::Basic(user, password);
    let client = Client::new(ClientConfig {
        protocol: ClientProtocol::Http,
        ..ClientConfig::default()
    });
    let reference = |text: &str| -> Reference { format!("{host}/team/{text}").parse().unwrap() };
    let image = reference("oci-client:1");
    let layer = ImageLayer::new(
        b"hello".to_vec(),
        manifest::IMAGE_LAYER_MEDIA_TYPE.to_owned(),
        None,
    );
    let config = Config::oci_v1(b"{}".to_vec(), None);
    client
        .push(&image, &[layer], config, &auth, None)
        .await
        .expect("pushed");
    let pulled = client
        .pull(&image, &auth, vec![manifest::IMAGE_LAYER_MEDIA_TYPE])
        .await
        .expect("pulled");
    assert_eq!(&pulled.layers[0].data[..], b"hello");
    let mut tags: Vec<String> = Vec::new();
    loop {
        let last = tags.last().cloned();
        let page = client
            .list_tags(&reference("many:0"), &auth, Some(100), last.as_deref())
            .await
            .expect("listed");
        if page.tags.is_empty() {
            break;
        }
        tags.extend(page.tags);
    }
    println!("pushed, pulled, {} tags", tags.len());
}
