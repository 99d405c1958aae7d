//! `/v2/manage/repos` and `/v2/manage/namespaces/{namespace}/repos`

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;

use super::segments::{OrganizationSegment, RepositorySegments};
use super::{done, visible};
use crate::auth::Caller;
use crate::body::Fields;
use crate::error::Failure;
use crate::names;
use crate::paging::Parameters;
use crate::service::Service;
use crate::store::access::Right;
use crate::store::repositories::{self, Changes, NewRepository, Order, RepositoryRow, Selection};
use crate::store::tags;
use crate::time::rfc3339;

const DESCRIPTION_LENGTH: usize = 30_000;

const CATEGORIES: [&str; 8] = [
    "app_server",
    "linux",
    "framework_app",
    "database",
    "lang",
    "other",
    "windows",
    "arm",
];

/// How many tag names an item of the list carries; the tags' own list has them all.
const TAG_NAMES: u64 = 100;

/// What `GET …/repos/{repository}` answers.
#[derive(Serialize)]
pub(crate) struct Shown {
    id: i64,
    ns_id: i64,
    name: String,
    category: String,
    description: String,
    creator_id: String,
    creator_name: String,
    size: u64,
    is_public: bool,
    num_images: u64,
    num_download: u64,
    url: &'static str,
    path: String,
    internal_path: String,
    created: String,
    updated: String,
    domain_id: String,
    priority: u8,
}

/// An item of `GET /v2/manage/repos`: other words for the same times, and no id.
#[derive(Serialize)]
pub(crate) struct Listed {
    namespace: String,
    name: String,
    category: String,
    description: String,
    size: u64,
    is_public: bool,
    num_images: u64,
    num_download: u64,
    created_at: String,
    updated_at: String,
    logo: &'static str,
    url: &'static str,
    path: String,
    internal_path: String,
    domain_name: String,
    tags: Vec<String>,
    status: bool,
    total_range: u64,
}

fn path(host: &str, row: &RepositoryRow) -> String {
    format!("{host}/{}/{}", row.organization, row.name)
}

fn shown(host: &str, row: RepositoryRow) -> Shown {
    let path = path(host, &row);
    Shown {
        id: row.id,
        ns_id: row.organization_id,
        name: row.name,
        category: row.category,
        description: row.description,
        creator_id: row.creator_id,
        creator_name: row.creator_name,
        size: row.size_bytes,
        is_public: row.is_public,
        num_images: row.tag_count,
        num_download: row.download_count,
        url: "",
        internal_path: path.clone(),
        path,
        created: rfc3339(row.created_at),
        updated: rfc3339(row.updated_at),
        domain_id: row.account_id,
        priority: 0,
    }
}

fn listed(host: &str, row: RepositoryRow, tags: Vec<String>, total: u64) -> Listed {
    let path = path(host, &row);
    Listed {
        namespace: row.organization,
        name: row.name,
        category: row.category,
        description: row.description,
        size: row.size_bytes,
        is_public: row.is_public,
        num_images: row.tag_count,
        num_download: row.download_count,
        created_at: rfc3339(row.created_at),
        updated_at: rfc3339(row.updated_at),
        logo: "",
        url: "",
        internal_path: path.clone(),
        path,
        domain_name: row.account_name,
        tags,
        // It speaks of repositories shared by others only.
        status: false,
        total_range: total,
    }
}

/// The fields that creating and updating share.
fn changes(fields: &Fields) -> Result<Changes, Failure> {
    let category = fields.text("category")?.map(|category| {
        // One published client spells it so.
        let category = if category == "arms" {
            "arm".into()
        } else {
            category
        };
        let is_known = CATEGORIES.contains(&category.as_str());
        let wrong = || Failure::BadParameter(format!("category {category:?}"));
        is_known.then(|| category.clone()).ok_or_else(wrong)
    });
    let description = fields.text("description")?;
    let length = description.as_ref().map_or(0, |text| text.chars().count());
    if length > DESCRIPTION_LENGTH {
        return Err(Failure::DescriptionTooLong);
    }
    Ok(Changes {
        is_public: fields.is_public()?,
        category: category.transpose()?,
        description,
    })
}

pub(crate) async fn create(
    State(service): State<Service>,
    caller: Caller,
    OrganizationSegment(organization): OrganizationSegment,
    body: Bytes,
) -> Result<Response, Failure> {
    let fields = Fields::parse(&body)?;
    let name = fields.required_text("repository")?;
    names::check_repository(&name).map_err(Failure::BadRepositoryName)?;
    let given = changes(&fields)?;
    let is_public = given.is_public;
    let is_public = is_public.ok_or(Failure::MissingParameter("is_public"))?;
    let now = service.now();
    let work = move |connection: &_| {
        let visible = visible::organization(connection, &caller, &organization)?;
        let organization = visible.require(Right::Edit)?;
        if repositories::find(connection, &organization.name, &name)?.is_some() {
            return Err(Failure::RepositoryExists);
        }
        let new = NewRepository {
            organization_id: organization.id,
            name: &name,
            category: given.category.as_deref().unwrap_or("other"),
            description: given.description.as_deref().unwrap_or_default(),
            is_public,
            creator_id: &caller.viewer.user_id,
            creator_name: &caller.user_name,
            now,
        };
        repositories::create(connection, &new)?;
        Ok(())
    };
    service.store.write(work).await?;
    Ok(done())
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
        let (rows, total) = repositories::list(connection, &caller.viewer, &selection)?;
        let items = rows.into_iter().map(|row| {
            let names = tags::newest_names(connection, row.id, TAG_NAMES)?;
            Ok::<_, Failure>(listed(&host, row, names, total))
        });
        Ok::<_, Failure>((items.collect::<Result<Vec<_>, _>>()?, total))
    };
    let (items, total) = service.store.read(work).await?;
    Ok((page.headers(items.len(), total), Json(items)))
}

fn selection(parameters: &Parameters) -> Result<Selection, Failure> {
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
    let page = parameters.page()?;
    let text = |name| parameters.get(name).unwrap_or_default().to_owned();
    Ok(Selection {
        organization: text("namespace"),
        name: text("name"),
        category: parameters.get("category").map(str::to_owned),
        is_public: parameters.boolean("is_public")?,
        order,
        descending: parameters.is_descending()?,
        offset: page.offset,
        limit: page.limit,
    })
}

pub(crate) async fn show(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    headers: HeaderMap,
) -> Result<Json<Shown>, Failure> {
    let work = move |connection: &_| visible::repository(connection, &caller, &names);
    let visible = service.store.read(work).await?;
    Ok(Json(shown(&service.registry_host(&headers), visible.row)))
}

pub(crate) async fn update(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    body: Bytes,
) -> Result<Response, Failure> {
    let changes = changes(&Fields::parse(&body)?)?;
    let now = service.now();
    let work = move |connection: &_| {
        let visible = visible::repository(connection, &caller, &names)?;
        let repository = visible.require(Right::Edit)?;
        let updated = repositories::update(connection, repository.id, &changes, now);
        updated.map_err(Failure::from)
    };
    service.store.write(work).await?;
    Ok(done())
}

pub(crate) async fn delete(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
) -> Result<StatusCode, Failure> {
    let work = move |connection: &_| {
        let visible = visible::repository(connection, &caller, &names)?;
        let repository = visible.require(Right::Manage)?;
        if repository.tag_count > 0 {
            return Err(Failure::RepositoryNotEmpty);
        }
        Ok(repositories::delete(connection, repository.id)?)
    };
    service.store.write(work).await?;
    Ok(StatusCode::NO_CONTENT)
}
