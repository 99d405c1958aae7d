//! What is known of a tag: how it is pulled, what it is made of, and the service's facts.

use std::collections::BTreeMap;

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{RepositoryPath, Tag, Timestamp};

use super::commands::PullPanel;
use super::kinds::kind_text;
use super::siblings::Siblings;
use super::texts;
use crate::i18n::short_digest;
use crate::i18n::{Text, Texts, format, use_texts};
use crate::manifest::{Child, ChildRole, Descriptor, Form, Manifest};
use crate::ui::{
    BarList, BarRow, CopyButton, Fact, FactList, LinkedValue, Moment, MoreProperties, Notice,
    Panel, Properties, Property, Unknown,
};

/// The overview of a tag.
#[component]
pub(super) fn Overview(path: RepositoryPath, tag: Tag) -> impl IntoView {
    let texts = use_texts();
    let manifest = Manifest::parse(&tag.manifest);
    let annotations = manifest.annotations.clone();
    let siblings =
        (!tag.digest.is_empty()).then(|| view! { <Siblings path=path.clone() tag=tag.clone()/> });
    view! {
        <div class="columns">
            <div class="stack">
                <PullPanel path tag=tag.clone()/>
                <Content manifest=manifest.clone()/>
            </div>
            <div class="stack">
                <Panel title=texts.get(texts::ABOUT)>
                    <Facts tag manifest/>
                </Panel>
                {siblings}
                <Annotations annotations/>
            </div>
        </div>
    }
}

/// The layers of an image or the platforms of an index.
#[component]
fn Content(manifest: Manifest) -> impl IntoView {
    let texts = use_texts();
    if manifest.form == Form::Unknown {
        return view! { <Notice>{texts.get(texts::UNREAD_MANIFEST)}</Notice> }.into_any();
    }
    if manifest.is_index() {
        return view! { <Images manifest/> }.into_any();
    }
    if manifest.form == Form::DockerSchema1 {
        return view! { <OldLayers manifest/> }.into_any();
    }
    let count = texts.count(texts::LAYER_COUNT, manifest.layers.len() as u64);
    let size = own_size(
        texts,
        manifest.size_bytes().unwrap_or_default(),
        manifest.foreign_bytes(),
    );
    let values = [("layers", count.as_str()), ("size", size.as_str())];
    let summary = texts.fill(texts::LAYER_SUMMARY, &values);
    let stored_bytes = manifest.size_bytes().unwrap_or_default();
    let whole_bytes = stored_bytes.saturating_add(manifest.foreign_bytes());
    let mut so_far_bytes = 0_u64;
    let row = |layer: &Descriptor| {
        so_far_bytes = so_far_bytes.saturating_add(layer.size_bytes);
        let so_far = format::bytes(texts, so_far_bytes);
        let so_far = texts.fill(texts::LAYERS_SO_FAR, &[("size", &so_far)]);
        let notes = [unusual(&layer.media_type), &so_far];
        let notes: Vec<&str> = notes.into_iter().filter(|it| !it.is_empty()).collect();
        BarRow {
            name: short_digest(&layer.digest),
            title: layer.digest.clone(),
            note: notes.join(" · "),
            size: format::bytes(texts, layer.size_bytes),
            share: layer.size_bytes as f64 / whole_bytes.max(1) as f64,
        }
    };
    let rows = manifest.layers.iter().map(row).collect();
    view! {
        <Panel title=texts.get(texts::LAYERS)>
            <p class="secondary">{summary}</p>
            <BarList rows numbered=true/>
        </Panel>
    }
    .into_any()
}

/// The layers of schema 1, of which no size is known.
#[component]
fn OldLayers(manifest: Manifest) -> impl IntoView {
    let texts = use_texts();
    let layer = |it: Descriptor| {
        let short = short_digest(&it.digest);
        view! { <Fact><span class="monospace" title=it.digest>{short}</span></Fact> }
    };
    let layers: Vec<_> = manifest.layers.into_iter().map(layer).collect();
    view! {
        <Panel title=texts.get(texts::LAYERS)>
            <Notice>{texts.get(texts::SCHEMA_1)}</Notice>
            <FactList>{layers}</FactList>
        </Panel>
    }
}

