//! What is said of a `config.json`, or of the options of an embedded console, that is wrong: each goes
//! on after the name of a field.

crate::texts! { CONFIGURATION {
    THE_FILE = "the file";
    NOT_JSON = "is not JSON: {value}";
    NOT_KNOWN = "is not known here";
    NOT_TEXT = "has to be a text";
    NOT_FLAG = "has to be true or false";
    NOT_LIST = "has to be a list";
    NOT_OBJECT = "has to be an object";
    NOT_ADDRESS = "has to start with https://, http:// or /, or be empty";
    NOT_ORIGIN = "has to start with https:// or http://";
    NOT_ONE_OF = "has to be one of {value}";
    MISSING = "is missing";
    EMPTY = "is empty";
    NO_ENTRY = "has to have at least one entry";
    TWICE = "is used twice";
    NOT_FROM_ROOT = "has to start with /";
    NOT_OF_LAYOUT = "has to be that of what the layout shows, such as /organizations/team/repositories/app";
    NOT_OF_SEVERAL = "cannot be said beside a config with several connections";
} }
