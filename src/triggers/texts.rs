//! What is said of triggers.

crate::texts! { TRIGGERS {
    TITLE = "Triggers";
} }
