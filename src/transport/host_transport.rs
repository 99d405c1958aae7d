//! Requests of an embedded console: the host page is asked before each change, may send requests itself,
//! and is notified of changes. The only place for this, so that no feature forgets it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use http::{Request, Response};
use swr_api::{Transport as _, TransportError};

use super::browser::{Answer, Carrier};
use crate::host::{Change, Host, HostEvent, HostPage};

/// What is between an embedded console and the browser. It counts the calls that worked.
pub fn carrier(host: &Host, worked: &Arc<AtomicU32>) -> Carrier {
    let (page, worked) = (Arc::clone(&host.page), Arc::clone(worked));
    Arc::new(move |request, browser| {
        let (page, worked) = (Arc::clone(&page), Arc::clone(&worked));
        Box::pin(async move {
            let answer = carry(page, request, move |request| browser.send(request)).await;
            if answer.as_ref().is_ok_and(|it| it.status().is_success()) {
                worked.fetch_add(1, Ordering::Relaxed);
            }
            answer
        })
    })
}

/// The identity service is requested a token and changes nothing: no one is asked about it.
pub fn identity_carrier(host: &Host) -> Carrier {
    let page = Arc::clone(&host.page);
    Arc::new(move |request, browser| match page.carries() {
        true => page.carry(request),
        false => browser.send(request),
    })
}

async fn carry(
    page: Arc<dyn HostPage>,
    request: Request<Vec<u8>>,
    send: impl FnOnce(Request<Vec<u8>>) -> Answer,
) -> Result<Response<Vec<u8>>, TransportError> {
    let change = Change::of(&request);
    if let Some(change) = &change
        && !page.allows(change).await
    {
        return Err(TransportError::Aborted);
    }
    let answer = match page.carries() {
        true => page.carry(request).await,
        false => send(request).await,
    };
    if let (Some(change), Ok(answer)) = (change, &answer)
        && answer.status().is_success()
    {
        let status = answer.status().as_u16();
        page.tell(&HostEvent::Mutation { change, status });
    }
    answer
}

#[cfg(test)]
mod tests {
    use std::future::ready;
    use std::sync::Mutex;

    use futures::executor::block_on;

    use super::*;
    use crate::host::{HostToken, Later, TokenReason};

    struct Page {
        allows: bool,
        carries: bool,
        log: Mutex<Vec<String>>,
    }

    impl Page {
        fn log(&self, line: &str) {
            self.log.lock().unwrap().push(line.to_owned());
        }
    }

    fn answer(status: u16) -> Answer {
        let mut answer = Response::new(Vec::new());
        *answer.status_mut() = status.try_into().unwrap();
        Box::pin(ready(Ok(answer)))
    }

    impl HostPage for Page {
        fn gives_tokens(&self) -> bool {
            false
        }

        fn carries(&self) -> bool {
            self.carries
        }

        fn token(&self, _: TokenReason) -> Later<Result<HostToken, String>> {
            Box::pin(ready(Err("none".to_owned())))
        }

        fn carry(&self, _: Request<Vec<u8>>) -> Answer {
            self.log("carried");
            answer(201)
        }

        fn allows(&self, change: &Change) -> Later<bool> {
            self.log(&format!("asked {}", change.method));
            Box::pin(ready(self.allows))
        }

        fn tell(&self, _: &HostEvent) -> bool {
            self.log("told");
            true
        }
    }

    fn check(allows: bool, carries: bool, method: &str, status: u16, expected: &[&str]) {
        let page = Arc::new(Page {
            allows,
            carries,
            log: Mutex::default(),
        });
        let request = Request::builder()
            .method(method)
            .uri("/v2/manage/namespaces");
        let request = request.body(Vec::new()).unwrap();
        let told = Arc::clone(&page);
        let send = move |_| {
            told.log("sent");
            answer(status)
        };
        let answer = block_on(carry(Arc::clone(&page) as Arc<dyn HostPage>, request, send));
        assert_eq!(*page.log.lock().unwrap(), expected, "{method}");
        let is_refused = !allows && method != "GET";
        assert_eq!(answer.err(), is_refused.then_some(TransportError::Aborted));
    }

    #[test]
    fn a_change_is_asked_about_before_and_told_of_after() {
        check(true, false, "POST", 201, &["asked POST", "sent", "told"]);
        check(true, false, "GET", 200, &["sent"]);
    }

    #[test]
    fn a_change_that_the_page_around_does_not_want_is_not_sent() {
        check(false, false, "DELETE", 204, &["asked DELETE"]);
        check(false, false, "GET", 200, &["sent"]);
    }

    #[test]
    fn a_change_that_the_service_rejected_is_none() {
        check(true, false, "POST", 409, &["asked POST", "sent"]);
    }

    #[test]
    fn the_page_around_may_send_everything_itself() {
        check(true, true, "POST", 500, &["asked POST", "carried", "told"]);
        check(true, true, "GET", 500, &["carried"]);
    }
}
