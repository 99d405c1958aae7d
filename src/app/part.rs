//! The parts of the program that load when they are first shown (docs/decisions/0017), in two groups:
//! `late` is the program and what people open every day; `rest` is everything else.
//!
//! With the feature `split`, the build cuts the program here: code that only one group reaches loads when
//! it is called. Without it, the parts are ordinary functions, for tests and for the development server.

/// A part: the function that gives its view, and the view's own function. Parts of one group are one file.
macro_rules! part {
    (
        $part:ident in $group:ident, $view_of:ident($what:ty) = $view:path $(, preload($preload:ident))?
    ) => {
        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split(
            $group,
            wasm_split_path = leptos::wasm_split,
            fallible
            $(, preload($preload))?
        )]
        fn $view_of(what: $what) -> Result<leptos::prelude::AnyView, crate::remote::PartMissing> {
            Ok($view(what))
        }

        fn $part(what: $what) -> crate::remote::PartView {
            #[cfg(feature = "split")]
            return Box::pin($view_of(what));
            #[cfg(not(feature = "split"))]
            crate::remote::part_that_is_there($view(what))
        }
    };
}

pub(super) use part;
