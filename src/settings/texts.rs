//! What is said of settings.

crate::texts! { SETTINGS {
    TITLE = "Settings";
    APPEARANCE = "Appearance";
    THEME = "Theme";
    THEME_AUTO = "As the system";
    THEME_LIGHT = "Light";
    THEME_DARK = "Dark";
    DENSITY = "Density of tables";
    COMFORTABLE = "Comfortable";
    COMPACT = "Compact";
    LANGUAGE_AND_TIME = "Language and time";
    LANGUAGE = "Language";
    ZONE = "Dates and times";
    ZONE_LOCAL = "Local";
    ZONE_UTC = "UTC";
    KEYBOARD = "Keyboard";
    SINGLE_KEYS = "Single-key shortcuts";
    SINGLE_KEYS_ON = "On";
    SINGLE_KEYS_ON_HINT = "In a table, / goes to the filter.";
    SINGLE_KEYS_OFF = "Off";
    SINGLE_KEYS_OFF_HINT = "A letter alone does nothing.";
    SERVICE = "About this service";
    CONNECTION = "Connection";
    ENDPOINT = "Endpoint";
    SAME_ORIGIN = "The address of this page";
    REGION = "Region";
    PROJECT = "Project";
    PROJECT_ID = "Project id";
    API_REVISION = "Version in use";
    API_VERSIONS = "Versions of the API";
    GATES = "{count} feature gate" | "{count} feature gates";
    NO_GATES = "The service does not tell its feature gates.";
    NOT_SAID = "not said";
    COPY_SERVICE = "Copy all of this";
    CHECK_CONNECTION = "Check the connection";
    KEPT = "Kept in this browser, for every connection.";
} }
