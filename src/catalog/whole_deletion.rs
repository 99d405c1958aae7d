//! The contents of repositories that are deleted as a whole: loaded before the confirmation, added up,
//! and turned into the steps of the deletion.

use leptos::prelude::*;
use swr_api::{List, RepositoryPath, Tag};

use super::deletion_step::{DeletionStep, TagRank};
use super::every_tag::every_tag;
use super::texts;
use crate::i18n::{Texts, format, use_texts};
use crate::manifest::DeletionPlan;
use crate::markup::{reactive, view};
use crate::reactive::memo;
use crate::remote::{Gathering, gather, problem};
use crate::session::use_client;
use crate::ui::{Consequence, ErrorBanner, NameList};

/// The contents of a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Holdings {
    path: RepositoryPath,
    tags: Vec<DeletionStep>,
    size_bytes: Option<u64>,
    unreadable: u64,
}

/// The contents of repositories, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Total {
    images: u64,
    companions: u64,
    size_bytes: Option<u64>,
    unreadable: u64,
}

/// A deletion with everything in it, as far as it is known what that is.
#[derive(Clone, Copy)]
pub struct WholeDeletion {
    gathered: Gathering<Holdings>,
    containers: StoredValue<Vec<DeletionStep>>,
}

/// A repository that is deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoomedRepository {
    /// The repository.
    pub path: RepositoryPath,
    /// Whether it is known to have no tags, so that no one must look.
    pub is_empty: bool,
}

/// Looks into `repositories` once they are known; they are deleted after their tags, and `containers`
/// after them.
pub fn whole_deletion(
    repositories: Signal<Option<Vec<DoomedRepository>>>,
    containers: Vec<DeletionStep>,
) -> WholeDeletion {
    let client = use_client();
    let fetch = move |doomed: &DoomedRepository| {
        let (client, doomed) = (client.get_untracked(), doomed.clone());
        async move {
            match doomed.is_empty {
                true => Ok(List::default()),
                false => every_tag(client, doomed.path).await,
            }
        }
    };
    let gathered = gather(repositories, fetch, |doomed, tags: List<Tag>| {
        Holdings::of(doomed.path, &tags.items, tags.unreadable)
    });
    let containers = StoredValue::new(containers);
    WholeDeletion {
        gathered,
        containers,
    }
}

impl Holdings {
    fn of(path: RepositoryPath, tags: &[Tag], unreadable: u64) -> Self {
        Self {
            size_bytes: DeletionPlan::of(tags, tags).freed_bytes,
            tags: tags
                .iter()
                .map(|it| DeletionStep::of_tag(&path, it))
                .collect(),
            unreadable,
            path,
        }
    }

    fn total(&self) -> Total {
        let is_companion =
            |it: &&DeletionStep| matches!(it, DeletionStep::Tag(.., TagRank::Companion));
        let companions = self.tags.iter().filter(is_companion).count() as u64;
        Total {
            images: self.tags.len() as u64 - companions,
            companions,
            size_bytes: self.size_bytes,
            unreadable: self.unreadable,
        }
    }
}

impl Total {
    const NOTHING: Self = Self {
        images: 0,
        companions: 0,
        size_bytes: Some(0),
        unreadable: 0,
    };

    fn and(self, other: Self) -> Self {
        let size_bytes = self.size_bytes.zip(other.size_bytes);
        Self {
            images: self.images + other.images,
            companions: self.companions + other.companions,
            size_bytes: size_bytes.map(|(one, other)| one.saturating_add(other)),
            unreadable: self.unreadable + other.unreadable,
        }
    }

