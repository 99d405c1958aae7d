//! What the frame says.

crate::texts! { SHELL {
    OVERVIEW = "Overview";
    ORGANIZATIONS = "Organizations";
    REPOSITORIES = "Repositories";
    LOGIN_COMMAND = "Login command";
    SETTINGS = "Settings";
    CONNECTION_CHECK = "Connection check";
    PAGES = "Pages";
    CONSOLE = "Console";
    OPEN_RAIL = "Open navigation";
    COLLAPSE = "Collapse";
    EXPAND = "Expand";
    CONNECTION = "Connection";
    BREADCRUMBS = "Breadcrumbs";
    THEME = "Theme";
    THEME_AUTO = "As the system";
    THEME_LIGHT = "Light";
    THEME_DARK = "Dark";
    ACCOUNT_MENU = "Account menu: {name}";
    COPY_OWN = "Copy my name and user id";
    OWN_ID_UNKNOWN = "This way to sign in does not tell your user id. It is known here once a page has shown your rights.";
    SIGN_OUT = "Sign out";
    SIGNED_OUT = "Signed out.";
    NOT_FOUND = "Not found";
    NOT_FOUND_SENTENCE = "There is nothing at {address}.";
    TO_ORGANIZATIONS = "Go to organizations";
    NEWER_VERSION = "A newer version of this console was installed.";
    RELOAD = "Reload";
    NOT_OFFERED = "This service does not offer this.";
    NO_CONFIGURATION = "The configuration could not be loaded";
    WRONG_CONFIGURATION = "The configuration is wrong";
    WRONG_CONFIGURATION_SENTENCE = "config.json cannot be used as it is. Whoever hosts this console has to mend it.";
} }
