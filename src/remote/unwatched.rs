//! Requests of the first page, without watching and without retries. They do not need the framework's
//! runtime, which is not loaded yet.

use swr_api::Error;

use super::deadline::answered;

/// Runs work that belongs to no place of the page.
pub fn run(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}

/// Asks once and tells the response; one that never comes becomes an error.
pub fn send<T: 'static>(
    answer: impl Future<Output = Result<T, Error>> + 'static,
    tell: impl FnOnce(Result<T, Error>) + 'static,
) {
    run(async move { tell(answered(answer).await) });
}
