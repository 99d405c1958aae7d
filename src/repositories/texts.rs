//! What is said of repositories.

crate::texts! { REPOSITORIES {
    TITLE = "Repositories";
    CREATE = "Create repository";
    CREATE_IN = "Create repository in {organization}";
    OPEN = "Open";
    EDIT = "Edit";
    DELETE = "Delete";
    SAVE = "Save";
    PUSH = "Push an image";
    ACTIONS_FOR = "Actions for {name}";
    COPY_PATH = "Copy path of {name}";
    SUMMARY = "{count} in {organizations}" | "{count} in {organizations}";
    ORGANIZATION_COUNT = "{count} organization" | "{count} organizations";

    NAME = "Name";
    ORGANIZATION = "Organization";
    VISIBILITY = "Visibility";
    CATEGORY = "Category";
    DESCRIPTION = "Description";
    TAGS = "Tags";
    SIZE = "Size";
    DOWNLOADS = "Downloads";
    UPDATED = "Updated";
    CREATED = "Created";
    CREATOR = "Creator";
    PATH = "Path";
    COPY = "Copy path";
    INTERNAL_PATH = "Path within the cloud";
    COPY_INTERNAL = "Copy path within the cloud";
    ID = "Id";
    ORGANIZATION_ID = "Organization id";
    ACCOUNT_ID = "Account id";
    CREATOR_ID = "Creator id";
    PRIORITY = "Priority";
    URL = "Address";
    NOT_SAID = "not said";
    NO_DESCRIPTION = "No description";
    TAG_COUNT = "{count} tag" | "{count} tags";
    DOWNLOAD_COUNT = "{count} download" | "{count} downloads";
    UPDATED_AT = "updated";
    FEWEST_FIRST = "fewest first";
    MOST_FIRST = "most first";
    SMALLEST_FIRST = "smallest first";
    LARGEST_FIRST = "largest first";
    OLDEST_FIRST = "oldest first";
    NEWEST_FIRST = "newest first";
    PRIVATE_FIRST = "private first";
    PUBLIC_FIRST = "public first";

    PRIVATE = "Private";
    PUBLIC = "Public";
    PRIVATE_HINT = "Only who has a right on it, and accounts it is shared with.";
    PUBLIC_HINT = "Everybody who reaches this service can pull.";
    APP_SERVER = "Application server";
    LINUX = "Linux";
    FRAMEWORK_APP = "Framework or app";
    DATABASE = "Database";
    LANG = "Language";
    OTHER = "Other";
    WINDOWS = "Windows";
    ARM = "Arm";

    ANY = "any";
    FACET = "{facet}: {value}";
    NO_FACET_MATCH = "No repository is of this kind";
    NO_FACET_MATCH_SENTENCE = "{count} repository was looked through." | "{count} repositories were looked through.";
    CLEAR_FACETS = "Show all repositories";
    NONE_YET = "No repositories yet";
    NONE_YET_SENTENCE = "Push an image to create one, or make an empty repository first.";
    NOT_LOADED = "Repositories could not be loaded";

    NAME_HINT = "1 to 128 lower-case letters and digits, with single . _ - / between them. A slash makes groups, as in web/nginx. It cannot be changed later.";
    CATEGORY_HINT = "A label for people; it changes nothing.";
    DESCRIPTION_HINT = "Up to 30,000 characters.";
    DESCRIPTION_TOO_LONG = "The description has {length} characters; {maximum} are allowed.";
    DESCRIPTION_REFUSED = "The service refused this description as too long.";
    CHOOSE_ORGANIZATION = "Choose an organization";
    ORGANIZATION_NEEDED = "An organization is needed.";
    NO_ORGANIZATION = "There is no organization in which you may create a repository. It needs the right Edit or Manage.";
    TAKEN = "The organization has a repository of this name.";
    QUOTA_REACHED = "The account has as many of these as its quota allows.";
    CREATED_TOAST = "Repository {name} is created.";

    EDIT_TITLE = "Edit {name}";
    SAVED = "Repository {name} is saved.";
    TO_PUBLIC = "Everybody will be able to pull every tag of it.";
    TO_PRIVATE = "Whoever has no right on it will not be able to pull any more.";

    DELETE_QUESTION = "Delete repository {name}?";
    LOOKING = "What it holds is being looked up.";
    UNKNOWN_HOLDINGS = "What it holds could not be loaded.";
    HOLDS = "It holds {count} tag, {size} in all." | "It holds {count} tags, {size} in all.";
    PULLED = "It was pulled {count} time." | "It was pulled {count} times.";
    NOT_EMPTY = "The service deletes a repository only when it has no tags. Delete its tags first.";
    TO_TAGS = "Go to its tags";
    EMPTY = "It has no tags. Its description, its rights and its shares go with it.";
    NO_UNDO = "Deletion cannot be undone.";
    DELETED = "Repository {name} is deleted.";

    VIEWS = "Views of {name}";
    ABOUT = "About";
    TOOL = "Tool";
    PUSH_TITLE = "Push an image to {name}";
    PUSH_LOGIN = "Log in once: the user is {user}, the password is the login key computed from its secret key.";
    PUSH_STEPS = "Put the name of your image in place of {image} and a tag in place of {tag}.";
    COPY_LOGIN = "Copy login command";
    COPY_PUSH = "Copy push commands";
} }
