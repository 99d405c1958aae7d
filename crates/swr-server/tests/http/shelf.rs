//! A repository with tags of any age, on which three people have a right each.

use http::Method;
use serde_json::Value;
use swr_server::image::{Manifest, media_type};
use swr_server::service::REGION;
use swr_server::store::access::Right;
use swr_server::store::members::{self, GrantTarget};
use swr_server::store::organizations::{self, NewOrganization};
use swr_server::store::repositories::{self, NewRepository};
use swr_server::store::{StoreError, manifests, tags};

use crate::world::{Answer, START, World};

/// An index of nothing: an image that needs no blobs.
pub(crate) const MANIFEST: &str = r#"{"schemaVersion":2,"manifests":[]}"#;

/// `team/app/api`, whose slash must travel as `$`.
pub(crate) struct Shelf {
    pub(crate) world: World,
    repository_id: i64,
}

pub(crate) fn path(rest: &str) -> String {
    format!("/v2/manage/namespaces/team/repos/app$api/{rest}")
}

impl Shelf {
    pub(crate) fn new(world: World) -> Self {
        let fill = |connection: &_| {
            let organization = NewOrganization {
                region: REGION,
                name: "team",
                account_id: swr_server::service::ACCOUNT_ID,
                creator_id: "admin",
                creator_name: "admin",
                now: START,
            };
            let organization_id = organizations::create(connection, &organization)?;
            for (user, right) in [
                ("manager", Right::Manage),
                ("editor", Right::Edit),
                ("reader", Right::Read),
            ] {
                let target = GrantTarget::Organization(organization_id);
                members::grant(connection, target, user, right)?;
            }
            let repository = NewRepository {
                organization_id,
                name: "app/api",
                category: "other",
                description: "",
                is_public: false,
                creator_id: "admin",
                creator_name: "admin",
                now: START,
            };
            repositories::create(connection, &repository)
        };
        let repository_id = world.store.write_now::<_, StoreError>(fill).unwrap();
        Self {
            world,
            repository_id,
        }
    }

    /// As a push at that moment would do it.
    pub(crate) fn tag(&self, name: &str, now: i64) {
        let id = self.repository_id;
        let put = |connection: &_| {
            let body = MANIFEST.as_bytes();
            let manifest = Manifest::parse(media_type::OCI_INDEX, body).unwrap();
            let digest = manifests::put(connection, id, &manifest, body, now)?;
            tags::put(connection, id, name, digest.as_str(), now)
        };
        self.world.store.write_now::<_, StoreError>(put).unwrap();
    }

    /// The names of all tags, in their order.
    pub(crate) fn tags(&self) -> Vec<String> {
        let id = self.repository_id;
        let read = |connection: &_| tags::names_after(connection, id, "", None);
        self.world.store.read_now::<_, StoreError>(read).unwrap()
    }

    pub(crate) async fn get(&self, rest: &str) -> Answer {
        self.ask(Method::GET, rest, "reader", "").await
    }

    pub(crate) async fn ask(&self, method: Method, rest: &str, user: &str, body: &str) -> Answer {
        self.world.ask(method, &path(rest), user, body).await
    }

    pub(crate) async fn post(&self, rest: &str, body: &Value) -> Answer {
        let body = body.to_string();
        self.ask(Method::POST, rest, "manager", &body).await
    }
}
