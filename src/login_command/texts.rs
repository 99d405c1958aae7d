//! Texts of the registry login.

crate::texts! { LOGIN_COMMAND {
    TITLE = "Registry login";
    SENTENCE = "Sign in to the registry with Docker and other clients";
    KIND = "Login type";
    TEMPORARY = "Temporary";
    TEMPORARY_SENTENCE = "Creates a temporary login with your permissions.";
    ENHANCED = "Bearer token";
    ENHANCED_SENTENCE = "Creates a temporary bearer token for the registry.";
    LONG_TERM = "Long-term";
    LONG_TERM_SENTENCE = "Valid as long as the access key. The password is computed in your browser.";
    CREATE = "Create login";
    CREATE_ANOTHER = "Create another login";
    NOT_CREATED = "The login could not be created";
    DURATION = "Valid for";
    DURATION_HINT = "Clients need to sign in again afterwards.";
    SERVICES_CHOICE = "Service default";
    QUARTER_OF_AN_HOUR = "15 minutes";
    ONE_HOUR = "1 hour";
    SIX_HOURS = "6 hours";
    TWELVE_HOURS = "12 hours";
    ONE_DAY = "24 hours";

    ACCESS_KEY = "Access key";
    SECRET_KEY = "Secret key";
    SECRET_KEY_HINT = "Used only in your browser. Never sent or stored; cleared when you leave this page.";
    USE_SESSION = "Use {key}, the access key you signed in with";
    USE_SESSION_HINT = "Its secret key is not shown.";
    PROJECT = "Project";
    PROJECT_HINT = "The project of the region, not a sub-project.";
    REGISTRY = "Registry";
    REGISTRY_HINT = "Host for push and pull.";

    LOGIN = "Your login";
    HOLDS_UNTIL = "Valid until";
    HELD_UNTIL = "Was valid until";
    LEFT = "{time} left";
    ENDED = "Expired";
    ENDED_SENTENCE = "This login has expired. Create another one.";
    NO_END = "Valid as long as its access key.";
    END_NOT_SAID = "The service does not report an expiry.";
    USER = "User";
    PASSWORD = "Password";
    COPY_USER = "Copy user";
    COPY_PASSWORD = "Copy password";
    FORM = "Format";
    COPY_COMMAND = "Copy login command";
    COPIES_REAL = "Copy includes the real password.";
    COMMAND_HINT = "It is passed on standard input, but your shell history may keep it.";
    FILE_HINT = "Make sure that only you can read the file.";
    SHOW_SECRETS = "Show secrets";
    HIDE_SECRETS = "Hide secrets";
} }
