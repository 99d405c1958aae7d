//! Picking an image for the page around, where the console is embedded to pick one.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{RepositoryPath, Tag};

use super::image::Image;
use super::texts;
use crate::configuration::Connection;
use crate::host::{Host, HostEvent, Picked, use_host};
use crate::i18n::use_texts;
use crate::ui::{Button, Icon, IconButton};

/// The page around, where it wants an image.
pub(super) fn use_picker() -> Option<Host> {
    use_host().filter(Host::is_picker)
}

/// The image that a tag names now.
fn picked(connection: &Connection, path: &RepositoryPath, tag: &Tag) -> Picked {
    Picked {
        organization: path.organization.to_string(),
        repository: path.repository.to_string(),
        tag: tag.name.to_string(),
        digest: (!tag.digest.is_empty()).then(|| tag.digest.clone()),
        image: Image::by_tag(connection, path, tag).reference(),
    }
}

/// Hands an image over.
#[component]
pub(super) fn PickButton(
    /// The page around, which wants it.
    host: Host,
    /// The connection, which names the registry.
    connection: Connection,
    /// The repository.
    path: RepositoryPath,
    /// The tag that is picked.
    tag: Tag,
    /// Whether it stands in a row, where there is no room for words.
    #[prop(optional)]
    in_row: bool,
) -> impl IntoView {
    let texts = use_texts();
    let label = texts.fill(texts::PICK, &[("name", tag.name.as_str())]);
    let pick = move || {
        let picked = picked(&connection, &path, &tag);
        host.tell(&HostEvent::Select(picked));
    };
    if in_row {
        return view! { <IconButton icon=Icon::Check label on_click=pick/> }.into_any();
    }
    view! { <Button on_click=pick>{label}</Button> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::{Page, Route};

    #[test]
    fn a_picked_image_is_named_by_its_parts_and_as_a_whole() {
        let page = Route::parse("/organizations/team/repositories/web$api").page;
        let Page::Repository(path, _) = page else {
            panic!("{page:?}")
        };
        let json = r#"{"tag":"v1","digest":"sha256:ab","path":"swr.example/team/web/api:v1"}"#;
        let tag: Tag = serde_json::from_str(json).unwrap();
        let mut connection = Connection::same_origin();
        connection.registry = None;
        let picked = picked(&connection, &path, &tag);
        assert_eq!(picked.repository, "web/api");
        assert_eq!(picked.digest.as_deref(), Some("sha256:ab"));
        assert_eq!(picked.image, "swr.example/team/web/api:v1");
    }
}
