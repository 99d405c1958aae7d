//! Query parameters of lists: plain ones, the `filter` that overrides them, and pages.
//!
//! `limit` and `offset` count only together; one alone has no effect, as on the cloud.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::error::Failure;

pub(crate) const DEFAULT_LIMIT: u64 = 100;
pub(crate) const MAXIMUM_LIMIT: u64 = 1000;

/// All parameters of a request, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parameters {
    plain: Vec<(String, String)>,
    filter: Option<Vec<(String, String)>>,
}

impl<S: Sync> FromRequestParts<S> for Parameters {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        let query = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let plain = query.map_err(|_| Failure::BadQuery("encoding"))?.0;
        let filter = plain.iter().find(|(name, _)| name == "filter");
        let filter = filter.map(|(_, filter)| split(filter)).transpose()?;
        Ok(Self { plain, filter })
    }
}

fn split(filter: &str) -> Result<Vec<(String, String)>, Failure> {
    let pair = |part: &str| {
        let pair = part.split_once("::");
        let pair = pair.ok_or_else(|| Failure::BadFilter(part.to_owned()))?;
        Ok((pair.0.to_owned(), pair.1.to_owned()))
    };
    filter.split('|').map(pair).collect()
}

impl Parameters {
    /// Whether there is a filter, whatever is in it.
    pub(crate) fn has_filter(&self) -> bool {
        self.filter.is_some()
    }

    /// Refuses a filter with a key that is not one of these.
    pub(crate) fn allow_in_filter(&self, keys: &[&str]) -> Result<(), Failure> {
        let given = self.filter.iter().flatten();
        for (key, _) in given {
            if !keys.contains(&key.as_str()) {
                return Err(Failure::BadFilter(key.clone()));
            }
        }
        Ok(())
    }

    /// The filter's value; the plain parameter counts only when there is no filter at all.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let source = self.filter.as_ref().unwrap_or(&self.plain);
        let found = source.iter().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// What `get` gives; empty without it.
    pub(crate) fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// The filter's value or else the plain parameter: for pages and order.
    pub(crate) fn get_either(&self, name: &str) -> Option<&str> {
        let plain = self.plain.iter().find(|(key, _)| key == name);
        self.get(name)
            .or(plain.map(|(_, value)| value.as_str()))
            .filter(|value| !value.is_empty())
    }

    pub(crate) fn boolean(&self, name: &'static str) -> Result<Option<bool>, Failure> {
        match self.get_either(name) {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(_) => Err(Failure::BadQuery(name)),
        }
    }

    /// True without `order_type`: newest and largest first.
    pub(crate) fn is_descending(&self) -> Result<bool, Failure> {
        match self.get_either("order_type") {
            None | Some("desc") => Ok(true),
            Some("asc") => Ok(false),
            Some(_) => Err(Failure::BadQuery("order_type")),
        }
    }

    /// A `limit` of a list that has its own: alone it counts there.
    pub(crate) fn limit(&self, default: u64, maximum: u64) -> Result<u64, Failure> {
        let limit = self.get_either("limit").map(str::parse::<u64>).transpose();
        let limit = limit.map_err(|_| Failure::BadPage)?;
        let limit = limit.unwrap_or(default);
        let is_within = (1..=maximum).contains(&limit);
        is_within.then_some(limit).ok_or(Failure::BadPage)
    }

    pub(crate) fn page(&self) -> Result<PageOf, Failure> {
        let number = |name| self.get_either(name).map(str::parse::<u64>).transpose();
        let limit = number("limit").map_err(|_| Failure::BadPage)?;
        let offset = number("offset").map_err(|_| Failure::BadPage)?;
        match (offset, limit) {
            // SQLite counts in signed numbers.
            (Some(offset), Some(limit)) if offset <= i64::MAX as u64 => {
                if !(1..=MAXIMUM_LIMIT).contains(&limit) {
                    return Err(Failure::BadPage);
                }
                Ok(PageOf {
                    offset,
                    limit,
                    is_asked_for: true,
                })
            }
            (Some(_), Some(_)) => Err(Failure::BadPage),
            _ => Ok(PageOf {
                offset: 0,
                limit: DEFAULT_LIMIT,
                is_asked_for: false,
            }),
        }
    }
}

/// The part of a list that is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PageOf {
    pub offset: u64,
    pub limit: u64,
    is_asked_for: bool,
}

impl PageOf {
    /// `Content-Range: {offset}-{count}/{total}`, only for who asked for a page. The second number
    /// is how many there are on the page, not the last one's.
    pub(crate) fn headers(self, count: usize, total: u64) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if self.is_asked_for {
            let range = format!("{}-{count}/{total}", self.offset);
            let range = HeaderValue::from_str(&range).expect("digits and signs");
            headers.insert::<HeaderName>(header::CONTENT_RANGE, range);
        }
        headers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(query: &str) -> Result<Parameters, Failure> {
        let request = axum::http::Request::get(format!("/list?{query}")).body(());
        let (mut parts, ()) = request.unwrap().into_parts();
        let parsed = Parameters::from_request_parts(&mut parts, &());
        futures_util::FutureExt::now_or_never(parsed).expect("nothing here waits")
    }

    fn page(query: &str) -> Result<(u64, u64, usize), Failure> {
        let page = parameters(query)?.page()?;
        Ok((page.offset, page.limit, page.headers(7, 9).len()))
    }

    #[test]
    fn limit_and_offset_count_only_together() {
        assert_eq!(page(""), Ok((0, 100, 0)));
        assert_eq!(page("limit=5"), Ok((0, 100, 0)));
        assert_eq!(page("offset=5"), Ok((0, 100, 0)));
        assert_eq!(page("limit=5&offset=10"), Ok((10, 5, 1)));
        assert_eq!(page("filter=limit::5|offset::10"), Ok((10, 5, 1)));
        assert_eq!(page("filter=name::x&limit=5&offset=10"), Ok((10, 5, 1)));
    }

    #[test]
    fn a_page_of_none_or_too_many_is_rejected() {
        for query in [
            "limit=0&offset=0",
            "limit=1001&offset=0",
            "limit=x&offset=0",
            "limit=1&offset=-1",
            "limit=1&offset=9223372036854775808",
        ] {
            assert_eq!(page(query), Err(Failure::BadPage), "{query}");
        }
    }

    #[test]
    fn a_filter_beats_plain_parameters() {
        let both = parameters("name=plain&category=linux&filter=name%3A%3Afiltered").unwrap();
        assert_eq!(both.get("name"), Some("filtered"));
        assert_eq!(both.get("category"), None);
    }

    #[test]
    fn filters_are_pairs_of_known_keys() {
        let broken = parameters("filter=name").err();
        assert_eq!(broken, Some(Failure::BadFilter("name".into())));
        let unknown = parameters("filter=colour::red").unwrap();
        let refused = unknown.allow_in_filter(&["name"]);
        assert_eq!(refused, Err(Failure::BadFilter("colour".into())));
    }

    #[test]
    fn the_range_tells_how_many_are_on_the_page() {
        let page = parameters("limit=50&offset=100").unwrap().page().unwrap();
        assert_eq!(page.headers(20, 120)["content-range"], "100-20/120");
    }
}
