//! Why a configuration or its layers are not shown, and the command that reads them elsewhere.

use crate::markup::view;
use leptos::prelude::*;

use super::super::image::Image;
use super::super::texts;
use crate::catalog::{is_on_this_machine, shell_word};
use crate::i18n::{Text, use_texts};
use crate::ui::{CommandBlock, Notice};

/// What is read of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Configuration,
    Layers,
}

/// Why something is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The service has no call for it.
    NoCall,
    /// The service answered without it.
    LeftOut,
}

impl Cause {
    fn sentence(self, subject: Subject) -> &'static Text {
        match (self, subject) {
            (Self::NoCall, Subject::Configuration) => texts::NO_CONFIGURATION_CALL,
            (Self::NoCall, Subject::Layers) => texts::NO_LAYERS_CALL,
            (Self::LeftOut, Subject::Configuration) => texts::CONFIGURATION_LEFT_OUT,
            (Self::LeftOut, Subject::Layers) => texts::MANIFEST_LEFT_OUT,
        }
    }
}

/// The reason, and the command.
#[component]
pub(super) fn Inspection(subject: Subject, cause: Cause, image: Image) -> impl IntoView {
    let texts = use_texts();
    let command = inspect_command(&image, subject);
    view! {
        <div class="stack">
            <Notice>{texts.get(cause.sentence(subject))}</Notice>
            <CommandBlock command label=texts.get(texts::COPY_COMMAND)/>
        </div>
    }
}

/// The command of skopeo that prints a configuration, or an image with its layers.
fn inspect_command(image: &Image, subject: Subject) -> String {
    let insecure = match is_on_this_machine(&image.host) {
        true => "--tls-verify=false ",
        false => "",
    };
    let option = match subject {
        Subject::Configuration => "--config ",
        Subject::Layers => "",
    };
    let reference = shell_word(&format!("docker://{}", image.reference()));
    format!("skopeo inspect {option}{insecure}{reference}")
}

#[cfg(test)]
mod tests {
    use swr_api::{RepositoryPath, Tag};

    use super::*;
    use crate::configuration::Connection;

    fn image(host: &str) -> Image {
        let json = format!(r#"{{"Tag":"1.0","path":"{host}/team/a/b:1.0"}}"#);
        let tag: Tag = serde_json::from_str(&json).unwrap();
        let path = RepositoryPath::new("team", "a/b").unwrap();
        Image::by_tag(&Connection::same_origin(), &path, &tag)
    }

    #[test]
    fn skopeo_reads_what_is_not_shown() {
        let cloud = image("swr.example");
        assert_eq!(
            inspect_command(&cloud, Subject::Configuration),
            "skopeo inspect --config docker://swr.example/team/a/b:1.0"
        );
        assert_eq!(
            inspect_command(&cloud, Subject::Layers),
            "skopeo inspect docker://swr.example/team/a/b:1.0"
        );
        assert_eq!(
            inspect_command(&image("127.0.0.1:8080"), Subject::Configuration),
            "skopeo inspect --config --tls-verify=false docker://127.0.0.1:8080/team/a/b:1.0"
        );
    }

    #[test]
    fn one_image_of_an_index_is_read_by_its_digest() {
        let child = image("swr.example").at_digest("sha256:ab");
        assert_eq!(
            inspect_command(&child, Subject::Configuration),
            "skopeo inspect --config docker://swr.example/team/a/b@sha256:ab"
        );
    }
}
