//! Why nothing may be changed here at the moment.

crate::texts! { SESSION {
    READ_ONLY = "This console is set to read-only.";
    MAINTENANCE = "The service is in maintenance: nothing can be changed until it is back.";
    THROTTLED = "The service has been asking for fewer requests for a while: nothing can be changed until it answers again.";
} }
