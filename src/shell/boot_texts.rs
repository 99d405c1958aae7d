//! Messages that `public/boot.js` shows if the program cannot be loaded. That file contains the English
//! ones itself; here they are listed for translation, and `tests/locales.rs` compares the two.

crate::texts! { BOOT {
    NO_WEBASSEMBLY = "This browser does not support WebAssembly, or it is turned off. The console requires it.";
    NOT_LOADED = "A file of the console could not be loaded or was modified in transit. Check your connection. If a newer version was installed, reload the page.";
    NEWER = "A newer version was installed and a file of this version no longer exists. Reload the page.";
    CHANGED = "A file of the console was modified in transit or by its host and was not used. Contact the operator of this console.";
    STOPPED = "The console crashed. Reload the page to start it again.";
    NOT_STARTED = "The console could not start.";
    FRAMED = "This page is not allowed to embed the console: frame_ancestors in the console’s config.json does not list it.";
    RELOAD = "Reload";
} }
