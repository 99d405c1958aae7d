//! Column widths of the list of organizations, in CSS pixels. The first page draws the same list without
//! the framework.

/// The caller's role.
pub(super) const RIGHT: u16 = 140;
/// The number of repositories.
pub(super) const REPOSITORIES: u16 = 130;
/// The number of members.
pub(super) const MEMBERS: u16 = 120;
/// The name of the creator.
pub(super) const CREATOR: u16 = 200;

/// All columns in their order: the name takes what the others leave.
pub const ALL: [Option<u16>; 5] = [
    None,
    Some(RIGHT),
    Some(REPOSITORIES),
    Some(MEMBERS),
    Some(CREATOR),
];
