//! Texts of the overview.

crate::texts! { OVERVIEW {
    TITLE = "Overview";
    ACCOUNT = "Account: {name}";
    ORGANIZATIONS = "Organizations";
    REPOSITORIES = "Repositories";
    TAGS = "Tags";
    STORAGE = "Storage";
    STORAGE_NOTE = "across all repositories";
    DOWNLOADS = "Traffic";
    DOWNLOADS_NOTE = "total sent to clients";
    DAYS = "{count} day" | "{count} days";
    DAY = "Day";
    NOTHING_COUNTED = "No data yet";
    QUOTAS = "Quotas";
    NO_QUOTAS = "The service reports no quotas.";
    USED = "{used} of {limit}";
    RECENT = "Recently updated";
    NO_REPOSITORIES = "No repositories yet";
    TAG_COUNT = "{count} tag" | "{count} tags";
    SHARED = "Shared with me";
    SHARED_COUNT = "{count} repository from another account" | "{count} repositories from other accounts";
    SHARED_MORE_THAN = "More than {count} repository from another account" | "More than {count} repositories from other accounts";
    TO_SHARED = "View shared repositories";
    NONE_YET = "No organizations yet";
    NONE_YET_SENTENCE = "Repositories belong to organizations. Access is managed per organization. Create an organization, then push an image.";
} }
