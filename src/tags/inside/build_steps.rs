//! How an image was built: the lines of its Dockerfile as far as its history tells, with the layers that
//! they made.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::Timestamp;

use super::super::texts;
use super::inspection::Subject;
use super::layers::layer_number;
use super::{Shown, missing};
use crate::i18n::short_digest;
use crate::i18n::{Texts, format, use_texts};
use crate::manifest::{BuildStep, Configuration, Form, LayerShare, Manifest};
use crate::ui::{EmptyState, Icon, Moment, Notice, Panel, Step, StepList, Tone};

/// The steps.
#[component]
pub(super) fn BuildSteps(shown: Shown) -> impl IntoView {
    let texts = use_texts();
    let empty = |title: String| view! { <EmptyState icon=Icon::Rows title/> }.into_any();
    if let Some(kind) = shown.other_kind() {
        return empty(texts.fill(texts::NO_STEPS_OF_KIND, &[("kind", &kind)]));
    }
    let Some(configuration) = shown.configuration() else {
        return missing(&shown, Subject::Configuration);
    };
    if configuration.history.is_empty() {
        return empty(texts.get(texts::NO_STEPS).to_owned());
    }
    let manifest = shown.manifest();
    let steps = step_rows(texts, &configuration, manifest.as_ref());
    let count = texts.count(texts::STEP_COUNT, steps.len() as u64);
    let layer_count = layer_count(&configuration, manifest.as_ref());
    let mismatch = (!configuration.history_fits(layer_count)).then(|| {
        view! { <Notice tone=Tone::Warning>{texts.get(texts::HISTORY_DOES_NOT_FIT)}</Notice> }
    });
    let steps: Vec<_> = steps.into_iter().map(step).collect();
    view! {
        <Panel title=texts.get(texts::BUILD_STEPS)>
            <p class="secondary">{count}</p>
            {mismatch}
            <StepList label=texts.get(texts::BUILD_STEPS)>{steps}</StepList>
        </Panel>
    }
    .into_any()
}

/// A step in words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct StepRow {
    line: String,
    /// The size of its layer.
    size: String,
    note: String,
    created: Option<Timestamp>,
    makes_layer: bool,
}

fn step(row: StepRow) -> impl IntoView {
    let dot = (row.created.is_some() && !row.note.is_empty()).then_some(" · ");
    let created = row.created.map(|time| view! { <Moment time/> });
    view! {
        <Step line=row.line is_quiet=!row.makes_layer end=row.size>
            {row.note}
            {dot}
            {created}
        </Step>
    }
}

/// The number of layers, by the manifest where it is known.
fn layer_count(configuration: &Configuration, manifest: Option<&Manifest>) -> usize {
    manifest.map_or(configuration.diff_ids.len(), |it| it.layers.len())
}

fn step_rows(
    texts: Texts,
    configuration: &Configuration,
    manifest: Option<&Manifest>,
) -> Vec<StepRow> {
    let shares = manifest.map(Manifest::layer_shares).unwrap_or_default();
    let is_sized = manifest.is_some_and(|it| it.form != Form::DockerSchema1);
    let row = |(step, layer): (&BuildStep, Option<usize>)| {
        let line = step.line();
        let share = layer.and_then(|it| shares.layers.get(it));
        let size = share.filter(|_| is_sized);
        let size = size.map(|it| format::bytes(texts, it.layer.size_bytes));
        let mut notes: Vec<String> = Vec::new();
        match (step.is_empty, layer) {
            (true, _) => notes.push(texts.get(texts::MAKES_NO_LAYER).to_owned()),
            (false, Some(index)) => notes.push(layer_words(texts, index, share)),
            (false, None) => {}
        }
        let comment = step.comment.clone().filter(|it| *it != line);
        notes.extend(comment);
        StepRow {
            line: match line.is_empty() {
                true => texts.get(texts::UNSAID_STEP).to_owned(),
                false => line,
            },
            size: size.unwrap_or_default(),
            note: notes.join(" · "),
            created: step.created.as_deref().and_then(moment),
            makes_layer: !step.is_empty,
        }
    };
    let steps = configuration.build_steps(layer_count(configuration, manifest));
    steps.map(row).collect()
}

/// `Layer 3 · sha256:9f2c…e41a`
fn layer_words(texts: Texts, index: usize, share: Option<&LayerShare<'_>>) -> String {
    let layer = layer_number(texts, index + 1);
    match share.filter(|it| !it.layer.digest.is_empty()) {
        Some(share) => format!("{layer} · {}", short_digest(&share.layer.digest)),
        None => layer,
    }
}

/// A moment as builders write it; the zero time, with which some replace it, is none.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    Timestamp::parse(text).ok().filter(|it| !it.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HISTORY: &str = r#"{"rootfs":{"diff_ids":["a","b"]},"history":[
        {"created":"2024-05-01T12:00:00Z","created_by":"/bin/sh -c #(nop) ADD file:0 in / "},
        {"created":"0001-01-01T00:00:00Z","created_by":"ENV A=<script>","empty_layer":true,
         "comment":"buildkit.dockerfile.v0"},
        {"created_by":"RUN /bin/sh -c make # buildkit","comment":"buildkit.dockerfile.v0"},
        {"empty_layer":true}]}"#;

    fn rows(layers: &str) -> Vec<(String, String, String)> {
        let configuration = Configuration::parse(HISTORY).unwrap();
        let text = format!(r#"{{"schemaVersion":2,"layers":{layers}}}"#);
        let manifest = Manifest::parse(&text);
        let rows = step_rows(Texts::english(), &configuration, Some(&manifest));
        rows.into_iter()
            .map(|it| (it.line, it.note, it.size))
            .collect()
    }

    fn row(line: &str, note: &str, size: &str) -> (String, String, String) {
        (line.to_owned(), note.to_owned(), size.to_owned())
    }

    #[test]
    fn steps_of_both_builders_stand_with_the_layers_that_they_made() {
        let layers = r#"[{"digest":"sha256:0123456789","size":70},{"digest":"b","size":5}]"#;
        let expected = [
            row("ADD file:0 /", "Layer 1 · sha256:0123…6789", "70 byte"),
            row("ENV A=<script>", "No layer · buildkit.dockerfile.v0", ""),
            row("RUN make", "Layer 2 · b · buildkit.dockerfile.v0", "5 byte"),
            row("Step without a command", "No layer", ""),
        ];
        assert_eq!(rows(layers), expected);
    }

    #[test]
    fn a_history_that_does_not_fit_the_layers_is_still_shown() {
        let shown = rows(r#"[{"digest":"a","size":70}]"#);
        assert_eq!(shown.len(), 4);
        assert_eq!(shown[0], row("ADD file:0 /", "", ""));
        assert_eq!(shown[2], row("RUN make", "buildkit.dockerfile.v0", ""));
    }

    #[test]
    fn steps_are_known_without_a_manifest_and_their_sizes_are_not() {
        let configuration = Configuration::parse(HISTORY).unwrap();
        let rows = step_rows(Texts::english(), &configuration, None);
        assert_eq!(rows[0].note, "Layer 1");
        assert!(rows.iter().all(|it| it.size.is_empty()));
        assert!(rows[0].created.is_some());
        assert_eq!(rows[1].created, None, "the zero time says nothing");
    }
}
