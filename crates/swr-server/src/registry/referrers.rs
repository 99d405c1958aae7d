//! `GET …/referrers/{digest}`: the artifacts attached to a manifest, as an index.
//!
//! The manifest itself may be missing, so an empty list is not an error.

use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, LINK};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::image_access::ImageAccess;
use super::query::encode;
use super::refusal::Refusal;
use super::scope::Action;
use super::{Call, headers};
use crate::image::{Digest, media_type};
use crate::store::referrers::{self, ReferrerRow, Selection};

const FILTERS_APPLIED: HeaderName = HeaderName::from_static("oci-filters-applied");

/// About as long as a manifest may be.
const PAGE_BYTES: usize = 4 * 1024 * 1024;

pub(super) async fn list(call: Call, subject: Digest) -> Result<Response, Refusal> {
    let query = call.query();
    let wanted = query.get("artifactType").filter(|name| !name.is_empty());
    let last = query.get("last").unwrap_or_default().to_owned();
    let (rows, has_more) = find(&call, subject.clone(), wanted.map(str::to_owned), last).await?;
    let index = json!({
        "schemaVersion": 2,
        "mediaType": media_type::OCI_INDEX,
        "manifests": rows.iter().map(descriptor).collect::<Vec<_>>(),
    });
    let body = index.to_string();
    let mut headers = headers([
        (CONTENT_TYPE, media_type::OCI_INDEX.into()),
        (CONTENT_LENGTH, body.len().to_string()),
    ])?;
    if wanted.is_some() {
        headers.insert(FILTERS_APPLIED, HeaderValue::from_static("artifactType"));
    }
    if let Some(row) = rows.last().filter(|_| has_more) {
        let next = HeaderValue::try_from(next_page(&call, &subject, wanted, &row.digest));
        let link = next.map_err(|error| Refusal::Internal(error.to_string()))?;
        headers.insert(LINK, link);
    }
    Ok((headers, body).into_response())
}

/// One page, and whether there is another one; where nothing was pushed yet there is none.
async fn find(
    call: &Call,
    subject: Digest,
    artifact_type: Option<String>,
    last: String,
) -> Result<(Vec<ReferrerRow>, bool), Refusal> {
    let (requester, image) = (call.requester.clone(), call.image.clone());
    let find = move |connection: &_| {
        let access = ImageAccess::open(connection, &requester, &image, Action::Pull)?;
        let Some(id) = access.repository_id() else {
            return Ok((Vec::new(), false));
        };
        let selection = Selection {
            subject: &subject,
            artifact_type: artifact_type.as_deref(),
            last: &last,
            room_bytes: PAGE_BYTES,
        };
        Ok(referrers::list(connection, id, &selection)?)
    };
    call.service.store.read(find).await
}

fn next_page(call: &Call, subject: &Digest, artifact_type: Option<&str>, last: &str) -> String {
    let filter = artifact_type.map(|name| format!("artifactType={}&", encode(name)));
    let filter = filter.unwrap_or_default();
    let image = &call.image;
    format!("</v2/{image}/referrers/{subject}?{filter}last={last}>; rel=\"next\"")
}

fn descriptor(row: &ReferrerRow) -> Value {
    let mut descriptor = json!({
        "mediaType": row.media_type,
        "digest": row.digest,
        "size": row.body.len(),
    });
    if let Some(artifact_type) = &row.artifact_type {
        descriptor["artifactType"] = artifact_type.clone().into();
    }
    if let Some(annotations) = annotations(&row.body) {
        descriptor["annotations"] = Value::Object(annotations);
    }
    descriptor
}

/// The texts among them: whatever else a client wrote there, other clients would stumble over.
fn annotations(body: &[u8]) -> Option<Map<String, Value>> {
    let manifest: Value = serde_json::from_slice(body).ok()?;
    let annotations = manifest.get("annotations")?.as_object()?;
    let texts = annotations.iter().filter(|(_, value)| value.is_string());
    let texts: Map<_, _> = texts
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    (!texts.is_empty()).then_some(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_descriptor_carries_what_the_manifest_says_of_itself() {
        let body = br#"{"annotations": {"made.by": "us", "odd": 1}}"#.to_vec();
        let row = ReferrerRow {
            digest: Digest::of(&body).to_string(),
            media_type: media_type::OCI_IMAGE.into(),
            artifact_type: Some("application/spdx+json".into()),
            body,
        };
        let descriptor = descriptor(&row);
        assert_eq!(descriptor["annotations"], json!({"made.by": "us"}));
        assert_eq!(descriptor["artifactType"], "application/spdx+json");
        assert_eq!(descriptor["size"], 44);
    }
}
