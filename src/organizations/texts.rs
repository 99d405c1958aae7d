//! Texts of organizations.

crate::texts! { ORGANIZATIONS {
    TITLE = "Organizations";
    COUNT = "{count} organization" | "{count} organizations";
    CREATE_REPOSITORY = "Create repository";
    OPEN = "Open";
    DELETE = "Delete";
    ACTIONS_FOR = "Actions for {name}";
    VIEWS = "Views of {name}";

    NAME = "Name";
    RIGHT = "Your role";
    REPOSITORIES = "Repositories";
    STORAGE = "Storage";
    MEMBERS = "Access";
    USERS = "Users";
    CREATOR = "Creator";
    LEAST_FIRST = "lowest first";
    GREATEST_FIRST = "highest first";
    REPOSITORY_COUNT = "{count} repository" | "{count} repositories";
    MEMBER_COUNT = "{count} user" | "{count} users";

    NONE_YET = "No organizations yet";
    NONE_YET_SENTENCE = "Organizations group repositories and control who can use them.";
    NOT_LOADED = "Organizations could not be loaded";

    NAME_HINT = "1–64 characters: lowercase letters, digits, and single . _ - between them. Start with a letter. Must be unique within the region. Cannot be changed later.";
    TAKEN = "This name is taken. Names are unique across all accounts in the region, including deleted accounts.";
    QUOTA_USED = "{used} of {limit} organizations used";
    QUOTA_REACHED = "Your account has reached its quota of organizations.";
    QUOTA_REACHED_HINT = "Delete an empty organization or request a higher quota.";
    CREATED = "Organization {name} created.";

    DELETE_QUESTION = "Delete organization {name}?";
    LOOKING = "Checking its repositories…";
    UNKNOWN_HOLDINGS = "Its repositories could not be loaded.";
    HOLDS = "It contains {count} repository. Access granted to it is removed, and its name becomes available to every account in the region." | "It contains {count} repositories. Access granted to it is removed, and its name becomes available to every account in the region.";
    EMPTY = "It contains no repositories. Access granted to it is removed, and its name becomes available to every account in the region.";
    DELETE_WHOLE = "Delete organization and repositories";
    DELETED = "Organization {name} deleted.";

    DELETE_COUNT = "Delete {count} organization" | "Delete {count} organizations";
    DELETE_MANY_QUESTION = "Delete {count} organization?" | "Delete {count} organizations?";
    NONE_CAN_GO = "None of these can be deleted.";
    SOME_STAY = "{count} organization cannot be deleted and will be skipped." | "{count} organizations cannot be deleted and will be skipped.";
    EMPTY_ONES = "Access granted to deleted organizations is removed, and their names become available to every account in the region.";
    DELETING = "Deleting {count} organization" | "Deleting {count} organizations";
    DELETION_ENDED = "Deletion of {count} organization" | "Deletion of {count} organizations";
    DELETED_MANY = "{count} organization deleted." | "{count} organizations deleted.";
} }
