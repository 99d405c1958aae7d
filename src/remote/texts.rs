//! Texts of loading and of errors.

crate::texts! { REMOTE {
    UNAUTHENTICATED = "You are not signed in, or your session has expired.";
    UNAUTHENTICATED_HINT = "Sign in again. Your changes are kept.";
    FORBIDDEN = "You do not have permission to do this.";
    FORBIDDEN_HINT = "Ask someone with the Manage role for access.";
    NOT_FOUND = "Not found, or you do not have access.";
    NOT_FOUND_HINT = "It may have been deleted.";
    CONFLICT = "Not possible in the current state.";
    INVALID = "The service rejected the request.";
    QUOTA_EXCEEDED = "Your account has reached its quota.";
    THROTTLED = "Too many requests.";
    THROTTLED_HINT = "Wait a moment, then try again.";
    SERVER = "The service reported an internal error.";
    SERVER_HINT = "Try again later. If it persists, contact support with the request ID.";
    OFFLINE = "The service did not respond.";
    BROWSER_OFFLINE = "You are offline.";
    BROWSER_OFFLINE_HINT = "Check the network connection, then try again.";
    NOT_ALLOWED = "The page that embeds the console blocked this request.";
    OFFLINE_HINT = "Check the network, the address, and whether the service allows this page (CORS).";
    UNEXPECTED = "Unexpected response from the service.";
    UNEXPECTED_HINT = "The cause is the console or the service, not your input.";
    SERVICE_SAID = "Service message: {message}";
    REQUEST = "request {id}";
    PART_MISSING = "A part of the console could not be loaded.";
    PART_MISSING_HINT = "Check your connection. If a newer version was installed, reload the page.";
    STILL_LISTED = "The service confirmed the deletion of {name} but still lists it.";
    NOT_READ_BACK = "The service confirmed the deletion of {name}, but it could not be verified.";
    UPDATED = "Refreshed {ago}";
    RELOAD_FAILED = "Refresh failed. Showing data from {time}.";
    UNREADABLE_ROWS = "{count} entry could not be read and is not shown." | "{count} entries could not be read and are not shown.";
    STOP = "Stop";
    CLOSE = "Close";
    READING_BACK = "Refreshing the list…";
    DELETED_SO_FAR = "{done} of {total} deleted, {failed} failed.";
    DELETE_REST = "Delete remaining";
    WAITING = "The service is limiting requests. Continuing in {count} second." | "The service is limiting requests. Continuing in {count} seconds.";
    REST_AFTER_SIGN_IN = "The remaining items continue after you sign in.";
    REST_NOT_TRIED = "The remaining items were not processed.";
    STILL_LISTS = "The service confirmed the deletion but still lists: {names}.";
    LIST_NOT_READ_BACK = "The list could not be refreshed to confirm this.";
} }
