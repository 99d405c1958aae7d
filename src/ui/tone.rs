//! The meaning of a color. The color itself is in the style sheet.

/// The meaning behind a colour; never the only bearer of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Plain.
    #[default]
    Neutral,
    /// Points something out.
    Accent,
    /// It worked, or is open.
    Success,
    /// Look before you go on.
    Warning,
    /// It failed, or destroys.
    Danger,
}

impl Tone {
    /// The tone of something that is on or off.
    pub fn on_or_off(is_on: bool) -> Self {
        match is_on {
            true => Self::Success,
            false => Self::Neutral,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}
