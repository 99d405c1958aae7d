//! Texts shared by several features.

crate::texts! { CATALOG {
    MISSING_RIGHT = "Requires the {needed} role on {place}. Your role: {access}.";
    NO_RIGHT = "You have no role on {place}. You can only view and pull public repositories and repositories shared with your account.";
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

    CHECKING = "Checking contents…";
    CHECKED = "{done} of {total} repositories";
    CONTENTS_UNKNOWN = "The contents could not be loaded.";
    CONTENTS_UNREADABLE = "{count} tag could not be read and cannot be deleted." | "{count} tags could not be read and cannot be deleted.";
    HOLDS_NOTHING = "empty";
    HOLDS_TAGS = "{count} tag" | "{count} tags";
    HOLDS_COMPANIONS = "{count} attached artifact" | "{count} attached artifacts";
    DELETES_TAGS = "This cannot be undone. Deletes {count} tag and frees up to {size}." | "This cannot be undone. Deletes {count} tags and frees up to {size}.";
    DELETES_TAGS_UNKNOWN = "This cannot be undone. Deletes {count} tag." | "This cannot be undone. Deletes {count} tags.";
    ORDER = "Tags are deleted first. If a tag cannot be deleted, its repository and organization are kept.";
    DELETING_STEPS = "Deleting {count} item" | "Deleting {count} items";
    STEPS_ENDED = "Deletion of {count} item" | "Deletion of {count} items";
    STEPS_DELETED = "{count} item deleted." | "{count} items deleted.";
} }
