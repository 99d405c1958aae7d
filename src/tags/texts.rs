//! What is said of tags.

crate::texts! { TAGS {
    TITLE = "Tags";
    NAME = "Tag";
    DIGEST = "Digest";
    SIZE = "Size";
    PLATFORMS = "Platforms";
    KIND = "Kind";
    PUSHED = "Pushed";
    CREATED = "First pushed";
    IMAGE_ID = "Image id";
    SCANNED = "Scanned";
    IMAGE = "image";
    INDEX = "index";
    OTHER_KIND = "kind {number}";
    YES = "yes";
    NO = "no";
    OLDEST_FIRST = "oldest first";
    NEWEST_FIRST = "newest first";
    SMALLEST_FIRST = "smallest first";
    LARGEST_FIRST = "largest first";
    SAME_IMAGE = "Image {letter}: several tags name it";
    LETTERS = "Letters mark tags of one image.";

    OPEN = "Open";
    SHOW_MANIFEST = "Show manifest";
    DELETE = "Delete";
    DELETE_COUNT = "Delete {count} tag" | "Delete {count} tags";
    COPY_PULL = "Copy pull command";
    COPY_DIGEST = "Copy digest of {name}";
    COPY_PUSH = "Copy push commands";

    NONE_YET = "No tags yet";
    NONE_YET_SENTENCE = "Push an image: the name of yours in place of IMAGE, and any tag in place of latest.";
    NOT_LOADED = "Tags could not be loaded";
} }
