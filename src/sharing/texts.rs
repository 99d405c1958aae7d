//! Texts of sharing.

crate::texts! { SHARING {
    TITLE = "Accounts";
    RULES = "Users of these accounts can pull from this repository. Only private repositories can be shared, within the region and with up to 500 accounts. Access ends at midnight UTC after the last day.";
    SHARE = "Share";
    SHARE_TITLE = "Share {name}";
    EDIT = "Edit";
    EDIT_TITLE = "Edit share of {name} with {account}";
    STOP = "Stop sharing";
    SAVE = "Save";
    OPEN = "Open";

    ACCOUNT = "Account";
    STATE = "State";
    UNTIL = "Expires";
    DESCRIPTION = "Description";
    CREATOR = "Shared by";
    CREATED = "Shared";
    UPDATED = "Updated";
    PERMIT = "Permissions";
    PULL = "pull";
    VALID = "Active";
    EXPIRED = "Expired";
    FOREVER = "no end date";
    NOT_SAID = "–";
    ENDS = "ends {time}";
    ENDED = "ended {time}";
    SOONEST_FIRST = "soonest first";
    LATEST_FIRST = "latest first";
    VALID_FIRST = "active first";
    EXPIRED_FIRST = "expired first";

    NONE_YET = "Not shared with any account";
    NONE_YET_SENTENCE = "Share it to let users of another account pull from it.";
    NOT_LOADED = "Shares could not be loaded";
    FOREIGN = "Only the owner can view shares";
    PUBLIC = "This repository is public, so anyone can pull from it. Make it private to share it.";
    PUBLIC_WITH_SHARES = "This repository is public. Its shares have no effect until it is private again.";
    TO_VISIBILITY = "Edit visibility";
    FULL = "Already shared with the maximum of 500 accounts.";
    MAYBE_MORE = "Some services list only 100 accounts. There may be more.";

    ACCOUNT_HINT = "Account name. All its users will be able to pull.";
    ACCOUNT_NEEDED = "Enter an account.";
    OWN_ACCOUNT = "This is your own account.";
    NO_SUCH_ACCOUNT = "No such account in this region, or it owns this repository.";
    TAKEN = "Already shared with this account.";
    HOW_LONG = "Duration";
    FOREVER_CHOICE = "No end date";
    FOREVER_HINT = "Until you stop sharing.";
    DAY_CHOICE = "Until a date";
    DAY_HINT = "The last day is included (UTC).";
    DAY = "Last day";
    DAY_FORMAT = "Year, month and day, e.g. 2030-12-31.";
    ENDS_AT = "Access ends {time}.";
    ENDED_AT = "Access ended {time}.";
    DAY_NEEDED = "Enter a date.";
    DAY_OVER = "This day has passed in UTC. Choose a later one.";
    DAY_REFUSED = "The service rejected this date.";
    DESCRIPTION_HINT = "Note for people who manage the repository. Up to 1,000 characters.";
    SHARED = "{name} shared with {account}.";
    SAVED = "Share with {account} saved.";
    GONE = "{name} is no longer shared with {account}.";

    STOP_QUESTION = "Stop sharing {name} with {account}?";
    STOP_SENTENCE = "Users of {account} will no longer be able to pull. Images they have pulled are not affected.";
    STOPPED = "No longer shared with {name}.";
    STOP_COUNT = "Stop sharing with {count} account" | "Stop sharing with {count} accounts";
    STOP_MANY_QUESTION = "Stop sharing {name} with {count} account?" | "Stop sharing {name} with {count} accounts?";
    STOP_MANY_SENTENCE = "Their users will no longer be able to pull. Images they have pulled are not affected.";
    STOPPING = "Stopping {count} share" | "Stopping {count} shares";
    STOPPING_ENDED = "Stop sharing with {count} account" | "Stop sharing with {count} accounts";
    STOPPED_SO_FAR = "{done} of {total} stopped, {failed} failed.";
    STOP_REST = "Stop remaining";
    STILL_SHARED = "The service confirmed the change but still lists: {names}.";
    STOPPED_MANY = "{count} share stopped." | "{count} shares stopped.";

    WITH_ME = "Repositories shared with me";
    BY_ME = "Repositories shared by me";
    COPY_PULL = "Copy pull command of {name}";
    TO_SHARING = "Show accounts";
    FACT_COUNT = "{count} repository" | "{count} repositories";
    NONE_WITH_ME = "Nothing is shared with this account";
    NONE_WITH_ME_SENTENCE = "Repositories that other accounts in this region share with you appear here.";
    NONE_BY_ME = "You do not share any repositories";
    NONE_BY_ME_SENTENCE = "Share a private repository from its Sharing tab.";
    LISTS_NOT_LOADED = "Shared repositories could not be loaded";
    NO_FACET_MATCH = "No matching repositories";
    NO_FACET_MATCH_SENTENCE = "No match in {count} repository." | "No match in {count} repositories.";
    NO_STATE_MATCH = "No repositories in this state.";
    CLEAR_FACETS = "Show all repositories";
} }
