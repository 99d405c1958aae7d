//! Texts of storage use.

crate::texts! { USAGE {
    TOTAL = "Stored";
    SHARED = "Shared by several images";
    TAGS = "Tags";
    REPOSITORIES = "Repositories";
    COMPANIONS = "{count} attached artifact" | "{count} attached artifacts";
    SHARE_OF_ALL = "{percent}% of all";
    NOT_LOOKED_INTO = "The layers of {count} index have not been checked, so shared layers may be counted twice." | "The layers of {count} indexes have not been checked, so shared layers may be counted twice.";
    LOOK_INTO = "Check {count} index" | "Check {count} indexes";
    LOOKED_INTO = "{done} of {total} indexes checked";
    UNKNOWN_SIZES = "The size of {count} image is unknown and not included." | "The size of {count} images is unknown and not included.";

    BY_IMAGE = "By image";
    BY_REPOSITORY = "By repository";
    SHARED_PART = "shared";
    OTHERS = "{count} more" | "{count} more";
    TABLE = "Storage by tag";
    REPOSITORY_TABLE = "Storage by repository";
    TAG = "Tag";
    REPOSITORY = "Repository";
    SIZE = "Size";
    FREES = "Deleting frees";
    NOTHING = "No tags";
    NOTHING_SENTENCE = "Push an image to see its storage.";
    NO_REPOSITORIES = "No repositories";
    NOT_LOADED = "Tags could not be loaded";

    LARGEST = "Largest layers";
    USED_BY = "used by {tags}";
    GROWTH = "Stored by push date";
    DAY = "Day";
    PROGRESS = "{done} of {total} repositories";
    EACH_COUNTED = "Layers shared by several repositories are counted once per repository.";
} }
