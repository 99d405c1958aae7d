//! What is said of an account as a whole.

crate::texts! { OVERVIEW {
    TITLE = "Overview";
    ACCOUNT = "account {name}";
    ORGANIZATIONS = "Organizations";
    REPOSITORIES = "Repositories";
    IMAGES = "Images";
    STORAGE = "Storage";
    STORAGE_NOTE = "all repositories added up";
    DOWNLOADS = "Downloads";
    DOWNLOADS_NOTE = "sent to clients so far";
    DAYS = "{count} day" | "{count} days";
    DAY = "Day";
    NOTHING_COUNTED = "Nothing was counted yet.";
    QUOTAS = "Quotas";
    NO_QUOTAS = "The service says of no limit.";
    USED = "{used} of {limit} used";
    LEFT = "{count} left";
    RECENT = "Recently updated";
    NO_REPOSITORIES = "There are no repositories yet.";
    TAG_COUNT = "{count} tag" | "{count} tags";
    SHARED = "Shared with me";
    SHARED_COUNT = "{count} repository of another account" | "{count} repositories of other accounts";
    SHARED_MORE_THAN = "More than {count} repository of another account" | "More than {count} repositories of other accounts";
    TO_SHARED = "Show shared repositories";
    NONE_YET = "No organizations yet";
    NONE_YET_SENTENCE = "Repositories stand in organizations, and rights are given there. Create the first one, then push an image.";
} }
