//! The layers of an image with their sizes. What is there twice is stored once, and what is stored
//! elsewhere is listed apart.

use leptos::prelude::*;

use super::super::overview::unusual;
use super::super::texts;
use super::inspection::Subject;
use super::shared_layers::SharedLayers;
use super::{Shown, missing};
use crate::i18n::short_digest;
use crate::i18n::{Texts, format, use_texts};
use crate::manifest::{Form, LayerShare};
use crate::ui::{BarList, BarRow, EmptyState, Fact, FactList, Icon, Notice, Panel};

/// The layers.
#[component]
pub(super) fn Layers(shown: Shown) -> impl IntoView {
    let texts = use_texts();
    let Some(manifest) = shown.manifest() else {
        return missing(&shown, Subject::Layers);
    };
    let shares = manifest.layer_shares();
    if shares.layers.is_empty() {
        let title = texts.get(texts::NO_LAYERS);
        return view! { <EmptyState icon=Icon::Cube title/> }.into_any();
    }
    let is_sized = manifest.form != Form::DockerSchema1;
    let (foreign, stored): (Vec<LayerShare<'_>>, Vec<LayerShare<'_>>) =
        shares.layers.iter().copied().partition(|it| it.is_foreign);
    // Where some are listed apart, a place in the list is not the layer's own number.
    let numbered = foreign.is_empty();
    let rows = stored.iter().map(|it| row(texts, it, is_sized, numbered));
    let rows = rows.collect();
    let counted = stored.iter().filter(|it| it.repeats.is_none()).count();
    let count = texts.count(texts::LAYER_COUNT, counted as u64);
    let summary = is_sized.then(|| {
        let size = format::bytes(texts, shares.stored_bytes);
        let values = [("layers", count.as_str()), ("size", size.as_str())];
        texts.fill(texts::LAYER_SUMMARY, &values)
    });
    let summary = match summary {
        Some(summary) => view! { <p class="secondary">{summary}</p> }.into_any(),
        None => view! { <Notice>{texts.get(texts::SCHEMA_1)}</Notice> }.into_any(),
    };
    let elsewhere = (!foreign.is_empty()).then(|| {
        let size = format::bytes(texts, shares.foreign_bytes);
        let sentence = texts.fill(texts::FOREIGN_SUMMARY, &[("size", &size)]);
        let lines: Vec<_> = foreign.iter().map(|it| foreign_line(texts, it)).collect();
        view! {
            <Panel title=texts.get(texts::FOREIGN_LAYERS)>
                <p class="secondary">{sentence}</p>
                <FactList>{lines}</FactList>
            </Panel>
        }
    });
    let others = is_sized.then(|| {
        let (path, tag, manifest) = (shown.path, shown.tag, manifest.clone());
        view! { <SharedLayers path tag manifest/> }
    });
    view! {
        <div class="stack">
            <Panel title=texts.get(texts::LAYERS)>
                {summary}
                <BarList rows numbered/>
            </Panel>
            {elsewhere}
            {others}
        </div>
    }
    .into_any()
}

fn row(texts: Texts, share: &LayerShare<'_>, is_sized: bool, numbered: bool) -> BarRow {
    let size = is_sized.then(|| format::bytes(texts, share.layer.size_bytes));
    let number = (!numbered).then(|| layer_number(texts, share.number));
    let notes: Vec<String> = number
        .into_iter()
        .chain(notes(texts, share, is_sized))
        .collect();
    BarRow {
        name: name(share),
        title: share.layer.digest.clone(),
        note: notes.join(" · "),
        size: size.unwrap_or_default(),
        share: share.share,
    }
}

/// The file that a layer is, or else its digest.
fn name(share: &LayerShare<'_>) -> String {
    match share.layer.title() {
        Some(title) => title.to_owned(),
        None => short_digest(&share.layer.digest),
    }
}

fn foreign_line(texts: Texts, share: &LayerShare<'_>) -> AnyView {
    let size = format::bytes(texts, share.layer.size_bytes);
    let (name, digest) = (name(share), share.layer.digest.clone());
    let number = layer_number(texts, share.number);
    view! {
        <Fact end=size.into_any()>
            <span class="monospace" title=digest>{name}</span>
            " "
            <span class="secondary">{number}</span>
        </Fact>
    }
    .into_any()
}

fn notes(texts: Texts, share: &LayerShare<'_>, is_sized: bool) -> Vec<String> {
    let layer = share.layer;
    let repeated = share.repeats.map(|first| {
        let number = format::number(texts, first as u64);
        texts.fill(texts::REPEATED_LAYER, &[("number", &number)])
    });
    let part = (is_sized && share.repeats.is_none()).then(|| share_words(texts, share.share));
    let encrypted = layer.is_encrypted();
    let encrypted = encrypted.then(|| texts.get(texts::ENCRYPTED).to_owned());
    let lazy = layer.lazy_format().map(|it| it.name().to_owned());
    let media_type = unusual(&layer.media_type);
    let media_type = (!media_type.is_empty()).then(|| media_type.to_owned());
    [repeated, part, lazy, encrypted, media_type]
        .into_iter()
        .flatten()
        .collect()
}

/// `Layer 3`
pub(super) fn layer_number(texts: Texts, number: usize) -> String {
    let number = format::number(texts, number as u64);
    texts.fill(texts::LAYER_NUMBER, &[("number", &number)])
}

/// `12%`
fn share_words(texts: Texts, share: f64) -> String {
    let percent = (share * 100.0).round();
    match percent < 1.0 {
        true => texts.get(texts::LITTLE_SHARE).to_owned(),
        // It is between 1 and 100.
        false => texts.fill(texts::SHARE, &[("percent", &format!("{percent:.0}"))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Manifest;

    #[test]
    fn layers_keep_their_numbers_beside_those_that_are_stored_elsewhere() {
        let text = r#"{"schemaVersion":2,"layers":[{"digest":"a","size":9,
            "mediaType":"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"},
            {"digest":"b","size":2}]}"#;
        let manifest = Manifest::parse(text);
        let shares = manifest.layer_shares();
        let note = |numbered| row(Texts::english(), &shares.layers[1], true, numbered).note;
        assert_eq!(note(false), "Layer 2 · 100%");
        assert_eq!(note(true), "100%");
    }

    #[test]
    fn a_layer_says_its_share_or_that_it_was_counted() {
        let text = r#"{"schemaVersion":2,"layers":[{"digest":"a","size":998},
            {"digest":"b","size":2},{"digest":"a","size":998},
            {"digest":"c","size":1000,"mediaType":"application/x.tar+encrypted"}]}"#;
        let manifest = Manifest::parse(text);
        let shares = manifest.layer_shares();
        let notes: Vec<String> = shares
            .layers
            .iter()
            .map(|it| notes(Texts::english(), it, true).join(" · "))
            .collect();
        let expected = [
            "50%",
            "less than 1%",
            "Same as layer 1, stored once",
            "50% · encrypted · application/x.tar+encrypted",
        ];
        assert_eq!(notes, expected);
    }
}
