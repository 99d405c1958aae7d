//! Texts of the app shell.

crate::texts! { SHELL {
    OVERVIEW = "Overview";
    ORGANIZATIONS = "Organizations";
    REPOSITORIES = "Repositories";
    LOGIN_COMMAND = "Registry login";
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
    THEME_AUTO = "System";
    THEME_LIGHT = "Light";
    THEME_DARK = "Dark";
    ACCOUNT_MENU = "Account menu: {name}";
    COPY_OWN = "Copy my name and user ID";
    OWN_ID_UNKNOWN = "Your user ID is not available with this sign-in method. Open a page that shows your role first.";
    SIGN_OUT = "Sign out";
    SIGNED_OUT = "Signed out.";
    TOKEN_STAYS = "Signed out in this browser. The service did not end the token: it remains valid until it expires.";
    TAB_ASKS = "Another tab of this site wants to use your session.";
    TAB_ALLOW = "Allow";
    TAB_DENY = "Ignore";
    NOT_FOUND = "Page not found";
    NOT_FOUND_SENTENCE = "There is no page at {address}.";
    TO_ORGANIZATIONS = "Go to organizations";
    NEWER_VERSION = "A newer version of this console is available.";
    RELOAD = "Reload";
    NOT_OFFERED = "Not supported by this service.";
    NO_CONFIGURATION = "The configuration could not be loaded";
    WRONG_CONFIGURATION = "Invalid configuration";
    WRONG_CONFIGURATION_SENTENCE = "config.json contains errors. The operator of this console needs to fix them.";
} }
