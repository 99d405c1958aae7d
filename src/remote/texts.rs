//! What is said of loading and of errors.

crate::texts! { REMOTE {
    UNAUTHENTICATED = "You are not signed in, or the sign-in has ended.";
    UNAUTHENTICATED_HINT = "Sign in again; what you typed is kept.";
    FORBIDDEN = "The service refused this: your rights do not reach that far.";
    FORBIDDEN_HINT = "Ask someone who may manage it for the right.";
    NOT_FOUND = "The service does not know this, or does not show it to you.";
    NOT_FOUND_HINT = "It may have been deleted, or you may lack the right to see it.";
    CONFLICT = "The service refused this in its present state.";
    INVALID = "The service did not accept the request.";
    QUOTA_EXCEEDED = "The quota of the account is used up.";
    THROTTLED = "The service asks for fewer requests.";
    THROTTLED_HINT = "Wait a moment, then try again.";
    SERVER = "The service failed to do this.";
    SERVER_HINT = "It may pass; if it does not, its support needs the request id.";
    OFFLINE = "The service did not answer.";
    BROWSER_OFFLINE = "You are offline.";
    BROWSER_OFFLINE_HINT = "Check the network connection, then try again.";
    NOT_ALLOWED = "This was not done: the page around the console did not allow it.";
    OFFLINE_HINT = "The connection, the address or the service's permission for this page (CORS) may be at fault.";
    UNEXPECTED = "Unexpected answer from the server.";
    UNEXPECTED_HINT = "This is a fault of the console or of the service, not yours.";
    SERVICE_SAID = "It said: {message}";
    REQUEST = "request {id}";
    PART_MISSING = "A part of the console could not be loaded.";
    PART_MISSING_HINT = "The connection may be gone, or a newer version was installed: reloading the page helps then.";
    STILL_LISTED = "The service said that {name} is deleted, and still lists it.";
    NOT_READ_BACK = "The service said that {name} is deleted; looking whether it is gone failed.";
    UPDATED = "updated {ago}";
    RELOAD_FAILED = "Showing what was loaded at {time}: the newest load failed.";
    STOP = "Stop";
    CLOSE = "Close";
    READING_BACK = "The list is being read back.";
    DELETED_SO_FAR = "{done} of {total} deleted, {failed} failed.";
    DELETE_REST = "Delete the rest";
    STILL_LISTS = "The service said that these are deleted and still lists them: {names}.";
    LIST_NOT_READ_BACK = "The list could not be loaded again, so nobody looked whether it is so.";
} }
