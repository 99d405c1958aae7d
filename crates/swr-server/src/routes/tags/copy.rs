//! `POST …/tags`: adds a tag to an image without a push.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

use crate::auth::Caller;
use crate::body::Fields;
use crate::error::Failure;
use crate::names;
use crate::routes::segments::RepositorySegments;
use crate::routes::{done, visible};
use crate::service::Service;
use crate::store::access::Right;
use crate::store::{repositories, tags};

pub(crate) async fn copy(
    State(service): State<Service>,
    caller: Caller,
    names: RepositorySegments,
    body: Bytes,
) -> Result<Response, Failure> {
    visible::check(&service, &caller, &names, Right::Edit).await?;
    let fields = Fields::parse(&body)?;
    let source = fields.required_text("source_tag")?;
    let destination = fields.required_text("destination_tag")?;
    names::check_tag(&destination).map_err(Failure::BadTagName)?;
    let may_replace = fields.flag("override")?.unwrap_or(false);
    let now = service.now();
    let work = move |connection: &_| {
        let visible = visible::repository(connection, &caller, &names)?;
        let id = visible.require(Right::Edit)?.id;
        let source = tags::find(connection, id, &source)?;
        let source = source.ok_or(Failure::NoSuchTag)?;
        if !may_replace && tags::find(connection, id, &destination)?.is_some() {
            return Err(Failure::TagExists);
        }
        tags::put(connection, id, &destination, &source.digest, now)?;
        repositories::touch(connection, id, now)?;
        Ok(repositories::settle_sizes(connection, now)?)
    };
    service.store.write(work).await?;
    service.tag_pushed();
    Ok(done())
}
