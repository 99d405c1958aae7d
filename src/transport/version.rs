//! The running version of the console, and the version that the host would start now. Both are identified
//! by the name of the program's file, which contains a hash.

use swr_api::Error;

use super::files::load_page;

/// What is before the name in the page, no matter who wrote it: the build, the packaging or Trunk.
const MARK: &str = " data-wasm=\"";

/// The version that this page started; nothing where it is not the console's own.
pub fn running_version() -> Option<String> {
    let script = leptos::prelude::document().query_selector("script[data-wasm]");
    script.ok().flatten()?.get_attribute("data-wasm")
}

/// The version that the host would start now; nothing where something else answers for it, such as
/// the sign-in of what is in front of it.
///
/// # Errors
///
/// The host does not answer, or refuses.
pub async fn installed_version() -> Result<Option<String>, Error> {
    Ok(load_page().await?.and_then(|page| version_of(&page)))
}

fn version_of(page: &str) -> Option<String> {
    let (_, rest) = page.split_once(MARK)?;
    Some(rest.split_once('"')?.0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_program() {
        let page = r#"<script type="module" src="boot.js" data-js="program-1/a.js" data-wasm="program-1/a.wasm"></script>"#;
        assert_eq!(version_of(page).as_deref(), Some("program-1/a.wasm"));
    }

    #[test]
    fn another_page_is_no_version() {
        assert_eq!(version_of("<title>Sign in</title>"), None);
        assert_eq!(version_of(r#"<script data-wasm="cut"#), None);
    }
}
