//! What is said of sharing.

crate::texts! { SHARING {
    TITLE = "Accounts";
    RULES = "Users of these accounts may pull from this repository, and do nothing else. Only a private repository is shared, within its region, with at most 500 accounts. A share ends at 00:00 UTC of the day after its last.";
    SHARE = "Share";
    SHARE_TITLE = "Share {name}";
    EDIT = "Edit";
    EDIT_TITLE = "Share of {name} with {account}";
    STOP = "Stop sharing";
    SAVE = "Save";
    OPEN = "Open";

    ACCOUNT = "Account";
    STATE = "State";
    UNTIL = "Last day";
    DESCRIPTION = "Description";
    CREATOR = "Shared by";
    CREATED = "Shared";
    UPDATED = "Changed";
    PERMIT = "May";
    PULL = "pull";
    VALID = "Valid";
    EXPIRED = "Expired";
    FOREVER = "for ever";
    NOT_SAID = "not said";
    ENDS = "ends {time}";
    ENDED = "ended {time}";
    SOONEST_FIRST = "soonest first";
    LATEST_FIRST = "latest first";
    VALID_FIRST = "valid first";
    EXPIRED_FIRST = "expired first";

    NONE_YET = "Not shared with any account";
    NONE_YET_SENTENCE = "Share it, and every user of another account can pull from it.";
    NOT_LOADED = "Shares could not be loaded";
    FOREIGN = "Only its own account sees with whom it is shared";
    PUBLIC = "This repository is public: everybody can pull from it, so it is shared with nobody in particular. Make it private first.";
    PUBLIC_WITH_SHARES = "This repository is public: everybody can pull from it, and its shares change nothing until it is private again.";
    TO_VISIBILITY = "Edit its visibility";
    FULL = "It is shared with 500 accounts already; that is the most.";
    MAYBE_MORE = "Some services list 100 accounts at most, so there may be more than these.";

    ACCOUNT_HINT = "The account's name, as its users sign in with it. Every user of it may pull.";
    ACCOUNT_NEEDED = "An account is needed.";
    OWN_ACCOUNT = "This is the account you are signed in to.";
    NO_SUCH_ACCOUNT = "The service takes no account of this name: it does not exist in this region, or it owns the repository.";
    TAKEN = "It is shared with this account already.";
    HOW_LONG = "How long";
    FOREVER_CHOICE = "For ever";
    FOREVER_HINT = "Until somebody stops it.";
    DAY_CHOICE = "Until a day";
    DAY_HINT = "The whole of that day counts, in UTC.";
    DAY = "Last day";
    DAY_FORMAT = "As year, month and day: 2030-12-31.";
    ENDS_AT = "The share ends {time}.";
    ENDED_AT = "The share ended {time}.";
    DAY_NEEDED = "A day is needed.";
    DAY_OVER = "This day is over in UTC: the share would not begin.";
    DAY_REFUSED = "The service refused this day.";
    DESCRIPTION_HINT = "A note for those who manage the repository. Up to 1,000 characters.";
    SHARED = "{name} is shared with {account}.";
    SAVED = "The share with {account} is saved.";
    GONE = "{name} is not shared with {account}, or not any more.";

    STOP_QUESTION = "Stop sharing {name} with {account}?";
    STOP_SENTENCE = "Users of {account} will not be able to pull from it any more. What they have pulled stays with them.";
    STOPPED = "It is not shared with {name} any more.";
    STOP_COUNT = "Stop sharing with {count} account" | "Stop sharing with {count} accounts";
    STOP_MANY_QUESTION = "Stop sharing {name} with {count} account?" | "Stop sharing {name} with {count} accounts?";
    STOP_MANY_SENTENCE = "Their users will not be able to pull from it any more. What they have pulled stays with them.";
    STOPPING = "Stopping {count} share" | "Stopping {count} shares";
    STOPPING_ENDED = "Stop of {count} share" | "Stop of {count} shares";
    STOPPED_SO_FAR = "{done} of {total} stopped, {failed} failed.";
    STOP_REST = "Stop the rest";
    STILL_SHARED = "The service said that these are stopped and still lists them: {names}.";
    STOPPED_MANY = "{count} share is stopped." | "{count} shares are stopped.";

    WITH_ME = "Repositories shared with me";
    BY_ME = "Repositories shared by me";
    COPY_PULL = "Copy pull command of {name}";
    TO_SHARING = "Show accounts";
    FACT_COUNT = "{count} repository" | "{count} repositories";
    NONE_WITH_ME = "Nothing is shared with this account";
    NONE_WITH_ME_SENTENCE = "When another account of this region shares a repository, it stands here.";
    NONE_BY_ME = "This account shares nothing";
    NONE_BY_ME_SENTENCE = "A private repository is shared on its own page, under Sharing.";
    LISTS_NOT_LOADED = "Shared repositories could not be loaded";
    NO_FACET_MATCH = "No repository is of this kind";
    NO_FACET_MATCH_SENTENCE = "{count} repository was looked through." | "{count} repositories were looked through.";
    NO_STATE_MATCH = "The service lists none in this state.";
    CLEAR_FACETS = "Show all repositories";
} }
