//! Keyboard control of a table. Pure.

/// The command of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Go to another row.
    Move(Step),
    /// Go there and select the rows between.
    Extend(Step),
    /// Turn the row.
    Toggle,
    /// Follow the row's first link.
    Open,
    /// Select every row that matches.
    SelectAll,
    /// Select nothing.
    Clear,
}

/// The row to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Previous,
    Next,
    PageBack,
    PageOn,
    First,
    Last,
}

/// Reads a key. `on_row` says that the row itself has the focus, not a control in it: those keep
/// their own keys.
pub(super) fn command(
    key: &str,
    is_shift: bool,
    is_control: bool,
    on_row: bool,
) -> Option<Command> {
    let step = match key {
        "ArrowUp" => Some(Step::Previous),
        "ArrowDown" => Some(Step::Next),
        "PageUp" => Some(Step::PageBack),
        "PageDown" => Some(Step::PageOn),
        "Home" => Some(Step::First),
        "End" => Some(Step::Last),
        _ => None,
    };
    match (step, key) {
        (Some(step), _) if is_shift => Some(Command::Extend(step)),
        (Some(step), _) => Some(Command::Move(step)),
        (None, "a" | "A") if is_control => Some(Command::SelectAll),
        (None, "Escape") => Some(Command::Clear),
        (None, " ") if on_row => Some(Command::Toggle),
        (None, "Enter") if on_row => Some(Command::Open),
        _ => None,
    }
}

impl Step {
    /// The row to go to; `None` in an empty table.
    pub(super) fn from(self, position: usize, total: usize, page: usize) -> Option<usize> {
        let last = total.checked_sub(1)?;
        let target = match self {
            Self::Previous => position.saturating_sub(1),
            Self::Next => position + 1,
            Self::PageBack => position.saturating_sub(page),
            Self::PageOn => position + page,
            Self::First => 0,
            Self::Last => last,
        };
        Some(target.min(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stop_at_both_ends() {
        assert_eq!(Step::Previous.from(0, 10, 5), Some(0));
        assert_eq!(Step::Next.from(9, 10, 5), Some(9));
        assert_eq!(Step::PageOn.from(3, 10, 5), Some(8));
        assert_eq!(Step::PageBack.from(3, 10, 5), Some(0));
        assert_eq!(Step::Last.from(0, 10_000, 5), Some(9_999));
        assert_eq!(Step::Next.from(0, 0, 5), None);
    }

    #[test]
    fn controls_in_a_row_keep_their_own_keys() {
        assert_eq!(command(" ", false, false, true), Some(Command::Toggle));
        assert_eq!(command(" ", false, false, false), None);
        assert_eq!(command("Enter", false, false, false), None);
        assert_eq!(
            command("ArrowDown", true, false, false),
            Some(Command::Extend(Step::Next))
        );
        assert_eq!(command("a", false, true, false), Some(Command::SelectAll));
        assert_eq!(command("a", false, false, true), None);
    }
}
