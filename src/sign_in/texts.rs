//! Texts of signing in.

crate::texts! { SIGN_IN {
    SIGN_IN = "Sign in";
    SIGN_IN_TITLE = "Sign in to {connection}";
    SIGN_IN_AGAIN = "Sign in again";
    ENDED = "Your session has expired or is about to expire. The page and your changes are kept.";
    NOT_SIGNED_IN_BY_HOST = "The page that embeds the console could not sign you in.";
    CONNECTION = "Connection";
    WAY = "Sign-in method";
    PASSWORD_WAY = "IAM user";
    ACCESS_KEY_WAY = "Access key";
    TOKEN_WAY = "Token";
    ACCOUNT = "Account";
    USER = "User";
    PASSWORD = "Password";
    PASSWORD_HINT = "Sent once to the identity service. Never stored.";
    PROJECT = "Project";
    PROJECT_HINT = "Usually the same as the region.";
    ACCESS_KEY = "Access key";
    SECRET_KEY = "Secret key";
    SECRET_KEY_HINT = "Signs requests in your browser. Never sent or stored.";
    TOKEN = "Token";
    TOKEN_HINT = "A project-scoped IAM token.";
    KEEP = "Stay signed in";
    KEEP_HINT = "Until you close this tab.";
    REQUIRED = "Required";
    PASTED_TOKEN = "Pasted token";
    CHECK_CONNECTION = "Check connection";
    WRONG_PROJECT = "No such project. Projects of this account: {projects}.";
    WRONG = "Sign-in failed. Check account, user and password.";
} }
