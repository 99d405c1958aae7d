//! What becomes of several repositories at once: which can be changed, which cannot, and why.

use leptos::prelude::*;
use swr_api::{Repository, RepositoryPath};

use super::columns::path_of;
use super::texts;
use crate::i18n::{Texts, format, use_texts};
use crate::ui::NameList;

/// What can be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) changed: Vec<RepositoryPath>,
    pub(super) kept: Vec<(RepositoryPath, Reason)>,
}

/// Why one stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// In words.
    NoRight(String),
    /// It has so many tags.
    NotEmpty(u64),
    AlreadySo,
}

impl Plan {
    /// Deletes those that are empty. `refusal` gets the place of each among the selected, too.
    pub(super) fn of_deletion(
        repositories: &[Repository],
        refusal: impl Fn(usize, &RepositoryPath) -> Option<String>,
    ) -> Self {
        let reason = |it: &Repository| (it.tag_count > 0).then_some(Reason::NotEmpty(it.tag_count));
        Self::of(repositories, refusal, reason)
    }

    /// Makes those public, or private, that are not.
    pub(super) fn of_visibility(
        repositories: &[Repository],
        is_public: bool,
        refusal: impl Fn(usize, &RepositoryPath) -> Option<String>,
    ) -> Self {
        let reason = |it: &Repository| (it.is_public == is_public).then_some(Reason::AlreadySo);
        Self::of(repositories, refusal, reason)
    }

    fn of(
        repositories: &[Repository],
        refusal: impl Fn(usize, &RepositoryPath) -> Option<String>,
        reason: impl Fn(&Repository) -> Option<Reason>,
    ) -> Self {
        let mut plan = Self::default();
        for (place, repository) in repositories.iter().enumerate() {
            let path = RepositoryPath::from(repository);
            let refused = refusal(place, &path).map(Reason::NoRight);
            match refused.or_else(|| reason(repository)) {
                Some(reason) => plan.kept.push((path, reason)),
                None => plan.changed.push(path),
            }
        }
        plan
    }

    /// What is typed before several go: their organization, or how many they are when they are of
    /// more than one.
    pub(super) fn word_to_type(&self, texts: Texts) -> Option<String> {
        let [first, rest @ ..] = &self.changed[..] else {
            return None;
        };
        let is_one_place = rest.iter().all(|it| it.organization == first.organization);
        (!rest.is_empty()).then(|| match is_one_place {
            true => first.organization.to_string(),
            false => format::number(texts, self.changed.len() as u64),
        })
    }
}

/// The plan, line by line.
#[component]
pub(super) fn PlanView(
    plan: Plan,
    /// What is said of those that change.
    changes: &'static str,
) -> impl IntoView {
    let texts = use_texts();
    let line = |path: RepositoryPath, fate| (path.to_string(), Some(fate));
    let kept = plan.kept.into_iter();
    let kept = kept.map(|(path, reason)| line(path, reason_in_words(texts, reason)));
    let changed = plan.changed.into_iter();
    let changed = changed.map(|path| line(path, changes.to_owned()));
    // Those that stay first: that is what whoever selected them did not know.
    view! { <NameList lines=kept.chain(changed).collect()/> }
}

fn reason_in_words(texts: Texts, reason: Reason) -> String {
    match reason {
        Reason::NoRight(reason) => texts.fill(texts::STAYS, &[("reason", &reason)]),
        Reason::NotEmpty(count) => texts.count(texts::STAYS_NOT_EMPTY, count),
        Reason::AlreadySo => texts.get(texts::ALREADY_SO).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository(path: &str, tag_count: u64, is_public: bool) -> Repository {
        let (organization, name) = path.split_once('/').unwrap();
        let json = format!(
            r#"{{"namespace":"{organization}","name":"{name}","num_images":{tag_count},"is_public":{is_public}}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    fn names(paths: &[RepositoryPath]) -> Vec<String> {
        paths.iter().map(RepositoryPath::to_string).collect()
    }

    /// Everything of `others` but one.
    fn refusal(_: usize, path: &RepositoryPath) -> Option<String> {
        let is_refused =
            path.organization.as_str() == "others" && path.repository.as_str() != "own";
        is_refused.then(|| "no right".to_owned())
    }

    #[test]
    fn only_what_is_empty_and_may_go_goes() {
        let rows = ["team/a", "team/b", "others/c"].map(|it| repository(it, 0, false));
        let [a, b, c] = rows;
        let full = repository("team/full", 3, false);
        let plan = Plan::of_deletion(&[a, full, b, c], refusal);
        assert_eq!(names(&plan.changed), ["team/a", "team/b"]);
        let reasons: Vec<&Reason> = plan.kept.iter().map(|(_, reason)| reason).collect();
        assert_eq!(
            reasons,
            [
                &Reason::NotEmpty(3),
                &Reason::NoRight("no right".to_owned())
            ]
        );
    }

    #[test]
    fn each_is_judged_by_the_right_on_itself() {
        let rows = ["others/c", "others/own"].map(|it| repository(it, 0, false));
        let plan = Plan::of_deletion(&rows, refusal);
        assert_eq!(names(&plan.changed), ["others/own"]);
        assert_eq!(plan.kept[0].1, Reason::NoRight("no right".to_owned()));
    }

    #[test]
    fn what_is_so_already_is_not_changed() {
        let rows = [
            repository("team/open", 1, true),
            repository("team/closed", 1, false),
        ];
        let to_public = Plan::of_visibility(&rows, true, refusal);
        assert_eq!(names(&to_public.changed), ["team/closed"]);
        let to_private = Plan::of_visibility(&rows, false, refusal);
        assert_eq!(names(&to_private.changed), ["team/open"]);
        assert_eq!(to_private.kept[0].1, Reason::AlreadySo);
    }

    #[test]
    fn several_are_confirmed_by_their_place_or_by_how_many_they_are() {
        let word = |paths: &[&str]| {
            let rows: Vec<_> = paths.iter().map(|it| repository(it, 0, false)).collect();
            Plan::of_deletion(&rows, refusal).word_to_type(Texts::english())
        };
        assert_eq!(word(&["team/a"]), None);
        assert_eq!(word(&["team/a", "others/b"]), None);
        assert_eq!(word(&["team/a", "team/b"]).as_deref(), Some("team"));
        assert_eq!(word(&["team/a", "web/b", "web/c"]).as_deref(), Some("3"));
    }
}
