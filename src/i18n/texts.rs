//! What is said of time itself, and the browser's `Intl` does not know.

crate::texts! { TIME {
    JUST_NOW = "just now";
    DAYS_AGO = "{count} day ago" | "{count} days ago";
} }
