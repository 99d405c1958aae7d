//! Which of several repositories can be deleted, or made public or private, and why the others are
//! skipped. Pure.

use swr_api::{Repository, RepositoryPath};

use super::texts;
use crate::catalog::{BulkPlan, kept_because};
use crate::i18n::Texts;

/// Deletes those that may be deleted. `refusal` gets the index of each among the selected, too.
pub(super) fn deletion_plan(
    texts: Texts,
    repositories: &[Repository],
    refusal: impl Fn(usize, &RepositoryPath) -> Option<String>,
) -> BulkPlan<RepositoryPath> {
    plan(texts, repositories, refusal, |_| None)
}

/// Makes those public, or private, that are not.
pub(super) fn visibility_plan(
    texts: Texts,
    repositories: &[Repository],
    is_public: bool,
    refusal: impl Fn(usize, &RepositoryPath) -> Option<String>,
) -> BulkPlan<RepositoryPath> {
    plan(texts, repositories, refusal, |it| {
        (it.is_public == Some(is_public)).then(|| texts.get(texts::ALREADY_SO).to_owned())
    })
}

fn plan(
    texts: Texts,
    repositories: &[Repository],
    refusal: impl Fn(usize, &RepositoryPath) -> Option<String>,
    reason: impl Fn(&Repository) -> Option<String>,
) -> BulkPlan<RepositoryPath> {
    let repositories = repositories.iter().enumerate();
    BulkPlan::of(repositories.map(|(index, repository)| {
        let path = RepositoryPath::from(repository);
        let refused = refusal(index, &path).map(|it| kept_because(texts, &it));
        let kept = refused.or_else(|| reason(repository));
        (path, kept)
    }))
}

/// What is typed before several go: their organization, or how many they are when they are of more
/// than one.
pub(super) fn word_to_type(plan: &BulkPlan<RepositoryPath>, texts: Texts) -> Option<String> {
    let (first, rest) = plan.changed.split_first()?;
    let is_one_organization = rest.iter().all(|it| it.organization == first.organization);
    match is_one_organization && !rest.is_empty() {
        true => Some(first.organization.to_string()),
        false => plan.count_to_type(texts),
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

    fn reasons(plan: &BulkPlan<RepositoryPath>) -> Vec<&str> {
        plan.kept
            .iter()
            .map(|(_, reason)| reason.as_str())
            .collect()
    }

    /// Everything of `others` but one.
    fn refusal(_: usize, path: &RepositoryPath) -> Option<String> {
        let is_refused =
            path.organization.as_str() == "others" && path.repository.as_str() != "own";
        is_refused.then(|| "no right".to_owned())
    }

    #[test]
    fn what_may_be_deleted_is_with_everything_in_it() {
        let rows = ["team/a", "team/b", "others/c"].map(|it| repository(it, 0, false));
        let [a, b, c] = rows;
        let full = repository("team/full", 3, false);
        let plan = deletion_plan(Texts::english(), &[a, full, b, c], refusal);
        assert_eq!(names(&plan.changed), ["team/a", "team/full", "team/b"]);
        assert_eq!(reasons(&plan), ["skipped: no right"]);
    }

    #[test]
    fn each_is_judged_by_the_role_on_itself() {
        let rows = ["others/c", "others/own"].map(|it| repository(it, 0, false));
        let plan = deletion_plan(Texts::english(), &rows, refusal);
        assert_eq!(names(&plan.changed), ["others/own"]);
        assert_eq!(reasons(&plan), ["skipped: no right"]);
    }

    #[test]
    fn what_is_so_already_is_not_changed() {
        let rows = [
            repository("team/open", 1, true),
            repository("team/closed", 1, false),
        ];
        let plan = |is_public| visibility_plan(Texts::english(), &rows, is_public, refusal);
        assert_eq!(names(&plan(true).changed), ["team/closed"]);
        let to_private = plan(false);
        assert_eq!(names(&to_private.changed), ["team/open"]);
        assert_eq!(reasons(&to_private), ["no change"]);
    }

    #[test]
    fn several_are_confirmed_by_their_place_or_by_how_many_they_are() {
        let word = |paths: &[&str]| {
            let rows: Vec<_> = paths.iter().map(|it| repository(it, 0, false)).collect();
            let english = Texts::english();
            word_to_type(&deletion_plan(english, &rows, refusal), english)
        };
        assert_eq!(word(&["team/a"]), None);
        assert_eq!(word(&["team/a", "others/b"]), None);
        assert_eq!(word(&["team/a", "team/b"]).as_deref(), Some("team"));
        assert_eq!(word(&["team/a", "web/b", "web/c"]).as_deref(), Some("3"));
    }
}
