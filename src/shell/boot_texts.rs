//! What `public/boot.js` says when this program cannot be had. It holds the English itself, because
//! nothing of this is there then; here the sentences stand for whoever translates, and
//! `tests/locales.rs` holds the two together.

crate::texts! { BOOT {
    NO_WEBASSEMBLY = "This browser has WebAssembly switched off, or does not know it. The console needs it.";
    NOT_LOADED = "A file of the console could not be loaded. The connection may be gone, or a newer version was installed; reloading helps then.";
    NEWER = "A file of this version is no longer on the server: a newer version was installed. Reload to get it.";
    STOPPED = "The console stopped because of a mistake of its own. Reload to start it again.";
    NOT_STARTED = "The console could not start.";
    FRAMED = "This console may not be shown in a frame of that page: frame_ancestors in its config.json does not name it.";
    RELOAD = "Reload";
} }
