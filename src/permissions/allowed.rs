//! The three roles and what each allows.

use swr_api::Access;

use super::texts;
use crate::catalog::access_name;
use crate::i18n::Texts;
use crate::ui::Choice;

/// The rights that can be given, the smallest first: anyone who just presses on gives little.
pub(super) const RIGHTS: [Access; 3] = [Access::Read, Access::Edit, Access::Manage];

/// What a right allows; nothing is said of numbers that no one documented.
pub(super) fn allows(texts: Texts, access: Access) -> &'static str {
    match access {
        Access::Manage => texts.get(texts::MANAGE_ALLOWS),
        Access::Edit => texts.get(texts::EDIT_ALLOWS),
        Access::Read => texts.get(texts::READ_ALLOWS),
        Access::Other(_) => "",
    }
}

/// The rights, to choose one.
pub(super) fn choices(texts: Texts) -> Vec<Choice> {
    let choice = |it: Access| {
        Choice::new(it.bits().to_string(), access_name(texts, it)).hint(allows(texts, it))
    };
    RIGHTS.into_iter().map(choice).collect()
}

/// The right that was chosen.
pub(super) fn chosen(value: &str) -> Access {
    value.parse::<u8>().map_or(Access::Read, Access::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_a_role_and_says_what_it_allows() {
        for (choice, right) in choices(Texts::english()).into_iter().zip(RIGHTS) {
            assert_eq!(chosen(&choice.value), right);
            assert!(choice.hint.is_some_and(|it| !it.is_empty()));
        }
    }
}
