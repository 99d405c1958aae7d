//! Reasons why changes are not possible.

crate::texts! { SESSION {
    READ_ONLY = "This console is read-only.";
    MAINTENANCE = "The service is under maintenance. Changes are not possible until it is available again.";
    THROTTLED = "The service has been rate limiting requests for a while. Changes are not possible until it accepts requests again.";
} }
