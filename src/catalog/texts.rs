//! What several features say in the same words.

crate::texts! { CATALOG {
    MISSING_RIGHT = "This needs the right {needed} on {place}; yours is {access}.";
    NO_RIGHT = "You have no right on {place}: what you see of it is public, or shared with your account, and can only be pulled.";
    MANAGE = "Manage";
    EDIT = "Edit";
    READ = "Read";

    CREATE_ORGANIZATION = "Create organization";

    NAME = "Name";
    TAGS = "Tags";
    SIZE = "Size";
    UPDATED = "Updated";
    CREATED = "Created";
    DESCRIPTION = "Description";
    DESCRIPTION_TOO_LONG = "The description has {length} characters; {maximum} are allowed.";
    DESCRIPTION_REFUSED = "The service refused this description as too long.";

    GOES = "goes";
    STAYS = "stays: {reason}";
} }
