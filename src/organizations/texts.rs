//! What is said of organizations.

crate::texts! { ORGANIZATIONS {
    TITLE = "Organizations";
    COUNT = "{count} organization" | "{count} organizations";
    CREATE_REPOSITORY = "Create repository";
    OPEN = "Open";
    DELETE = "Delete";
    ACTIONS_FOR = "Actions for {name}";
    VIEWS = "Views of {name}";

    NAME = "Name";
    RIGHT = "Your right";
    REPOSITORIES = "Repositories";
    MEMBERS = "Members";
    CREATOR = "Creator";
    LEAST_FIRST = "least first";
    GREATEST_FIRST = "greatest first";
    REPOSITORY_COUNT = "{count} repository" | "{count} repositories";
    MEMBER_COUNT = "{count} member" | "{count} members";

    NONE_YET = "No organizations yet";
    NONE_YET_SENTENCE = "An organization holds repositories and says who may use them. Create one to begin.";
    NOT_LOADED = "Organizations could not be loaded";

    NAME_HINT = "1 to 64 lower-case letters, digits and single . _ - between them, starting with a letter. It cannot be changed later, and no other account of the region can have it.";
    TAKEN = "This name is taken. Names are unique across all accounts of the region, and a deleted account can still hold one.";
    QUOTA_USED = "{used} of {limit} organizations of the account are used.";
    QUOTA_REACHED = "The account has as many organizations as its quota allows.";
    QUOTA_REACHED_HINT = "Delete one that is empty, or ask the operator of the service for more.";
    CREATED = "Organization {name} is created.";

    DELETE_QUESTION = "Delete organization {name}?";
    LOOKING = "What it holds is being looked up.";
    UNKNOWN_HOLDINGS = "What it holds could not be loaded.";
    HOLDS = "It holds {count} repository" | "It holds {count} repositories";
    HOLDS_MORE = "and {count} more" | "and {count} more";
    NOT_EMPTY = "The service deletes an organization only when it is empty. Delete its repositories first.";
    TO_REPOSITORIES = "Go to its repositories";
    EMPTY = "It holds no repositories. The rights granted on it go with it, and any account of the region can take the name.";
    NO_UNDO = "Deletion cannot be undone.";
    DELETED = "Organization {name} is deleted.";

    DELETE_COUNT = "Delete {count} organization" | "Delete {count} organizations";
    DELETE_MANY_QUESTION = "Delete {count} organization?" | "Delete {count} organizations?";
    NONE_CAN_GO = "None of these can be deleted.";
    SOME_STAY = "{count} of them cannot be deleted and stays." | "{count} of them cannot be deleted and stay.";
    STAYS_NOT_EMPTY = "stays: it holds {count} repository" | "stays: it holds {count} repositories";
    EMPTY_ONES = "Those that go hold no repositories. The rights granted on them go with them, and any account of the region can take their names.";
    DELETING = "Deleting {count} organization" | "Deleting {count} organizations";
    DELETION_ENDED = "Deletion of {count} organization" | "Deletion of {count} organizations";
    DELETED_MANY = "{count} organization is deleted." | "{count} organizations are deleted.";
} }
