//! Errors in a `config.json` or in the options of an embedded console. Each follows the name of a field.

crate::texts! { CONFIGURATION {
    FIELD = "{field}: {reason}";
    THE_FILE = "configuration";
    NOT_JSON = "invalid JSON: {value}";
    NOT_KNOWN = "unknown setting";
    NOT_TEXT = "must be a string";
    NOT_FLAG = "must be true or false";
    NOT_LIST = "must be a list";
    NOT_OBJECT = "must be an object";
    NOT_ADDRESS = "must start with https://, http:// or /, or be empty";
    NOT_ORIGIN = "must start with https:// or http://";
    NOT_ONE_OF = "must be one of {value}";
    MISSING = "required";
    EMPTY = "must not be empty";
    NO_ENTRY = "must have at least one entry";
    TWICE = "used more than once";
    NOT_FROM_ROOT = "must start with /";
    NOT_OF_LAYOUT = "must match the layout, e.g. /organizations/team/repositories/app";
    NOT_OF_SEVERAL = "cannot be combined with several connections";
} }
