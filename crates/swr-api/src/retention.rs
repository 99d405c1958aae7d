//! Retention: rules by which the service deletes tags, from the moment they are saved, and a record
//! of what it deleted.
//!
//! A repository has one policy at most, although the list is a list.

mod rule;

use http::{Method, Response};
use serde::{Deserialize, Serialize};

use crate::lenient::{count, known, moment, or_default, rows};
use crate::repositories::repository_call;
use crate::{
    Client, Error, List, Page, PageRequest, RepositoryPath, Timestamp, Transport, response,
};

pub use rule::{RetentionRule, RetentionTemplate, TagSelector, TagSelectorKind};

/// A retention policy as list and get return it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RetentionPolicy {
    /// The service's number for it.
    #[serde(default, deserialize_with = "known")]
    pub id: Option<i64>,
    /// How its rules combine: `or` in every response.
    #[serde(default, deserialize_with = "or_default")]
    pub algorithm: String,
    /// Its rules.
    #[serde(default, deserialize_with = "rows")]
    pub rules: List<RetentionRule>,
    /// Reserved by the service, and empty.
    #[serde(default, deserialize_with = "or_default")]
    pub scope: String,
}

/// One tag that a policy deleted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RetentionRecord {
    /// The service's number for the record.
    #[serde(default, deserialize_with = "known")]
    pub id: Option<i64>,
    /// The organization (wire: `namespace`).
    #[serde(default, rename = "namespace", deserialize_with = "or_default")]
    pub organization: String,
    /// The repository (wire: `repo`).
    #[serde(default, rename = "repo", deserialize_with = "or_default")]
    pub repository: String,
    /// The tag that was deleted.
    #[serde(default, deserialize_with = "or_default")]
    pub tag: String,
    /// The policy (wire: `retention_id`), which may be gone.
    #[serde(default, deserialize_with = "known")]
    pub retention_id: Option<i64>,
    /// The rule at that time, as JSON text (wire: `rule_type`); [`RetentionRecord::rule`] reads it.
    #[serde(default, rename = "rule_type", deserialize_with = "or_default")]
    pub rule_text: String,
    /// When the tag was deleted.
    #[serde(default, deserialize_with = "moment")]
    pub created_at: Option<Timestamp>,
}

impl RetentionRecord {
    /// The rule at that time, where the record holds one that can be read.
    #[must_use]
    pub fn rule(&self) -> Option<RetentionRule> {
        response::embedded(&self.rule_text)
    }
}

/// The body of the records' answer.
#[derive(Deserialize)]
struct RetentionRecordList {
    #[serde(default, rename = "retention_log", deserialize_with = "rows")]
    records: List<RetentionRecord>,
    #[serde(default, deserialize_with = "count")]
    total: Option<u64>,
}

/// The body of create's answer.
#[derive(Deserialize)]
struct CreatedRetention {
    id: i64,
}

/// The body of create and update.
#[derive(Serialize)]
struct RetentionBody<'a> {
    algorithm: &'static str,
    rules: &'a [RetentionRule],
}

impl<'a> RetentionBody<'a> {
    fn new(rules: &'a [RetentionRule]) -> Self {
        let algorithm = "or";
        Self { algorithm, rules }
    }
}

impl<T: Transport> Client<T> {
    /// Creates a policy, which takes effect at once. Returns its number.
    ///
    /// `POST /v2/manage/namespaces/{namespace}/repos/{repository}/retentions`,
    /// <https://docs.otc.t-systems.com/software-repository-container/api-ref/>
    ///
    /// # Errors
    /// 400 when a rule is out of its bounds or the repository has a policy; 404 when there is no
    /// such repository.
    pub fn create_retention(
        &self,
        repository: &RepositoryPath,
        rules: &[RetentionRule],
    ) -> impl Future<Output = Result<i64, Error>> + use<T> {
        let call = repository_call(Method::POST, repository, &["retentions"])
            .json(&RetentionBody::new(rules));
        self.exchange(call, |answer| {
            response::json::<CreatedRetention>(answer).map(|created| created.id)
        })
    }

