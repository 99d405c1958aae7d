//! The users of the account, read from the access lists of its organizations, because the service has no
//! user directory.

use leptos::prelude::*;
use swr_api::{OrganizationName, OrganizationPermissions, OrganizationQuery};

use crate::catalog::{Person, use_known_people};
use crate::reactive::effect;
use crate::remote::{Answers, read_as, staged_queries};
use crate::session::use_client;

/// The number of organizations that are asked. Users of others can still be typed.
const ASKED: usize = 20;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Question {
    Organizations,
    Members(OrganizationName),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    Organizations(Vec<OrganizationName>),
    Members(Vec<Person>),
}

/// Loads the users of the organizations on which the caller has a role, so that they are offered. A refusal
/// is ignored: fewer users are offered then.
pub(super) fn meet_account() {
    let (client, people) = (use_client(), use_known_people());
    let asked = staged_queries(next, move |question| {
        let client = client.get_untracked();
        match question {
            Question::Organizations => {
                let all = client.list_organizations(&OrganizationQuery::default());
                read_as(all, |all| {
                    let names = all.into_iter().map(|it| it.name);
                    Answer::Organizations(names.take(ASKED).collect())
                })
            }
            Question::Members(organization) => read_as(
                client.get_organization_permissions(organization),
                |permissions| Answer::Members(people_of(&permissions)),
            ),
        }
    });
    effect(move || people.meet(asked.with(met)));
}

/// The organizations first, then the members of each.
fn next(answers: &Answers<Question, Answer>) -> Vec<Question> {
    match answers.as_slice() {
        [] => vec![Question::Organizations],
        [(_, Some(Ok(Answer::Organizations(names))))] => {
            names.iter().cloned().map(Question::Members).collect()
        }
        _ => Vec::new(),
    }
}

fn met(answers: &Answers<Question, Answer>) -> Vec<Person> {
    let members = answers.iter().filter_map(|(_, answer)| match answer {
        Some(Ok(Answer::Members(people))) => Some(people),
        _ => None,
    });
    members.flatten().cloned().collect()
}

fn people_of(permissions: &OrganizationPermissions) -> Vec<Person> {
    let grants = permissions.own.iter().chain(&permissions.others);
    let person = |it: &swr_api::Grant| Person {
        user_name: it.user_name.clone(),
        user_id: it.user_id.clone(),
    };
    grants.map(person).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> Person {
        Person {
            user_name: name.to_owned(),
            user_id: format!("id-of-{name}"),
        }
    }

    #[test]
    fn each_organization_is_asked_once_and_a_refusal_ends_nothing() {
        assert_eq!(next(&Vec::new()), [Question::Organizations]);
        let names = ["web", "data"].map(|it| OrganizationName::existing(it).unwrap());
        let mut answers = vec![(
            Question::Organizations,
            Some(Ok(Answer::Organizations(names.to_vec()))),
        )];
        let members = names.map(Question::Members);
        assert_eq!(next(&answers), members);
        let [web, data] = members;
        let refused = swr_api::Error::Request("refused".to_owned());
        answers.push((web, Some(Err(refused))));
        answers.push((data, Some(Ok(Answer::Members(vec![person("ann")])))));
        assert_eq!(next(&answers), []);
        assert_eq!(met(&answers), [person("ann")]);
    }
}
