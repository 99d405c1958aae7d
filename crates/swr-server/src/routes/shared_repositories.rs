//! `/v2/manage/shared-repositories`, and the same below `/v3/` with markers.
//!
//! They are the same list with other words: `center` of the one is `shared_by` of the other.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;

use super::repositories::answer::{Listed, listed};
use super::repositories::by_marker::{Page, Part};
use super::repositories::selection::in_order;
use crate::auth::Caller;
use crate::error::Failure;
use crate::paging::Parameters;
use crate::service::Service;
use crate::store::repositories::Order;
use crate::store::shared_repositories::{self, Center, Selection};

fn center(parameters: &Parameters, name: &'static str) -> Result<Center, Failure> {
    match parameters.get_either(name) {
        None => Err(Failure::MissingParameter(name)),
        Some("self") => Ok(Center::Own),
        Some("thirdparty") => Ok(Center::ThirdParty),
        Some(_) => Err(Failure::BadQuery(name)),
    }
}

fn selection(parameters: &Parameters) -> Result<Selection, Failure> {
    parameters.allow_in_filter(&[
        "center",
        "name",
        "limit",
        "offset",
        "namespace",
        "order_column",
        "order_type",
    ])?;
    let order = match parameters.get_either("order_column") {
        // The references do not agree on the word for the time.
        None | Some("updated_at" | "updated_time") => Order::Updated,
        Some("name") => Order::Name,
        Some("tag_count") => Order::TagCount,
        Some("namespace") => Order::Organization,
        Some("domain_name") => Order::Owner,
        Some(other) => return Err(Failure::BadOrderColumn(other.to_owned())),
    };
    Ok(Selection {
        center: center(parameters, "center")?,
        organization: parameters.text("namespace"),
        name: parameters.text("name"),
        // The filter has no word for it.
        account: parameters
            .get_either("domain_name")
            .unwrap_or_default()
            .to_owned(),
        is_in_force: parameters.boolean("status")?,
        page: in_order(parameters, order)?,
    })
}

pub(crate) async fn list(
    State(service): State<Service>,
    caller: Caller,
    parameters: Parameters,
    headers: HeaderMap,
) -> Result<(HeaderMap, Json<Vec<Listed>>), Failure> {
    let page = parameters.page()?;
    let selection = selection(&parameters)?;
    let host = service.registry_host(&headers);
    let work = move |connection: &_| {
        let (rows, total) = shared_repositories::list(connection, &caller.viewer, &selection)?;
        let items = rows
            .into_iter()
            .map(|(row, is_in_force)| listed(connection, &host, row, is_in_force, total));
        Ok::<_, Failure>((items.collect::<Result<Vec<_>, _>>()?, total))
    };
    let (items, total) = service.store.read(work).await?;
    Ok((page.headers(items.len(), total), Json(items)))
}

pub(crate) async fn list_by_marker(
    State(service): State<Service>,
    caller: Caller,
    parameters: Parameters,
) -> Result<Json<Page>, Failure> {
    let part = Part::of(&parameters)?;
    let selection = Selection {
        center: center(&parameters, "shared_by")?,
        organization: parameters.text("namespace"),
        name: parameters.text("name"),
        account: String::new(),
        is_in_force: parameters.boolean("status")?,
        page: part.to_fetch(),
    };
    let is_others = selection.center == Center::ThirdParty;
    let work = move |connection: &_| {
        let (rows, _) = shared_repositories::list(connection, &caller.viewer, &selection)?;
        let rows = rows
            .into_iter()
            .map(|(row, is_in_force)| (row, is_others.then_some(is_in_force)));
        part.page(connection, rows.collect())
    };
    Ok(Json(service.store.read(work).await?))
}