/// The media type of a layer, unless it is what every layer is.
pub(super) fn unusual(media_type: &str) -> &str {
    match media_type {
        "application/vnd.oci.image.layer.v1.tar+gzip"
        | "application/vnd.docker.image.rootfs.diff.tar.gzip" => "",
        other => other,
    }
}

#[component]
fn Images(manifest: Manifest) -> impl IntoView {
    let texts = use_texts();
    let image = |it: &Child| {
        let digest = it.descriptor.digest.clone();
        let (name, version) = match &it.platform {
            Some(platform) => (platform.to_string(), platform.os_version.clone()),
            None => (entry_name(texts, it), None),
        };
        let label = texts.fill(texts::COPY_DIGEST, &[("name", &name)]);
        let version = version.map(|it| view! { " "<span class="secondary">{it}</span> });
        let end = view! {
            <span class="cluster monospace" title=digest.clone()>
                {short_digest(&digest)}
                <CopyButton text=digest label/>
            </span>
        };
        view! { <Fact end=end.into_any()>{name}{version}</Fact> }
    };
    let entries = manifest.children.iter();
    let images: Vec<_> = entries
        .filter(|it| it.role() != ChildRole::Companion)
        .map(image)
        .collect();
    let attestations = manifest.companion_count() as u64;
    let attestations = (attestations > 0).then(|| {
        let sentence = texts.count(texts::ATTESTATION_COUNT, attestations);
        view! { <p class="secondary">{sentence}</p> }
    });
    view! {
        <Panel title=texts.get(texts::PLATFORMS)>
            <FactList>{images}</FactList>
            {attestations}
        </Panel>
    }
}

/// An entry of an index that has no platform, by what it is.
fn entry_name(texts: Texts, entry: &Child) -> String {
    match entry.role() {
        ChildRole::Index | ChildRole::Artifact => texts.get(kind_text(entry.kind())).to_owned(),
        ChildRole::Blob => entry.descriptor.media_type.clone(),
        _ => texts.get(texts::NO_PLATFORM).to_owned(),
    }
}

#[component]
fn Facts(tag: Tag, manifest: Manifest) -> impl IntoView {
    let texts = use_texts();
    let plain = |name, value: String| {
        let value = (!value.is_empty()).then_some(value);
        fact(name, value.map(IntoAny::into_any))
    };
    let copied = |name, label, value: String| {
        let label = texts.fill(label, &[("name", tag.name.as_str())]);
        fact(name, (!value.is_empty()).then(|| copied(value, label)))
    };
    let moment =
        |name, time: Option<Timestamp>| fact(name, Some(view! { <Moment time/> }.into_any()));
    let config = manifest.config.as_ref().map(|it| it.digest.clone());
    let artifact_type = manifest.artifact_type.clone();
    let subject = manifest.subject.as_ref().map(|it| it.digest.clone());
    let yes_or_no = |it: bool| {
        let word = if it { texts::YES } else { texts::NO };
        texts.get(word).to_owned()
    };
    let size = size(texts, &tag, &manifest);
    let facts = [
        Some(copied(
            texts::DIGEST,
            texts::COPY_DIGEST,
            tag.digest.clone(),
        )),
        Some(plain(texts::SIZE, size)),
        Some(plain(texts::MEDIA_TYPE, manifest.media_type)),
        artifact_type.map(|it| plain(texts::ARTIFACT_TYPE, it)),
        subject.map(|it| copied(texts::SUBJECT, texts::COPY_SUBJECT, it)),
        config.map(|it| copied(texts::CONFIG, texts::COPY_CONFIG, it)),
        Some(moment(texts::PUSHED, tag.updated_at)),
        Some(moment(texts::CREATED, tag.created_at)),
        Some(copied(texts::PATH, texts::COPY_PATH, tag.path.clone())),
        // Where a cloud has one network only, it says the same twice.
        (tag.internal_path != tag.path).then(|| {
            copied(
                texts::INTERNAL_PATH,
                texts::COPY_INTERNAL_PATH,
                tag.internal_path.clone(),
            )
        }),
    ];
    let more = [
        plain(texts::SCANNED, known(tag.is_scanned, yes_or_no)),
        plain(texts::TRUSTED, known(tag.is_trusted, yes_or_no)),
        plain(texts::SCHEMA, known(tag.schema, |it| it.to_string())),
        plain(texts::ID, known(tag.id, |it| it.to_string())),
    ];
    view! {
        <Properties>{facts.into_iter().flatten().collect::<Vec<_>>()}</Properties>
        <MoreProperties>{more.into_iter().collect::<Vec<_>>()}</MoreProperties>
    }
}

