//! What is said of signing in.

crate::texts! { SIGN_IN {
    SIGN_IN = "Sign in";
    SIGN_IN_TITLE = "Sign in to {connection}";
    SIGN_IN_AGAIN = "Sign in again";
    ENDED = "The sign-in has ended or is about to. The page behind is kept as it is, with everything typed.";
    NOT_SIGNED_IN_BY_HOST = "The page around this console could not sign you in.";
    CONNECTION = "Connection";
    WAY = "Way to sign in";
    PASSWORD_WAY = "IAM user";
    ACCESS_KEY_WAY = "Access key";
    TOKEN_WAY = "Token";
    ACCOUNT = "Account";
    USER = "User";
    PASSWORD = "Password";
    PASSWORD_HINT = "Sent once to the identity service, then forgotten.";
    PROJECT = "Project";
    PROJECT_HINT = "The region's name, unless a sub-project is used.";
    ACCESS_KEY = "Access key";
    SECRET_KEY = "Secret key";
    SECRET_KEY_HINT = "Signs the requests here in the browser. It is never sent and never stored.";
    TOKEN = "Token";
    TOKEN_HINT = "A project-scoped token of the identity service.";
    KEEP = "Keep for this tab";
    KEEP_HINT = "The token survives a reload and goes when the tab is closed.";
    REQUIRED = "This is needed.";
    PASTED_TOKEN = "Pasted token";
    CHECK_CONNECTION = "Check the connection";
    WRONG_PROJECT = "No such project in this account.";
    WRONG_PROJECT_OF = "No such project. This account has {projects}.";
    WRONG = "The service did not accept these. Check each one.";
} }
