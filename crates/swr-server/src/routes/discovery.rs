//! Discovery, as clients of OpenStack do it: the version document of the identity service, and the
//! catalogue in a token.
//!
//! The API's own versions and the identity service's share a host here, and `/v3` is a path of both.
//! Clients of the identity service ask it for JSON by name; those of the API take what comes.

use axum::Json;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::answer::{chosen, weight};
use crate::region::Region;
use crate::service::asked_origin;
use crate::versions;

/// The revision of the identity API that these calls are of, and when it was published.
const REVISION: &str = "v3.14";
const UPDATED: &str = "2020-04-07T00:00:00Z";

/// `GET /v3`
pub(crate) async fn show_v3(headers: HeaderMap) -> Response {
    let is_json_named = weight(&headers, "application/json").is_some_and(|weight| weight > 0.0);
    chosen(match is_json_named {
        true => show_identity(headers).await.into_response(),
        false => versions::show_v3(headers).await.into_response(),
    })
}

/// `GET /v3/`
pub(crate) async fn show_identity(headers: HeaderMap) -> Json<Value> {
    let address = format!("{}/v3/", asked_origin(&headers));
    Json(json!({"version": {
        "id": REVISION,
        "status": "stable",
        "updated": UPDATED,
        "links": [{"rel": "self", "href": address}],
        "media-types": [{
            "base": "application/json",
            "type": "application/vnd.openstack.identity-v3+json",
        }],
    }}))
}

/// Where the services of the region are, unless the client wants no catalogue.
pub(super) fn catalogue_of_token(region: &Region, uri: &Uri, headers: &HeaderMap) -> Value {
    let query = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(uri);
    let parameters = query.map(|query| query.0).unwrap_or_default();
    let is_wanted = |(name, value): &(String, String)| name != "nocatalog" || value.is_empty();
    if !parameters.iter().all(is_wanted) {
        return json!([]);
    }
    catalogue(region, headers)
}

/// The services of the region.
///
/// One provider of Terraform knows no entry for the registry: it takes the one of the message service,
/// `smn`, and puts the registry's name in place of that word, of which there is none in ours.
pub(super) fn catalogue(region: &Region, headers: &HeaderMap) -> Value {
    let origin = asked_origin(headers);
    let services = [
        ("identity", "iam", "v3"),
        ("swrv2", "swr", "v2"),
        ("smn", "swr", "v2/"),
    ];
    let services = services.map(|(kind, name, path)| {
        json!({
            "id": kind,
            "type": kind,
            "name": name,
            "endpoints": [{
                "id": format!("{kind}-{}", region.name),
                "interface": "public",
                "region": region.name,
                "region_id": region.name,
                "url": format!("{origin}/{path}"),
            }],
        })
    });
    json!(services)
}
