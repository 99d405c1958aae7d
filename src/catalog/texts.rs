//! What several features say in the same words.

crate::texts! { CATALOG {
    MISSING_RIGHT = "Requires the {needed} role on {place}. Your role: {access}.";
    NO_RIGHT = "You have no role on {place}. You can see and pull what is public or shared with your account.";
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
    DESCRIPTION_TOO_LONG = "{length} of {maximum} characters. Shorten the description.";
    DESCRIPTION_REFUSED = "The service rejected the description as too long. Shorten it.";

    GOES = "will be deleted";
    STAYS = "skipped: {reason}";
    NO_UNDO = "This cannot be undone.";
} }
