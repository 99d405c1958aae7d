//! What a coloured thing means. The colour itself is the style sheet's.

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
