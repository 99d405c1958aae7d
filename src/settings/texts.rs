//! Texts of the settings.

crate::texts! { SETTINGS {
    TITLE = "Settings";
    APPEARANCE = "Appearance";
    THEME = "Theme";
    THEME_AUTO = "System";
    THEME_LIGHT = "Light";
    THEME_DARK = "Dark";
    DENSITY = "Table density";
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
    SINGLE_KEYS_ON_HINT = "Press / in a table to filter.";
    SINGLE_KEYS_OFF = "Off";
    SINGLE_KEYS_OFF_HINT = "Single-key shortcuts are off.";
    SERVICE = "Service";
    CONNECTION = "Connection";
    ENDPOINT = "Endpoint";
    SAME_ORIGIN = "Same origin as this page";
    REGION = "Region";
    PROJECT = "Project";
    PROJECT_ID = "Project ID";
    API_REVISION = "API version in use";
    API_VERSIONS = "API versions";
    GATES = "{count} feature gate" | "{count} feature gates";
    NO_GATES = "The service reports no feature gates.";
    NOT_SAID = "–";
    COPY_SERVICE = "Copy";
    CHECK_CONNECTION = "Check connection";
    KEPT = "Saved in this browser for all connections.";
} }
