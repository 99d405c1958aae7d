//! The permissions that a user loses and gains by a change, as sentences. Pure.

use swr_api::Access;

use super::member::Member;
use super::texts;
use crate::catalog::access_name;
use crate::i18n::{Text, Texts};
use crate::ui::Consequence;

/// What a right adds to the one below it, and how its loss and its gain are said.
type Step = (fn(Access) -> bool, &'static Text, &'static Text);

const STEPS: [Step; 3] = [
    (Access::may_delete, texts::LOSES_MANAGE, texts::GAINS_MANAGE),
    (Access::may_edit, texts::LOSES_EDIT, texts::GAINS_EDIT),
    (Access::may_pull, texts::LOSES_READ, texts::GAINS_READ),
];

/// What it means for someone to have this right here, or none any longer.
pub(super) fn consequences(texts: Texts, member: &Member, here: Option<Access>) -> Vec<String> {
    let (before, after) = (member.effective(), member.with_here(here));
    let name = [("name", member.user_name.as_str())];
    let mut said: Vec<String> = STEPS
        .iter()
        .filter_map(|(may, loses, gains)| match (may(before), may(after)) {
            (true, false) => Some(texts.fill(loses, &name)),
            (false, true) => Some(texts.fill(gains, &name)),
            _ => None,
        })
        .collect();
    let is_less = here < member.here;
    match member.above.filter(|above| is_less && *above == after) {
        Some(above) => {
            let access = access_name(texts, above);
            let values = [name[0], ("access", access.as_str())];
            said.push(texts.fill(texts::KEEPS, &values));
        }
        None if said.is_empty() => said.push(texts.fill(texts::AS_BEFORE, &name)),
        None => {}
    }
    said
}

/// What a change means for those it is made for, in one line: of one person everything, of several how
/// many can do less afterwards.
pub(super) fn consequence(
    texts: Texts,
    members: &[Member],
    here: Option<Access>,
) -> Option<Consequence> {
    let losing = members.iter().filter(|it| is_loss(it, here)).count() as u64;
    let sentence = match (members, losing) {
        ([only], _) => consequences(texts, only, here).join(" "),
        (_, 0) => return None,
        _ => texts.count(texts::LOSS_COUNT, losing),
    };
    Some(match losing {
        0 => Consequence::plain(sentence),
        _ => Consequence::danger(sentence),
    })
}

/// Whether someone can do less afterwards.
pub(super) fn is_loss(member: &Member, here: Option<Access>) -> bool {
    member.with_here(here) < member.effective()
}

#[cfg(test)]
mod tests {
    use super::super::member::tests::member;
    use super::*;

    fn said(here: Option<Access>, above: Option<Access>, to: Option<Access>) -> String {
        consequences(Texts::english(), &member("bob", here, above), to).join(" ")
    }

    const READ: Option<Access> = Some(Access::Read);
    const EDIT: Option<Access> = Some(Access::Edit);
    const MANAGE: Option<Access> = Some(Access::Manage);

    #[test]
    fn each_step_down_and_up_is_named() {
        assert_eq!(
            said(MANAGE, None, READ),
            "bob will no longer be able to delete, manage access or share. bob will no longer be able to push or edit."
        );
        assert_eq!(
            said(READ, None, EDIT),
            "bob will be able to push images and edit details."
        );
        assert_eq!(
            said(READ, None, None),
            "bob will no longer be able to pull or view."
        );
    }

    #[test]
    fn what_the_organization_gives_is_kept_and_said() {
        assert_eq!(
            said(MANAGE, EDIT, None),
            "bob will no longer be able to delete, manage access or share. bob keeps the Edit role from the organization."
        );
        assert_eq!(
            said(READ, MANAGE, None),
            "bob keeps the Manage role from the organization."
        );
        assert!(!is_loss(&member("bob", READ, MANAGE), None));
    }

    #[test]
    fn several_are_counted_and_taking_permissions_away_is_dangerous() {
        let english = Texts::english();
        let [bob, eve] = [member("bob", MANAGE, None), member("eve", READ, None)];
        let of_both = |to| consequence(english, &[bob.clone(), eve.clone()], to);
        assert_eq!(of_both(MANAGE), None);
        let one = Consequence::danger("1 user will lose permissions.");
        assert_eq!(of_both(READ), Some(one));
        let both = Consequence::danger("2 users will lose permissions.");
        assert_eq!(of_both(None), Some(both));
        let gains = Consequence::plain("eve will be able to push images and edit details.");
        let of_eve = consequence(english, std::slice::from_ref(&eve), EDIT);
        assert_eq!(of_eve, Some(gains));
    }

    #[test]
    fn a_change_that_changes_nothing_says_so() {
        assert_eq!(said(READ, None, READ), "Nothing changes for bob.");
        assert_eq!(said(None, EDIT, READ), "Nothing changes for bob.");
    }
}
