//! What several features say in the same words.

crate::texts! { CATALOG {
    CREATE_ORGANIZATION = "Create organization";

    NAME = "Name";
    TAGS = "Tags";
    SIZE = "Size";
    UPDATED = "Updated";
    CREATED = "Created";
    DESCRIPTION = "Description";

    GOES = "goes";
    STAYS = "stays: {reason}";
} }
