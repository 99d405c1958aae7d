//! The repositories that a list is requested.

use crate::error::Failure;
use crate::paging::Parameters;
use crate::store::repositories::{Order, Page, Selection};

pub(super) fn selection(parameters: &Parameters) -> Result<Selection, Failure> {
    parameters.allow_in_filter(&[
        "namespace",
        "name",
        "category",
        "is_public",
        "limit",
        "offset",
        "order_column",
        "order_type",
        "center",
    ])?;
    // An older spelling of "mine", which this list is anyway.
    if let Some(center) = parameters.get("center").filter(|&center| center != "self") {
        return Err(Failure::BadFilter(format!("center::{center}")));
    }
    let order = match parameters.get_either("order_column") {
        None | Some("updated_time") => Order::Updated,
        Some("name") => Order::Name,
        Some("tag_count") => Order::TagCount,
        Some("namespace") => Order::Organization,
        Some("is_public") => Order::Public,
        Some(other) => return Err(Failure::BadOrderColumn(other.to_owned())),
    };
    Ok(Selection {
        organization: parameters.text("namespace"),
        name: parameters.text("name"),
        category: parameters.get("category").map(str::to_owned),
        is_public: parameters.boolean("is_public")?,
        page: in_order(parameters, order)?,
    })
}

/// The page that is requested by offset.
pub(in crate::routes) fn in_order(parameters: &Parameters, order: Order) -> Result<Page, Failure> {
    let page = parameters.page()?;
    Ok(Page {
        below: None,
        order,
        descending: parameters.is_descending()?,
        offset: page.offset,
        limit: page.limit,
    })
}
