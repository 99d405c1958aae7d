//! Why a control is disabled: the console is read-only, the service is under maintenance, or the
//! caller's role is too low.
//!
//! [`Access`] defines what a role allows; this module has the messages. An unknown role disables
//! nothing: the service decides.

use std::fmt::Display;

use swr_api::Access;

use super::texts;
use crate::i18n::{Text, Texts, format};
use crate::session::Session;

/// The name of a right; an en dash for none that anybody knows.
pub fn access_name(texts: Texts, access: Access) -> String {
    match named(access) {
        Some(name) => texts.get(name).to_owned(),
        None if access.bits() == 0 => format::UNKNOWN.to_owned(),
        None => access.bits().to_string(),
    }
}

/// Why something that `may` stands for may not be done in an organization or with a repository on
/// which the caller has this right; `None` when it may. Watched.
pub fn access_refusal(
    session: Session,
    texts: Texts,
    place: &dyn Display,
    access: Option<Access>,
    may: fn(Access) -> bool,
) -> Option<String> {
    session
        .read_only_reason(texts)
        .or_else(|| missing_right(texts, place, access?, may))
}

fn missing_right(
    texts: Texts,
    place: &dyn Display,
    access: Access,
    may: fn(Access) -> bool,
) -> Option<String> {
    if may(access) {
        return None;
    }
    if access.bits() == 0 {
        let place = place.to_string();
        return Some(texts.fill(texts::NO_RIGHT, &[("place", &place)]));
    }
    let needed = [Access::Read, Access::Edit, Access::Manage]
        .into_iter()
        .find(|it| may(*it))
        .unwrap_or(Access::Manage);
    let values = [
        ("needed", access_name(texts, needed)),
        ("place", place.to_string()),
        ("access", access_name(texts, access)),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    Some(texts.fill(texts::MISSING_RIGHT, &values))
}

fn named(access: Access) -> Option<&'static Text> {
    Some(match access {
        Access::Manage => texts::MANAGE,
        Access::Edit => texts::EDIT,
        Access::Read => texts::READ,
        Access::Other(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use swr_api::OrganizationName;

    fn refusal(access: Access, may: fn(Access) -> bool) -> Option<String> {
        let organization = OrganizationName::existing("platform").unwrap();
        missing_right(Texts::english(), &organization, access, may)
    }

    #[test]
    fn the_least_right_that_would_do_is_named() {
        assert_eq!(
            refusal(Access::Read, Access::may_edit).as_deref(),
            Some("Requires the Edit role on platform. Your role: Read.")
        );
        assert_eq!(
            refusal(Access::Edit, Access::may_delete).as_deref(),
            Some("Requires the Manage role on platform. Your role: Edit.")
        );
    }

    #[test]
    fn whoever_has_no_right_at_all_is_told_whose_it_is() {
        let reason = refusal(Access::default(), Access::may_pull).unwrap();
        assert!(
            reason.starts_with("You have no role on platform"),
            "{reason}"
        );
    }

    #[test]
    fn a_greater_right_and_an_unknown_one_that_includes_it_will_do() {
        assert_eq!(refusal(Access::Manage, Access::may_edit), None);
        assert_eq!(refusal(Access::Other(15), Access::may_delete), None);
    }
}
