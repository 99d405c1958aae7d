//! The console's own files beside the page: its configuration and its languages.

use http::Request;
use swr_api::{Error, Transport as _};

use super::browser::{own_transport, page_base};
use crate::configuration::{Configuration, Wrong};
use crate::i18n::{Locale, Texts};

/// `config.json`; a host without one has the default. A file that is wrong has come all the same.
pub async fn load_configuration() -> Result<Result<Configuration, Wrong>, Error> {
    Ok(match load(&page_base(), "config.json").await? {
        None => Ok(Configuration::default()),
        Some(json) => Configuration::parse(&json),
    })
}

/// The words of a language; English needs no file.
pub async fn load_texts(language: String) -> Result<Texts, Error> {
    load_texts_from(page_base(), language).await
}

/// The same from another folder than the page's, with a slash at its end.
pub async fn load_texts_from(folder: String, language: String) -> Result<Texts, Error> {
    // A file of its own per language, not per country: `fr-CH` reads `fr`.
    let language = language.split('-').next().unwrap_or_default();
    if language.is_empty() || language == "en" {
        return Ok(Texts::english());
    }
    let name = format!("locales/{language}.json");
    let missing = || Error::Request(format!("{name} is not there"));
    let json = load(&folder, &name).await?.ok_or_else(missing)?;
    Locale::parse(&json)
        .map(Texts::loaded)
        .map_err(|error| Error::Request(error.to_string()))
}

/// The same for one console of several on a page, which share what was loaded.
pub async fn load_texts_once(folder: String, language: String) -> Result<Texts, Error> {
    let short = language.split('-').next().unwrap_or_default();
    if let Some(texts) = Texts::loaded_before(short) {
        return Ok(texts);
    }
    let texts = load_texts_from(folder, language).await?;
    texts.remember();
    Ok(texts)
}

/// The page as the host has it now.
pub(super) async fn load_page() -> Result<Option<String>, Error> {
    fetch(&page_base(), "index.html").await
}

/// A file of a folder, or nothing where the host has none.
async fn load(folder: &str, name: &str) -> Result<Option<String>, Error> {
    // A host that answers every unknown address with the page has no such file either.
    let is_page = |body: &String| body.trim_start().starts_with('<');
    Ok(fetch(folder, name).await?.filter(|body| !is_page(body)))
}

async fn fetch(folder: &str, name: &str) -> Result<Option<String>, Error> {
    let mut request = Request::new(Vec::new());
    let address = format!("{folder}{name}");
    *request.uri_mut() = address
        .parse()
        .map_err(|error| Error::Request(format!("{address}: {error}")))?;
    let answer = own_transport().send(request).await?;
    match answer.status().as_u16() {
        200 => Ok(Some(String::from_utf8_lossy(answer.body()).into_owned())),
        404 => Ok(None),
        status => Err(Error::Request(format!("{name}: HTTP {status}"))),
    }
}
