//! The whole of the service on one screen.

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state, map_request};
use axum::routing::{delete, get, post};

use crate::answer::unknown;
use crate::console::{self, Console, OwnOrigin};
use crate::cross_origin::{self, AllowedOrigin};
use crate::faults::{self, Interference};
use crate::routes::{
    agency, discovery, feature_gates, health, heavy, identity, identity_directory, logins,
    organizations, permissions, quotas, reports, repositories, retentions, shared_repositories,
    shares, synchronizations, tags, triggers,
};
use crate::service::Service;
use crate::{answer, auth, host, idle, registry, versions};

/// Everything, callable in-process: it needs no socket.
pub fn app(service: Service) -> Router {
    let organization = get(organizations::show).delete(organizations::delete);
    let repository = get(repositories::show)
        .patch(repositories::update)
        .delete(repositories::delete);
    let trigger = get(triggers::show)
        .patch(triggers::update)
        .delete(triggers::delete);
    let retention = get(retentions::show)
        .patch(retentions::update)
        .delete(retentions::delete);

    let of_organization = get(permissions::organization::show)
        .post(permissions::organization::create)
        .patch(permissions::organization::update)
        .delete(permissions::organization::delete);
    let of_repository = get(permissions::repository::show)
        .post(permissions::repository::create)
        .patch(permissions::repository::update)
        .delete(permissions::repository::delete);

    let synchronization = get(synchronizations::list)
        .post(synchronizations::create)
        .delete(synchronizations::delete);

    let management = Router::new()
        .route(
            "/v2/manage/namespaces",
            get(organizations::list).post(organizations::create),
        )
        .route("/v2/manage/namespaces/{namespace}", organization)
        .route("/v2/manage/namespaces/{namespace}/access", of_organization)
        .route(
            "/v2/manage/namespaces/{namespace}/repos",
            post(repositories::create),
        )
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}",
            repository,
        )
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/tags",
            post(tags::copy),
        )
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/tags/{tag}",
            get(tags::show).delete(tags::delete),
        )
        // A fixed segment goes before a name: `tags/references` is the tag of that name.
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/{tag}/references",
            get(tags::references),
        )
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/{tag}/accessories",
            get(tags::accessories),
        )
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/triggers",
            get(triggers::list).post(triggers::create),
        )
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/triggers/{trigger}",
            trigger,
        )
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/retentions",
            get(retentions::list).post(retentions::create),
        )
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/retentions/histories",
            get(retentions::histories),
        )
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/retentions/{retention}",
            retention,
        )
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/access",
            of_repository,
        )
        .merge(access_domains("repositories"))
        .merge(access_domains("repos"))
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/sync_repo",
            synchronization,
        )
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/sync_images",
            post(synchronizations::create_jobs),
        )
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/sync_job",
            get(synchronizations::list_jobs),
        )
        .route("/v2/manage/regions", get(synchronizations::list_regions))
        .route("/v2/manage/projects/{project}/quotas", get(quotas::list))
        .route(
            "/v2/manage/projects/{project}/feature-gates",
            get(feature_gates::show),
        )
        .route("/v2/manage/agency", get(agency::check).post(agency::create))
        .route("/v2/manage/overview", get(reports::overview))
        .route(
            "/v2/manage/reports/{resource_type}/{frequency}",
            get(reports::report),
        )
        .route("/v2/manage/utils/secret", post(logins::create_secret))
        .route(
            "/v2/manage/utils/authorizationtoken",
            post(logins::create_authorization_token),
        )
        .merge(long_lists(&service))
        .route_layer(from_fn_with_state(service.clone(), auth::authenticate));

    let directory = Router::new()
        .route("/v3/projects", get(identity::list_projects))
        .route("/v3/auth/projects", get(identity::list_projects))
        .route("/v3/auth/tokens", delete(identity::delete_token))
        .route("/v3/auth/domains", get(identity_directory::list_accounts))
        .route("/v3/auth/catalog", get(identity_directory::show_catalogue))
        .route("/v3/users", get(identity_directory::list_users))
        .route("/v3/users/{user}", get(identity_directory::show_user))
        .route(
            "/v3.0/OS-USER/users/{user}",
            get(identity_directory::show_user),
        )
        .route_layer(from_fn_with_state(
            service.clone(),
            auth::authenticate_in_account,
        ));

    let console = Arc::new(Console {
        settings: service.settings.clone(),
        own_origin: OwnOrigin::Service {
            region: service.region.name.clone(),
        },
    });
    let everything = Router::new()
        .merge(management)
        .merge(directory)
        .merge(registry::router())
        .route("/v3/auth/tokens", post(identity::create_token))
        // The registry takes what is left below /v2/; these are not its own.
        .route("/v2/manage", get(unknown))
        .route("/v2/manage/", get(unknown))
        .route("/v2/manage/{*path}", get(unknown))
        .route("/v3/auth/{*path}", get(identity_directory::unknown))
        .route("/v3/users/{user}/{*path}", get(identity_directory::unknown))
        .route("/v3.0/{*path}", get(identity_directory::unknown))
        .route("/v3/{*path}", get(unknown))
        .route("/v2", get(versions::show_v2))
        .route("/v3", get(discovery::show_v3))
        .route("/v3/", get(discovery::show_identity))
        .route("/healthz", get(health::show))
        .route("/", get(console::root).with_state(console.clone()));
    let hosts = Arc::new(service.settings.hosts.clone());
    let origins: Arc<[AllowedOrigin]> = service.settings.allowed_origins.clone().into();
    let interference = Interference {
        faults: service.settings.faults.clone(),
        refuse_as_registry: registry::refuse,
    };
    console::around(everything, &console)
        .method_not_allowed_fallback(unknown)
        // Read from below: the last one meets a request first.
        .layer(map_request(idle::limit))
        .layer(from_fn_with_state(interference, faults::interfere))
        .layer(from_fn_with_state(origins, cross_origin::allow))
        .layer(from_fn_with_state(hosts, host::check))
        .layer(from_fn(answer::finish))
        .with_state(service)
}

/// Lists that read a great deal, of which each user has a bounded number under way.
fn long_lists(service: &Service) -> Router<Service> {
    Router::new()
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/tags",
            get(tags::list),
        )
        .route(
            "/v3/manage/namespaces/{namespace}/repos/{repository}/tags",
            get(tags::list_behind),
        )
        .route(
            "/v2/manage/namespaces/{namespace}/repos/{repository}/tags/{tag}/config",
            get(tags::configurations),
        )
        .route("/v2/manage/repos", get(repositories::list))
        .route("/v3/manage/repos", get(repositories::by_marker::list))
        .route(
            "/v2/manage/shared-repositories",
            get(shared_repositories::list),
        )
        .route(
            "/v3/manage/shared-repositories",
            get(shared_repositories::list_by_marker),
        )
        .route_layer(from_fn_with_state(service.clone(), heavy::bounded))
}

/// The reference says `repositories`, and one published client says `repos` as everywhere else.
fn access_domains(repositories: &str) -> Router<Service> {
    let all =
        format!("/v2/manage/namespaces/{{namespace}}/{repositories}/{{repository}}/access-domains");
    let share = get(shares::show)
        .patch(shares::update)
        .delete(shares::delete);
    Router::new()
        .route(&all, get(shares::list).post(shares::create))
        .route(&format!("{all}/{{account}}"), share)
}
