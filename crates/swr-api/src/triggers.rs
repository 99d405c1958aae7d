//! Triggers: a push to a repository updates a workload of a cluster.
//!
//! Whatever is wrong with a new one, the service says 400 `SVCSTG.SWR.4000014`: a taken name, an
//! unknown cluster and a missing workload look alike.

mod condition;
mod record;
mod wire;

use http::Method;
use serde::{Deserialize, Serialize};

use crate::repositories::repository_call;
use crate::words::words;
use crate::{Client, Error, List, RepositoryPath, Timestamp, Transport, TriggerName, response};

pub use condition::TriggerCondition;
pub use record::{TriggerRecord, TriggerResult};
use wire::{NewTriggerFields, TriggerFields};

/// A trigger as list and get return it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "TriggerFields", into = "TriggerFields")]
pub struct Trigger {
    /// The name.
    pub name: TriggerName,
    /// The tags that it reacts to (wire: `trigger_type` and `condition`).
    pub condition: TriggerCondition,
    /// Whether it reacts at all (wire: `enable`, a text).
    pub is_enabled: Option<bool>,
    /// Its action.
    pub action: TriggerAction,
    /// The workload it updates.
    pub application: String,
    /// The type of the workload (wire: `app_type`).
    pub application_kind: ApplicationKind,
    /// The service that runs the workload (wire: `trigger_mode`).
    pub mode: TriggerMode,
    /// The cluster; empty for CCI.
    pub cluster_id: String,
    /// The cluster's name; empty for CCI.
    pub cluster_name: String,
    /// The namespace within Kubernetes (wire: `cluster_ns`).
    pub cluster_namespace: String,
    /// The container to update; empty for all of the workload.
    pub container: String,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// The user who created it.
    pub creator_name: String,
    /// What it did (wire: `trigger_history`). The list leaves it out; that says nothing about
    /// whether there is any.
    pub history: Option<List<TriggerRecord>>,
}

/// A trigger to create.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NewTrigger {
    /// The name.
    pub name: TriggerName,
    /// The tags that it reacts to.
    pub condition: TriggerCondition,
    /// Whether it reacts from the start.
    pub is_enabled: bool,
    /// The workload to update.
    pub application: String,
    /// The type of the workload.
    pub application_kind: ApplicationKind,
    /// The service that runs the workload.
    pub cluster: TriggerCluster,
    /// The namespace within Kubernetes.
    pub cluster_namespace: String,
    /// The container to update; empty for all of the workload.
    pub container: String,
}

/// The service that runs a workload.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TriggerCluster {
    /// In a cluster of one's own.
    Cce {
        /// The cluster.
        id: String,
        /// The name.
        name: String,
    },
    /// In cloud container instances, which have no cluster: naming one, and be it empty, is
    /// refused. <https://github.com/huaweicloud/terraform-provider-huaweicloud/pull/4832>
    Cci,
}

words! {
    /// The action of a trigger.
    TriggerAction {
        /// `update`: the workload gets the new image.
        Update = "update",
    }
}

words! {
    /// The type of workload that a trigger updates.
    ApplicationKind {
        /// `deployments`
        Deployment = "deployments",
        /// `statefulsets`
        StatefulSet = "statefulsets",
    }
}

words! {
    /// The service that runs a workload.
    TriggerMode {
        /// `cce`, which is also meant when none is given.
        Cce = "cce",
        /// `cci`, in one region only.
        Cci = "cci",
    }
}

/// The only thing that can change.
#[derive(Serialize)]
struct TriggerUpdate {
    enable: &'static str,
}

impl<T: Transport> Client<T> {
    /// Creates a trigger.
    ///
    /// `POST /v2/manage/namespaces/{namespace}/repos/{repository}/triggers`,
    /// <https://github.com/huaweicloudDocs/swr>
    ///
    /// # Errors
    /// 400 `SVCSTG.SWR.4000014` for a taken name, an unknown cluster or workload, although 409 is
    /// documented; 500 `SVCSTG.SWR.5004002` for CCI where the account did not allow it.
    pub fn create_trigger(
        &self,
        repository: &RepositoryPath,
        trigger: &NewTrigger,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let call = repository_call(Method::POST, repository, &["triggers"])
            .json(&NewTriggerFields::from(trigger));
        self.exchange(call, response::nothing)
    }

    /// The triggers of a repository, all at once and without their history.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}/triggers`,
    /// <https://github.com/huaweicloudDocs/swr>
    ///
    /// # Errors
    /// 404 when there is no such repository.
    pub fn list_triggers(
        &self,
        repository: &RepositoryPath,
    ) -> impl Future<Output = Result<List<Trigger>, Error>> + use<T> {
        let call = repository_call(Method::GET, repository, &["triggers"]);
        self.exchange(call, response::json)
    }

    /// One trigger with its history.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}/triggers/{trigger}`,
    /// <https://github.com/huaweicloudDocs/swr>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040126` when there is none of that name.
    pub fn get_trigger(
        &self,
        repository: &RepositoryPath,
        name: &TriggerName,
    ) -> impl Future<Output = Result<Trigger, Error>> + use<T> {
        let below = ["triggers", name.as_str()];
        let call = repository_call(Method::GET, repository, &below);
        self.exchange_named(&call, vec![("name", name.to_string())])
    }

    /// Enables or disables a trigger. Nothing else can be changed.
    ///
    /// `PATCH /v2/manage/namespaces/{namespace}/repos/{repository}/triggers/{trigger}`,
    /// <https://github.com/huaweicloudDocs/swr>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040126` when there is none of that name.
    pub fn update_trigger(
        &self,
        repository: &RepositoryPath,
        name: &TriggerName,
        is_enabled: bool,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let below = ["triggers", name.as_str()];
        let enable = wire::flag_text(is_enabled);
        let call =
            repository_call(Method::PATCH, repository, &below).json(&TriggerUpdate { enable });
        self.exchange(call, response::nothing)
    }

    /// Deletes a trigger and its history.
    ///
    /// `DELETE /v2/manage/namespaces/{namespace}/repos/{repository}/triggers/{trigger}`,
    /// <https://github.com/huaweicloudDocs/swr>
    ///
    /// # Errors
    /// 404 `SVCSTG.SWR.4040126` when there is none of that name.
    pub fn delete_trigger(
        &self,
        repository: &RepositoryPath,
        name: &TriggerName,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let below = ["triggers", name.as_str()];
        let call = repository_call(Method::DELETE, repository, &below);
        self.exchange(call, response::nothing)
    }
}
