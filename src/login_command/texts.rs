//! What is said of signing in to the registry.

crate::texts! { LOGIN_COMMAND {
    TITLE = "Login command";
    SENTENCE = "How docker and other clients sign in to the registry";
    KIND = "Kind of login";
    TEMPORARY = "Temporary";
    TEMPORARY_SENTENCE = "The service makes a login that may do what you may do, and that ends by itself.";
    ENHANCED = "Enhanced";
    ENHANCED_SENTENCE = "The service makes a bearer token for the registry, which ends by itself.";
    LONG_TERM = "Long-term";
    LONG_TERM_SENTENCE = "Holds as long as the access key does. Its password is computed here, in the browser.";
    CREATE = "Create login";
    CREATE_ANOTHER = "Create another login";
    NOT_CREATED = "The login could not be created";
    DURATION = "Holds for";
    DURATION_HINT = "When its time is over the client has to sign in again.";
    SERVICES_CHOICE = "As long as the service gives";
    QUARTER_OF_AN_HOUR = "15 minutes";
    ONE_HOUR = "1 hour";
    SIX_HOURS = "6 hours";
    TWELVE_HOURS = "12 hours";
    ONE_DAY = "24 hours";

    ACCESS_KEY = "Access key";
    SECRET_KEY = "Secret key";
    SECRET_KEY_HINT = "Used here in the browser only. It is neither sent nor stored, and forgotten when you leave this page.";
    USE_SESSION = "Use {key}, the access key you signed in with";
    USE_SESSION_HINT = "Nothing has to be typed; its secret key is not shown.";
    PROJECT = "Project";
    PROJECT_HINT = "The region's own project, not a sub-project.";
    REGISTRY = "Registry";
    REGISTRY_HINT = "The host that images are pushed to and pulled from.";

    LOGIN = "The login";
    HOLDS_UNTIL = "It holds until";
    HELD_UNTIL = "It held until";
    LEFT = "{time} left";
    ENDED = "Ended";
    ENDED_SENTENCE = "This login has ended. Create another one to sign in.";
    NO_END = "It holds as long as its access key.";
    END_NOT_SAID = "The service does not say when it ends.";
    USER = "User";
    PASSWORD = "Password";
    COPY_USER = "Copy user";
    COPY_PASSWORD = "Copy password";
    FORM = "Form";
    COPY_COMMAND = "Copy login command";
    COPIES_REAL = "Copying copies the real secrets.";
    COMMAND_HINT = "They go to the tool by its standard input and not in its command line, but the shell may keep what it ran.";
    FILE_HINT = "Keep the file where only you can read it.";
    SHOW_SECRETS = "Show secrets";
    HIDE_SECRETS = "Hide secrets";
} }
