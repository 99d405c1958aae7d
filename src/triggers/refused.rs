//! Errors of creating a trigger, assigned to a field or to the banner.

use swr_api::Error;

use super::texts;
use crate::i18n::Texts;
use crate::remote::problem;
use crate::ui::Problem;

/// A taken name, an unknown cluster, a missing workload: the service does not tell them apart.
const REFUSED: &str = "SVCSTG.SWR.4000014";
/// A parameter is missing: of ours only those of the cluster can be.
const MISSING: &str = "SVCSTG.SWR.4001014";
/// Cloud container instances are not authorized for the account.
const NO_CCI: &str = "SVCSTG.SWR.5004002";

/// Whether the service misses the cluster.
pub(super) fn is_about_cluster(error: &Error) -> bool {
    error.code() == Some(MISSING)
}

/// The problem that belongs to no field.
pub(super) fn banner(texts: Texts, error: &Error) -> Option<Problem> {
    let said = problem(texts, error);
    match error.code() {
        Some(MISSING) => None,
        Some(REFUSED) => {
            let hint = texts.get(texts::REFUSED_HINT);
            let hint = match said.hint {
                Some(own) => format!("{hint} {own}"),
                None => hint.to_owned(),
            };
            Some(Problem {
                sentence: texts.get(texts::REFUSED).to_owned(),
                hint: Some(hint),
                ..said
            })
        }
        Some(NO_CCI) => Some(Problem {
            sentence: texts.get(texts::CCI_REFUSED).to_owned(),
            hint: None,
            ..said
        }),
        _ => Some(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::ApiError;

    fn refused(status: u16, code: &str) -> Error {
        Error::Api(ApiError::new(status, "Invalid param".to_owned()).with_code(code))
    }

    #[test]
    fn the_refusal_that_means_anything_says_what_it_can_mean() {
        let banner = banner(Texts::english(), &refused(400, REFUSED)).unwrap();
        assert!(
            banner
                .sentence
                .contains("without saying which field is wrong")
        );
        let hint = banner.hint.unwrap();
        assert!(hint.contains("The name may be taken"), "{hint}");
        assert!(hint.contains("Invalid param"), "{hint}");
    }

    #[test]
    fn a_missing_cluster_is_reported_at_its_field_only() {
        let missing = refused(400, MISSING);
        assert!(is_about_cluster(&missing));
        assert!(banner(Texts::english(), &missing).is_none());
        assert!(banner(Texts::english(), &refused(500, NO_CCI)).is_some());
    }
}
