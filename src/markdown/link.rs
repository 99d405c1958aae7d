//! URLs in a text. Only `http` and `https` become links; everything else, such as `javascript:`, stays
//! text.

const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Whether an address is one of the web that may be gone to.
pub fn is_web_address(address: &str) -> bool {
    let has_scheme = |scheme: &str| {
        let start = address.get(..scheme.len());
        start.is_some_and(|it| it.eq_ignore_ascii_case(scheme)) && address.len() > scheme.len()
    };
    SCHEMES.iter().any(|it| has_scheme(it))
        && !address.contains(char::is_control)
        && !has_user(address)
}

/// Whether a user name is before the host, where many would take it for the host.
fn has_user(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    authority.contains('@')
}

/// The address at the start of a text that writes one without any mark. What ends the sentence is
/// no part of it.
pub(super) fn bare(text: &str) -> Option<&str> {
    let is_end = |it: char| it.is_whitespace() || it.is_control() || "<>[]\"`".contains(it);
    SCHEMES.iter().find(|it| text.starts_with(**it))?;
    let address = &text[..text.find(is_end).unwrap_or(text.len())];
    let mut address = address.trim_end_matches(|it| ".,;:!?'*_~".contains(it));
    if !address.contains('(') {
        address = address.trim_end_matches(|it| ".,;:!?'*_~)".contains(it));
    }
    is_web_address(address).then_some(address)
}

/// The address between the parentheses at the start of a text, and how long they are with it. A
/// title after it is read over.
///
/// A bracket ends the search, so that no letter is looked at for two addresses.
pub(super) fn target(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix('(')?;
    let mut depth = 0_usize;
    let mut end = None;
    for (at, letter) in inside.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => {
                end = Some(at);
                break;
            }
            ')' => depth -= 1,
            '[' | ']' | '\n' => return None,
            _ => {}
        }
    }
    let inside = &inside[..end?];
    let address = inside.trim().split([' ', '\t']).next().unwrap_or_default();
    let bare = address
        .strip_prefix('<')
        .and_then(|it| it.strip_suffix('>'));
    Some((bare.unwrap_or(address), inside.len() + 2))
}
