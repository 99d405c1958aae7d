//! What is said of copies in other regions.

crate::texts! { SYNCHRONIZATION {
    AUTOMATIC = "Automatic synchronizations";
    NONE_YET = "Nothing is synchronized automatically";
    NONE_YET_SENTENCE = "Whatever is pushed from then on is copied to an organization of another region.";
    NOT_LOADED = "Automatic synchronizations could not be loaded";
    CREATE = "Create synchronization";
    CREATE_TITLE = "Synchronize {name} automatically";
    CREATE_SENTENCE = "Copies every tag that is pushed from now on. Tags that are there already are copied by hand.";
    CREATED_TOAST = "What is pushed is copied to {organization} in {region} from now on.";
    TAKEN = "There is a synchronization to this place. Delete it to create it anew.";
    DELETE = "Delete";
    DELETE_QUESTION = "Stop synchronizing {name} to {target}?";
    DELETE_SENTENCE = "Nothing more is copied there. What was copied stays, and jobs that wait are still done.";
    DELETED = "The synchronization to {name} is deleted.";
    DELETE_COUNT = "Delete {count} synchronization" | "Delete {count} synchronizations";
    DELETE_MANY_QUESTION = "Stop synchronizing {name} to {count} place?" | "Stop synchronizing {name} to {count} places?";
    DELETE_MANY_SENTENCE = "Nothing more is copied to these. What was copied stays, and jobs that wait are still done.";
    DELETING = "Deleting {count} synchronization" | "Deleting {count} synchronizations";
    DELETION_ENDED = "Deletion of {count} synchronization" | "Deletion of {count} synchronizations";
    DELETED_MANY = "{count} synchronization is deleted." | "{count} synchronizations are deleted.";

    REGION = "Region";
    CHOOSE_REGION = "Choose a region";
    REGION_NEEDED = "A region is needed.";
    REGION_UNKNOWN = "The service does not know this region.";
    NO_OTHER_REGION = "There is no other region to copy to.";
    TARGET = "Target";
    TARGET_ORGANIZATION = "Target organization";
    TARGET_ORGANIZATION_HINT = "An organization of yours in that region. The service does not look whether it exists; if it does not, the jobs fail.";
    ORGANIZATION_REFUSED = "The service refused this as the name of an organization.";
    OVERWRITE = "Replace tags of the same name";
    OVERWRITE_HINT = "Otherwise a tag that is there already stays as it is.";
    SAME_TAGS = "Same tags";
    REPLACED = "replaced";
    KEPT = "kept";
    STATE = "State";
    ON = "On";
    OFF = "Off";
    CREATED = "Created";
    CHANGED = "Changed";

    JOBS = "Jobs";
    NO_JOBS = "No jobs yet";
    NO_JOBS_SENTENCE = "Each copy of a tag is a job. It stands here with its state, whoever began it.";
    REFRESH = "Refresh";
    JOBS_NOT_LOADED = "Jobs could not be loaded";
    TAG = "Tag";
    OPERATOR = "Operator";
    WAITING = "Waiting";
    RUNNING = "Running";
    SUCCESS = "Copied";
    FAILED = "Failed";
    TIMED_OUT = "Timed out";
    CANCELED = "Canceled";
    EXISTED = "There already";
    WHY_FAILED = "{count} job failed. The service does not say why: look whether the target organization exists in that region and is yours, and whether the tag is still here." | "{count} jobs failed. The service does not say why: look whether the target organization exists in that region and is yours, and whether the tag is still here.";

    BY_HAND = "Synchronize tags";
    BY_HAND_TITLE = "Synchronize tags of {name}";
    SYNCHRONIZE = "Synchronize";
    TAGS = "Tags";
    ALL_TAGS = "All tags";
    SOME_TAGS = "Some tags";
    CHOSEN = "{count} of {total} chosen" | "{count} of {total} chosen";
    FILTER_TAGS = "Filter tags";
    PICK_MATCHING = "Choose all that match";
    PICK_NONE = "Choose none";
    MORE_TAGS = "{count} more matches; filter to see it." | "{count} more match; filter to see them.";
    TAGS_LOADING = "The tags are still being loaded.";
    NO_TAG_CHOSEN = "Choose at least one tag.";
    BEGUN = "{count} tag is copied to {organization} in {region}." | "{count} tags are copied to {organization} in {region}.";
    NOT_TAKEN = "The service did not take these, they are still chosen: {tags}";

    ADMINISTRATORS_ONLY = "Only administrators of the account synchronize";
    ADMINISTRATORS_SENTENCE = "The service synchronizes images for administrators of the account only.";
    ADMINISTRATORS_HINT = "Ask one of them to set it up for this repository.";
} }
