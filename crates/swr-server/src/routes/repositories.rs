//! `/v2/manage/repos` and `/v2/manage/namespaces/{namespace}/repos`

pub(super) mod answer;
pub(crate) mod by_marker;
pub(super) mod selection;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use self::answer::{Listed, Shown, listed, shown};
use self::selection::selection;
use super::segments::{OrganizationSegment, RepositorySegments};
use super::{done, visible};
use crate::auth::Caller;
use crate::body::Fields;
use crate::error::Failure;
use crate::names;
use crate::paging::Parameters;
use crate::service::Service;
use crate::store::access::Right;
use crate::store::repositories::{self, Changes, NewRepository};
use crate::store::untagged_space;

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
        return Err(Failure::DescriptionTooLong(DESCRIPTION_LENGTH));
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
    visible::check_organization(&service, &caller, &organization, Right::Edit).await?;
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
        let region = &organization.region;
        if repositories::find(connection, region, &organization.name, &name)?.is_some() {
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
            // The status speaks of repositories shared by others only.
            listed(connection, &host, row, false, total)
        });
        Ok::<_, Failure>((items.collect::<Result<Vec<_>, _>>()?, total))
    };
    let (items, total) = service.store.read(work).await?;
    Ok((page.headers(items.len(), total), Json(items)))
}

pub(crate) async fn show(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    headers: HeaderMap,
) -> Result<Json<Shown>, Failure> {
    service.write_counts().await;
    let work = move |connection: &_| {
        let row = visible::repository(connection, &caller, &names)?.row;
        let size_bytes = repositories::size_bytes(connection, &row)?;
        let untagged = untagged_space::of_repository(connection, row.id)?;
        Ok::<_, Failure>((row, size_bytes, untagged))
    };
    let (row, size_bytes, untagged) = service.store.read(work).await?;
    Ok(Json(shown(
        &service.registry_host(&headers),
        row,
        size_bytes,
        untagged,
    )))
}

pub(crate) async fn update(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    body: Bytes,
) -> Result<Response, Failure> {
    visible::check(&service, &caller, &names, Right::Edit).await?;
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