    /// `42 tags · 3 attached artifacts · 307 kB`
    fn words(self, texts: Texts) -> String {
        if self.images + self.companions + self.unreadable == 0 {
            return texts.get(texts::HOLDS_NOTHING).to_owned();
        }
        let companions =
            (self.companions > 0).then(|| texts.count(texts::HOLDS_COMPANIONS, self.companions));
        let size = self.size_bytes.map(|it| format::bytes(texts, it));
        let parts = [
            Some(texts.count(texts::HOLDS_TAGS, self.images)),
            companions,
            size,
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

impl WholeDeletion {
    fn total(self) -> Option<Total> {
        self.gathered.with_all(|all| {
            let totals = all.iter().map(|it| it.total());
            totals.fold(Total::NOTHING, Total::and)
        })
    }

    /// Whether there is nothing in what is deleted; watched. Nothing while it is not known.
    pub fn is_empty(self) -> Option<bool> {
        self.total().map(|it| it.images + it.companions == 0)
    }

    /// Everything that is deleted, once it is known; watched.
    pub fn steps(self) -> Option<Vec<DeletionStep>> {
        self.gathered.with_all(|all| {
            let tags = all.iter().flat_map(|it| it.tags.iter().cloned());
            let repositories = all
                .iter()
                .map(|it| DeletionStep::Repository(it.path.clone()));
            let containers = self.containers.get_value();
            tags.chain(repositories).chain(containers).collect()
        })
    }

    /// Why it cannot be begun; watched.
    pub fn refusal(self, texts: Texts) -> Option<String> {
        if self.gathered.error().is_some() {
            return Some(texts.get(texts::CONTENTS_UNKNOWN).to_owned());
        }
        match self.total() {
            None => Some(texts.get(texts::CHECKING).to_owned()),
            Some(Total { unreadable: 0, .. }) => None,
            Some(total) => Some(texts.count(texts::CONTENTS_UNREADABLE, total.unreadable)),
        }
    }

    /// What it destroys, in one line; watched.
    pub fn consequence(self, texts: Texts) -> Option<Consequence> {
        let total = self.total()?;
        let count = total.images + total.companions;
        Some(Consequence::danger(match total.size_bytes {
            _ if count == 0 => texts.get(texts::NO_UNDO).to_owned(),
            Some(bytes) => {
                let size = format::bytes(texts, bytes);
                texts.count_with(texts::DELETES_TAGS, count, &[("size", &size)])
            }
            None => texts.count(texts::DELETES_TAGS_UNKNOWN, count),
        }))
    }
}

/// How far the looking is, then what each repository contains.
#[component]
pub fn WholeContents(
    /// The deletion.
    whole: WholeDeletion,
) -> impl IntoView {
    let texts = use_texts();
    let error = memo(move || whole.gathered.error());
    let lines = memo(move || {
        whole.gathered.with_all(|all| {
            let line = |it: &&Holdings| (it.path.to_string(), Some(it.total().words(texts)));
            all.iter().map(line).collect::<Vec<_>>()
        })
    });
    let checked = move || {
        let (done, total) = whole.gathered.progress().filter(|(_, total)| *total > 1)?;
        let number = |count: usize| format::number(texts, count as u64);
        let values = [("done", number(done)), ("total", number(total))];
        let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
        Some(texts.fill(texts::CHECKED, &values))
    };
    reactive(move || match (error.get(), lines.get()) {
        (Some(error), _) => {
            let again = move || whole.gathered.reload();
            view! { <ErrorBanner problem=problem(texts, &error) on_retry=again/> }.into_any()
        }
        (None, None) => view! {
            <p>{texts.get(texts::CHECKING)}</p>
            <p class="secondary" role="status">{checked}</p>
        }
        .into_any(),
        (None, Some(lines)) if lines.is_empty() => ().into_any(),
        (None, Some(lines)) => view! {
            <NameList lines/>
            <p class="secondary">{texts.get(texts::ORDER)}</p>
        }
        .into_any(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str, digest: &str, layers: &[(&str, u64)]) -> Tag {
        let layer =
            |(digest, size): &(&str, u64)| format!(r#"{{"digest":"{digest}","size":{size}}}"#);
        let layers: Vec<String> = layers.iter().map(layer).collect();
        let manifest = format!(r#"{{"schemaVersion":2,"layers":[{}]}}"#, layers.join(","));
        let json = format!(r#"{{"Tag":"{name}","digest":"{digest}"}}"#);
        let tag: Tag = serde_json::from_str(&json).unwrap();
        Tag { manifest, ..tag }
    }

    #[test]
    fn a_shared_layer_is_counted_once_and_companions_are_no_tags() {
        let path = RepositoryPath::existing("team", "api").unwrap();
        let signature = format!("sha256-{}.sig", "0a".repeat(32));
        let tags = [
            tag("1", "a", &[("base", 1000), ("one", 500)]),
            tag("2", "b", &[("base", 1000)]),
            tag(&signature, "c", &[("s", 500)]),
        ];
        let total = Holdings::of(path, &tags, 0).total();
        let words = total.words(Texts::english());
        assert_eq!(words, "2 tags · 1 attached artifact · 2 kilobyte");
        assert_eq!(total.and(Total::default()).size_bytes, None);
        assert_eq!(total.and(total).images, 4);
    }
}
