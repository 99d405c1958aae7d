//! The time of the service, as its responses tell it: each has it in its header `Date`.

use std::sync::Arc;

use http::header::DATE;
use http::{HeaderMap, Request};
use swr_api::{Timestamp, Transport as _};

use super::browser::{Carrier, Transport};

/// What is told the time of the service with each response.
pub type TellTime = Arc<dyn Fn(Timestamp) + Send + Sync>;

/// The same way out, which tells the time of each response.
pub fn dated(carrier: Option<Carrier>, tell: TellTime) -> Carrier {
    Arc::new(move |request: Request<Vec<u8>>, transport: Transport| {
        let answer = match &carrier {
            Some(carrier) => carrier(request, transport),
            None => transport.send(request),
        };
        let tell = Arc::clone(&tell);
        Box::pin(async move {
            let answer = answer.await;
            if let Some(time) = answer.as_ref().ok().and_then(|it| time_of(it.headers())) {
                tell(time);
            }
            answer
        })
    })
}

/// Nothing where a browser does not show the header, as of another origin that does not expose it.
fn time_of(headers: &HeaderMap) -> Option<Timestamp> {
    Timestamp::from_http_date(headers.get(DATE)?.to_str().ok()?)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use futures::executor::block_on;
    use http::Response;

    use super::*;
    use crate::transport::browser::{Answer, transport};

    fn told(date: Option<&'static str>) -> Vec<Timestamp> {
        let carrier: Carrier = Arc::new(move |_, _| -> Answer {
            let response = Response::builder();
            let response = match date {
                Some(date) => response.header(DATE, date),
                None => response,
            };
            Box::pin(std::future::ready(Ok(response.body(Vec::new()).unwrap())))
        });
        let times = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&times);
        let tell: TellTime = Arc::new(move |time| heard.lock().unwrap().push(time));
        let answer = dated(Some(carrier), tell)(Request::new(Vec::new()), transport());
        assert!(block_on(answer).is_ok());
        let times = times.lock().unwrap();
        times.clone()
    }

    #[test]
    fn each_response_tells_the_time_of_the_service_where_it_can_be_read() {
        let noon = Timestamp::parse("2026-01-02T12:00:00Z").unwrap();
        assert_eq!(told(Some("Fri, 02 Jan 2026 12:00:00 GMT")), [noon]);
        assert_eq!(told(Some("at noon")), []);
        assert_eq!(told(None), []);
    }
}