/// The compressed size of an image by its own manifest. What an index holds is not in its manifest,
/// so there the service's number stands, with whose it is; none where the service says nothing.
fn size(texts: Texts, tag: &Tag, manifest: &Manifest) -> String {
    match (manifest.size_bytes(), tag.size_bytes) {
        (Some(own_bytes), _) => own_size(texts, own_bytes, manifest.foreign_bytes()),
        (None, None | Some(0)) => String::new(),
        (None, Some(bytes)) if manifest.is_index() => {
            let size = format::bytes(texts, bytes);
            texts.fill(texts::SIZE_OF_ALL, &[("size", &size)])
        }
        (None, Some(bytes)) => format::bytes(texts, bytes),
    }
}

/// What is stored, and beside it what is fetched from elsewhere.
fn own_size(texts: Texts, own_bytes: u64, foreign_bytes: u64) -> String {
    let size = format::bytes(texts, own_bytes);
    if foreign_bytes == 0 {
        return size;
    }
    let foreign = format::bytes(texts, foreign_bytes);
    let values = [("size", size.as_str()), ("foreign", foreign.as_str())];
    texts.fill(texts::SIZE_AND_FOREIGN, &values)
}

/// A value in words; none where nobody knows it.
fn known<T>(value: Option<T>, written: impl FnOnce(T) -> String) -> String {
    value.map(written).unwrap_or_default()
}

/// A value that people take elsewhere.
fn copied(value: String, label: String) -> AnyView {
    view! {
        <span class="monospace">{value.clone()}</span>
        <CopyButton text=value label/>
    }
    .into_any()
}

/// A fact that the service leaves out or garbles is shown as unknown.
fn fact(name: &'static Text, content: Option<AnyView>) -> AnyView {
    let texts = use_texts();
    let content = content.unwrap_or_else(|| view! { <Unknown/> }.into_any());
    view! { <Property name=texts.get(name)>{content}</Property> }.into_any()
}

#[component]
fn Annotations(annotations: BTreeMap<String, String>) -> impl IntoView {
    let texts = use_texts();
    let annotation = |(name, value): (String, String)| {
        view! {
            <dt class="secondary monospace">{name}</dt>
            <dd><LinkedValue value/></dd>
        }
    };
    (!annotations.is_empty()).then(|| {
        let annotations: Vec<_> = annotations.into_iter().map(annotation).collect();
        view! {
            <Panel title=texts.get(texts::ANNOTATIONS)>
                <dl>{annotations}</dl>
            </Panel>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(manifest: &str, size_bytes: u64) -> String {
        let json = format!(r#"{{"Tag":"v1","size":{size_bytes}}}"#);
        let tag: Tag = serde_json::from_str(&json).unwrap();
        size(Texts::english(), &tag, &Manifest::parse(manifest))
    }

    #[test]
    fn an_image_is_as_large_as_its_layers_and_an_index_as_the_service_says() {
        let image = r#"{"schemaVersion":2,"layers":[{"digest":"a","size":70}]}"#;
        let index = r#"{"schemaVersion":2,"manifests":[{"digest":"b","size":500}]}"#;
        assert_eq!(shown(image, 900), "70 byte");
        assert_eq!(shown(index, 900), "900 byte (all platforms)");
        assert_eq!(shown(index, 0), "");
        assert_eq!(shown("", 900), "900 byte");
    }

    #[test]
    fn layers_that_are_not_stored_are_counted_apart() {
        let foreign = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
        let image = format!(
            r#"{{"schemaVersion":2,"layers":[{{"digest":"a","size":70}},
                {{"digest":"b","size":900,"mediaType":"{foreign}"}}]}}"#
        );
        assert_eq!(shown(&image, 0), "70 byte · 900 byte not stored here");
    }
}
