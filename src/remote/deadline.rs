//! Timeouts: a missing response becomes an error, so no spinner runs forever.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use swr_api::{Error, TransportError};

/// How long a call may take. The slowest call known, a list of a thousand, takes a few seconds.
const LIMIT_SECONDS: u32 = 30;

/// The response, or an error once the limit has passed. The call is given up then.
pub async fn answered<T>(answer: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    before(passed(LIMIT_SECONDS), answer).await
}

/// A response that comes with the limit is in time.
async fn before<T>(
    limit: impl Future<Output = ()>,
    answer: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let mut answer = pin!(answer);
    let mut limit = pin!(limit);
    poll_fn(|context| {
        if let Poll::Ready(answer) = answer.as_mut().poll(context) {
            return Poll::Ready(answer);
        }
        limit.as_mut().poll(context).map(|()| {
            let reason = format!("no answer within {LIMIT_SECONDS} seconds");
            Err(Error::Transport(TransportError::Offline(reason)))
        })
    })
    .await
}

#[cfg(target_arch = "wasm32")]
pub(super) async fn passed(seconds: u32) {
    let timer = js_sys::Promise::new(&mut |resolve, _| {
        let millis = i32::try_from(seconds * 1000).unwrap_or(i32::MAX);
        let window = leptos::prelude::window();
        // Without a timer the call simply has no limit.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(timer).await;
}

/// Outside a browser (tests) answers come from the same process.
#[cfg(not(target_arch = "wasm32"))]
pub(super) async fn passed(_seconds: u32) {
    std::future::pending::<()>().await;
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use futures::executor::block_on;

    use super::*;

    #[test]
    fn a_response_that_never_comes_becomes_an_error() {
        let silent = pending::<Result<(), Error>>();
        let error = block_on(before(ready(()), silent)).unwrap_err();
        assert_eq!(error.message(), "no answer within 30 seconds");
        assert!(error.is_retryable());
    }

    #[test]
    fn a_response_in_time_is_the_response() {
        let quick = || ready(Ok::<_, Error>(7));
        assert_eq!(block_on(before(pending(), quick())), Ok(7));
        assert_eq!(block_on(before(ready(()), quick())), Ok(7));
    }
}
