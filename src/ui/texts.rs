//! The kit's own words. What a page says about its things is the page's; here stands only what
//! every dialog, menu and table says.

crate::texts! { UI {
    CANCEL = "Cancel";
    CLOSE = "Close";
    COPIED = "Copied";
    COPY_FAILED = "The browser did not allow copying; the text is selected instead";
    COPY_DIAGNOSTIC = "Copy diagnostic";
    TRY_AGAIN = "Try again";
    DISMISS = "Dismiss";
    NOTIFICATIONS = "Notifications";
    DISCARD_QUESTION = "Discard what you entered?";
    DISCARD = "Discard";
    KEEP_EDITING = "Keep editing";
    TYPE_TO_CONFIRM = "Type {name} to confirm";
    NAME_NOT_TYPED = "Type {name} first";
    WRONG_NAME = "This is not {name}";
    LENGTH = "{length} of {limit} characters";
    REQUIRED = "required";
    FILTER = "Filter";
    CLEAR_FILTER = "Clear filter";
    FIND = "Find";
    MATCH = "{place} of {count}";
    NO_MATCH = "No match";
    PREVIOUS_MATCH = "Previous match";
    NEXT_MATCH = "Next match";
    REFRESH = "Refresh";
    COLUMNS = "Columns";
    COMPACT_ROWS = "Compact rows";
    COMFORTABLE_ROWS = "Comfortable rows";
    SELECT_ALL = "Select all";
    SELECT_ROW = "Select {name}";
    SELECTED = "{count} of {total} selected" | "{count} of {total} selected";
    SELECT_MATCHING = "Select all {count} matching" | "Select all {count} matching";
    CLEAR_SELECTION = "Clear selection";
    BULK_ACTIONS = "Selected rows";
    ACTIONS_FOR = "Actions for {name}";
    ACTIONS = "Actions";
    LOADED = "Loaded {x} of {y}";
    LOADED_SO_FAR = "Loaded {x}";
    STOP = "Stop";
    CONTINUE = "Continue loading";
    STOPPED = "stopped";
    INCOMPLETE = "the rest could not be loaded";
    SHOWING = "Showing {count} of {total}" | "Showing {count} of {total}";
    SORTED = "sorted by {column}, {direction}";
    ASCENDING = "ascending";
    DESCENDING = "descending";
    NOTHING_MATCHES = "Nothing matches “{filter}”";
    NONE_OF = "{count} row was looked through." | "{count} rows were looked through.";
    NO_RIGHT = "You cannot see this";
    CHART = "{title}: arrow keys move from value to value";
    AS_TABLE = "Show as table";
    KEYS = "Arrow keys move between rows, Space selects, Enter opens.";
    ANY = "any";
    FACET = "{facet}: {value}";
} }
