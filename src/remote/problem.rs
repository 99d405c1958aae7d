//! The text of an error: what happened, what to do, and details for support.

use leptos::prelude::window;
use swr_api::{Error, ErrorKind, TransportError};

use super::texts;
use crate::i18n::{Text, Texts};
use crate::ui::Problem;

/// The sentence for an error. What the service said itself is kept: it knows more than its code.
pub fn problem(texts: Texts, error: &Error) -> Problem {
    let (sentence, hint) = match error {
        // Anyone who gave a call up is not there any longer to be told; this one was not let out.
        Error::Transport(TransportError::Aborted) => (texts::NOT_ALLOWED, None),
        Error::Transport(_) if is_browser_offline() => {
            (texts::BROWSER_OFFLINE, Some(texts::BROWSER_OFFLINE_HINT))
        }
        _ => words(error.kind()),
    };
    let said = match error {
        Error::Api(answer) if is_told(error.kind()) && !answer.message.is_empty() => {
            Some(texts.fill(texts::SERVICE_SAID, &[("message", &answer.message)]))
        }
        _ => None,
    };
    Problem {
        sentence: texts.get(sentence).to_owned(),
        hint: said.or_else(|| hint.map(|hint| texts.get(hint).to_owned())),
        technical: Some(technical(texts, error)),
        diagnostic: Some(error.diagnostic()),
    }
}

/// What is said of a part of the program that could not be loaded, and what to do.
pub fn part_missing_words() -> (&'static Text, &'static Text) {
    match is_browser_offline() {
        true => (texts::BROWSER_OFFLINE, texts::BROWSER_OFFLINE_HINT),
        false => (texts::PART_MISSING, texts::PART_MISSING_HINT),
    }
}

/// Whether this machine knows that it has no network.
fn is_browser_offline() -> bool {
    cfg!(target_arch = "wasm32") && !window().navigator().on_line()
}

/// The same where there may be none: then nothing is said.
pub(super) fn problem_or_none(texts: Texts, error: Option<&Error>) -> Problem {
    error.map_or_else(Problem::default, |error| problem(texts, error))
}

/// Refusals are about what was asked, so the service's own words help. A gateway's are noise.
fn is_told(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::Invalid | ErrorKind::Conflict | ErrorKind::QuotaExceeded | ErrorKind::Forbidden
    )
}

/// `403 · SVCSTG.SWR.4039002 · request 7f1c90ab`
fn technical(texts: Texts, error: &Error) -> String {
    let request = error
        .request_id()
        .map(|id| texts.fill(texts::REQUEST, &[("id", id)]));
    let facts = [
        error.status().map(|status| status.to_string()),
        error.code().map(str::to_owned),
        request,
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    match error {
        Error::Decode { .. } | Error::Transport(_) | Error::Request(_) => {
            [facts, vec![error.message()]].concat().join(" · ")
        }
        Error::Api(_) => facts.join(" · "),
    }
}

fn words(kind: ErrorKind) -> (&'static Text, Option<&'static Text>) {
    match kind {
        ErrorKind::Unauthenticated => (texts::UNAUTHENTICATED, Some(texts::UNAUTHENTICATED_HINT)),
        ErrorKind::Forbidden => (texts::FORBIDDEN, Some(texts::FORBIDDEN_HINT)),
        ErrorKind::NotFound => (texts::NOT_FOUND, Some(texts::NOT_FOUND_HINT)),
        ErrorKind::Conflict => (texts::CONFLICT, None),
        ErrorKind::Invalid => (texts::INVALID, None),
        ErrorKind::QuotaExceeded => (texts::QUOTA_EXCEEDED, None),
        ErrorKind::Throttled => (texts::THROTTLED, Some(texts::THROTTLED_HINT)),
        ErrorKind::Server => (texts::SERVER, Some(texts::SERVER_HINT)),
        ErrorKind::Offline => (texts::OFFLINE, Some(texts::OFFLINE_HINT)),
        ErrorKind::Unexpected => (texts::UNEXPECTED, Some(texts::UNEXPECTED_HINT)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_answer_names_its_field_and_blames_the_service() {
        let error = Error::Decode {
            field: "[3].size".to_owned(),
            detail: "expected a number".to_owned(),
            request_id: Some("7f1c".to_owned()),
            status: 200,
        };
        let problem = problem(Texts::english(), &error);
        assert_eq!(problem.sentence, "Unexpected response from the service.");
        let technical = problem.technical.unwrap();
        assert!(
            technical.starts_with("200 · request 7f1c · "),
            "{technical}"
        );
        assert!(technical.contains("[3].size"), "{technical}");
    }

    #[test]
    fn no_response_says_what_the_browser_said() {
        let error = Error::Transport(TransportError::Offline("refused".to_owned()));
        let problem = problem(Texts::english(), &error);
        assert_eq!(problem.technical.as_deref(), Some("refused"));
    }
}
