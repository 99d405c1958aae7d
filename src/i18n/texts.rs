//! Texts for times that the browser's `Intl` does not provide.

crate::texts! { TIME {
    JUST_NOW = "just now";
    DAYS_AGO = "{count} day ago" | "{count} days ago";
} }