    /// The policies of a repository: none or one, and never more than a hundred.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}/retentions`,
    /// <https://docs.otc.t-systems.com/software-repository-container/api-ref/>
    ///
    /// # Errors
    /// 404 when there is no such repository.
    pub fn list_retentions(
        &self,
        repository: &RepositoryPath,
    ) -> impl Future<Output = Result<List<RetentionPolicy>, Error>> + use<T> {
        let call = repository_call(Method::GET, repository, &["retentions"]);
        self.exchange(call, response::json)
    }

    /// One policy; none when the response has no rules, which is how the service says that there is
    /// no such policy.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}/retentions/{retention_id}`,
    /// <https://docs.otc.t-systems.com/software-repository-container/api-ref/>
    ///
    /// # Errors
    /// 404 when there is no such repository; from some services 404 or 400 `SVCSTG.SWR.4000306` when
    /// there is no such policy.
    pub fn get_retention(
        &self,
        repository: &RepositoryPath,
        id: i64,
    ) -> impl Future<Output = Result<Option<RetentionPolicy>, Error>> + use<T> {
        let id = id.to_string();
        let call = repository_call(Method::GET, repository, &["retentions", &id]);
        self.exchange(call, |answer| {
            let policy = response::json::<Option<RetentionPolicy>>(answer)?;
            Ok(policy.filter(|policy| !policy.rules.is_empty()))
        })
    }

    /// Replaces the rules of a policy, which take effect at once. The template of a rule cannot
    /// change.
    ///
    /// `PATCH /v2/manage/namespaces/{namespace}/repos/{repository}/retentions/{retention_id}`,
    /// <https://docs.otc.t-systems.com/software-repository-container/api-ref/>
    ///
    /// # Errors
    /// 400 when a rule is out of its bounds or has another template; 404 when there is none of that
    /// number.
    pub fn update_retention(
        &self,
        repository: &RepositoryPath,
        id: i64,
        rules: &[RetentionRule],
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let id = id.to_string();
        let below = ["retentions", &id];
        let call =
            repository_call(Method::PATCH, repository, &below).json(&RetentionBody::new(rules));
        self.exchange(call, response::nothing)
    }

    /// Deletes a policy; its records stay.
    ///
    /// `DELETE /v2/manage/namespaces/{namespace}/repos/{repository}/retentions/{retention_id}`,
    /// <https://docs.otc.t-systems.com/software-repository-container/api-ref/>; it returns 200 where
    /// other deletions answer 204.
    ///
    /// # Errors
    /// 400 `SVCSTG.SWR.4000306` when there is none of that number, although 404 is documented.
    pub fn delete_retention(
        &self,
        repository: &RepositoryPath,
        id: i64,
    ) -> impl Future<Output = Result<(), Error>> + use<T> {
        let id = id.to_string();
        let below = ["retentions", &id];
        let call = repository_call(Method::DELETE, repository, &below);
        self.exchange(call, response::nothing)
    }

    /// Lists the tags that the policies of a repository deleted, page by page.
    ///
    /// `GET /v2/manage/namespaces/{namespace}/repos/{repository}/retentions/histories`,
    /// <https://docs.otc.t-systems.com/software-repository-container/api-ref/>
    ///
    /// # Errors
    /// 404 when there is no such repository.
    pub fn list_retention_records(
        &self,
        repository: &RepositoryPath,
        page: PageRequest,
    ) -> impl Future<Output = Result<Page<RetentionRecord>, Error>> + use<T> {
        let below = ["retentions", "histories"];
        let call =
            repository_call(Method::GET, repository, &below).query(Vec::from(page.parameters()));
        self.exchange(call, record_page)
    }
}

/// The total is in the body and in the header.
fn record_page(answer: &Response<Vec<u8>>) -> Result<Page<RetentionRecord>, Error> {
    let list: RetentionRecordList = response::json(answer)?;
    let total = list.total.or_else(|| response::total(answer));
    Ok(Page::new(list.records, total))
}
