//! Texts of replication.

crate::texts! { SYNCHRONIZATION {
    AUTOMATIC = "Replication (synchronization)";
    NONE_YET = "No replication yet";
    NONE_YET_SENTENCE = "Set up replication to copy every new push to another region.";
    NOT_LOADED = "Replication could not be loaded";
    CREATE = "Set up replication";
    CREATE_TITLE = "Replicate {name}";
    CREATE_SENTENCE = "Copies every tag pushed from now on. Copy existing tags with “Copy tags”.";
    CREATED_TOAST = "Replication to {organization} in {region} set up.";
    TAKEN = "Replication to this organization already exists. Delete it to set it up again.";
    DELETE = "Delete";
    DELETE_QUESTION = "Stop replicating {name} to {target}?";
    DELETE_SENTENCE = "New pushes will no longer be copied. Existing copies are kept, and pending jobs still run.";
    DELETED = "Replication to {name} deleted.";
    DELETE_COUNT = "Delete {count} target" | "Delete {count} targets";
    DELETE_MANY_QUESTION = "Stop replicating {name} to {count} target?" | "Stop replicating {name} to {count} targets?";
    DELETE_MANY_SENTENCE = "New pushes will no longer be copied. Existing copies are kept, and pending jobs still run.";
    DELETING = "Deleting {count} target" | "Deleting {count} targets";
    DELETION_ENDED = "Deletion of {count} target" | "Deletion of {count} targets";
    DELETED_MANY = "{count} target deleted." | "{count} targets deleted.";

    REGION = "Region";
    CHOOSE_REGION = "Choose a region";
    REGION_NEEDED = "Choose a region.";
    REGION_UNKNOWN = "Unknown region.";
    NO_OTHER_REGION = "Replication needs a second region. This service has only one.";
    TARGET = "Target";
    TARGET_ORGANIZATION = "Target organization";
    TARGET_ORGANIZATION_HINT = "Your organization in that region. Not verified: jobs fail if it does not exist.";
    ORGANIZATION_REFUSED = "The service rejected this organization name.";
    OVERWRITE = "Replace tags with the same name";
    OVERWRITE_HINT = "Otherwise existing tags are kept.";
    SAME_TAGS = "Existing tags";
    REPLACED = "replaced";
    KEPT = "kept";
    STATE = "State";
    ON = "On";
    OFF = "Off";
    CREATED = "Created";
    CHANGED = "Changed";

    JOBS = "Jobs";
    NO_JOBS = "No jobs yet";
    NO_JOBS_SENTENCE = "Each copied tag appears here as a job.";
    REFRESH = "Refresh";
    JOBS_NOT_LOADED = "Jobs could not be loaded";
    TAG = "Tag";
    OPERATOR = "Started by";
    WAITING = "Pending";
    RUNNING = "Running";
    SUCCESS = "Copied";
    FAILED = "Failed";
    TIMED_OUT = "Timed out";
    CANCELED = "Canceled";
    EXISTED = "Already exists";
    WHY_FAILED = "{count} job failed. The service gives no reason. Check that the target organization exists in that region and belongs to you, and that the tag still exists." | "{count} jobs failed. The service gives no reason. Check that the target organization exists in that region and belongs to you, and that the tags still exist.";

    BY_HAND = "Copy tags";
    BY_HAND_TITLE = "Copy tags of {name}";
    SYNCHRONIZE = "Copy";
    TAGS = "Tags";
    ALL_TAGS = "All tags";
    SOME_TAGS = "Some tags";
    CHOSEN = "{count} of {total} selected" | "{count} of {total} selected";
    FILTER_TAGS = "Filter tags";
    PICK_MATCHING = "Select all matching";
    PICK_NONE = "Clear selection";
    MORE_TAGS = "{count} more. Filter to find it." | "{count} more. Filter to find them.";
    TAGS_LOADING = "Loading tags…";
    NO_TAG_CHOSEN = "Select at least one tag.";
    PUSHES_REPLACE = "Every new push replaces the tag with the same name in the target.";
    COPIES = "Copies {count} tag." | "Copies {count} tags.";
    COPIES_REPLACE = "Tags with the same name are replaced.";
    BEGUN = "Copying {count} tag to {organization} in {region}." | "Copying {count} tags to {organization} in {region}.";
    NOT_TAKEN = "The service rejected these tags. They are still selected: {tags}";

    ADMINISTRATORS_ONLY = "Only account administrators can replicate";
    ADMINISTRATORS_SENTENCE = "The service replicates images for account administrators only.";
    ADMINISTRATORS_HINT = "Ask an administrator to set it up.";
} }
