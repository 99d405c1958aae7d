//! The columns of the lists of shared repositories, and the pull command of one.

use crate::markup::view;
use leptos::prelude::*;
use swr_api::{Repository, SharedBy};

use super::columns::{StateBadge, state_name};
use super::facets::is_expired;
use super::texts;
use crate::catalog::repository_columns::{created_and_description, name, size, tag_count, updated};
use crate::i18n::Texts;
use crate::navigation::Navigation;
use crate::ui::Column;

/// Whether it can be looked at: what another account no longer shares is not there any longer.
pub(super) fn is_open(repository: &Repository, shared_by: SharedBy) -> bool {
    shared_by == SharedBy::Me || !is_expired(repository)
}

/// What pulls it: `latest` where there is such a tag, else the first that the list names.
pub(super) fn pull_command(repository: &Repository) -> Option<String> {
    let is_latest = |tag: &&String| *tag == "latest";
    let tags = &repository.tags;
    let tag = tags.iter().find(is_latest).or(tags.first())?;
    let path = Some(&repository.path).filter(|it| !it.is_empty())?;
    Some(format!("docker pull {path}:{tag}"))
}

/// The columns of the list.
pub(super) fn columns(
    texts: Texts,
    navigation: Navigation,
    shared_by: SharedBy,
) -> Vec<Column<Repository>> {
    let account = Column::new("account", texts.get(texts::ACCOUNT), |it: &Repository| {
        it.domain_name.clone()
    })
    .natural()
    .width(160);
    let state = Column::new("state", texts.get(texts::STATE), move |it: &Repository| {
        state_name(texts, is_expired(it)).to_owned()
    })
    .sorted_by(|one, other| is_expired(one).cmp(&is_expired(other)))
    .words(
        texts.get(texts::VALID_FIRST),
        texts.get(texts::EXPIRED_FIRST),
    )
    .cell(move |it| view! { <StateBadge is_expired=is_expired(it) texts/> }.into_any())
    .width(116);
    // Of one's own repositories the service says neither.
    let others = match shared_by {
        SharedBy::Others => vec![account, state],
        SharedBy::Me => Vec::new(),
    };
    let name = name(texts, navigation, false, move |it| is_open(it, shared_by));
    let mut columns = vec![name];
    columns.extend(others);
    columns.extend([tag_count(texts), size(texts), updated(texts)]);
    columns.extend(created_and_description(texts));
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository(rest: &str) -> Repository {
        let json = format!(r#"{{"namespace":"team","name":"web/api"{rest}}}"#);
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn the_pull_command_names_a_tag_that_is_there() {
        let command = |tags: &str| {
            let rest = format!(r#","path":"swr.example/team/web/api","tags":[{tags}]"#);
            pull_command(&repository(&rest)).unwrap_or_default()
        };
        let latest = command(r#""2.0","latest""#);
        assert_eq!(latest, "docker pull swr.example/team/web/api:latest");
        assert_eq!(
            command(r#""2.0","1.0""#),
            "docker pull swr.example/team/web/api:2.0"
        );
        assert_eq!(command(""), "");
        assert_eq!(pull_command(&repository(r#","tags":["1.0"]"#)), None);
    }

    #[test]
    fn what_is_not_shared_any_more_is_not_led_to() {
        let expired = repository(r#","status":false"#);
        assert!(!is_open(&expired, SharedBy::Others));
        // Of one's own it is always false.
        assert!(is_open(&expired, SharedBy::Me));
        assert!(is_open(&repository(""), SharedBy::Others));
    }
}
