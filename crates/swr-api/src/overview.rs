//! How much an account has, in numbers, and how that went day by day.
//!
//! No page says in which unit space and traffic are counted; the published 99.21 is no number of
//! bytes.

use serde::{Deserialize, Serialize};

use crate::lenient::{amount, count, known, or_default};
use crate::request::Call;
use crate::{Client, Error, List, Transport, Untagged, response};

/// The counts of an account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// The account.
    #[serde(default, deserialize_with = "or_default")]
    pub domain_id: String,
    /// Its name; empty in the published answer.
    #[serde(default, deserialize_with = "or_default")]
    pub domain_name: String,
    /// How many organizations it has. The wire's `namspace_num` is misspelled; the right spelling
    /// is read as well.
    #[serde(
        default,
        rename = "namspace_num",
        alias = "namespace_num",
        deserialize_with = "count"
    )]
    pub organization_count: Option<u64>,
    /// How many repositories it has (wire: `repo_num`).
    #[serde(default, rename = "repo_num", deserialize_with = "count")]
    pub repository_count: Option<u64>,
    /// How many tags it has (wire: `image_num`).
    #[serde(default, rename = "image_num", deserialize_with = "count")]
    pub tag_count: Option<u64>,
    /// The space that its images take (wire: `store_space`), in a unit that is not documented.
    #[serde(default, rename = "store_space", deserialize_with = "amount")]
    pub storage: Option<f64>,
    /// The traffic (wire: `downflow_size`), in an undocumented unit.
    #[serde(default, rename = "downflow_size", deserialize_with = "amount")]
    pub downloads: Option<f64>,
    /// Manifests without a tag; `None` where the service does not count them.
    #[serde(
        default,
        deserialize_with = "known",
        skip_serializing_if = "Option::is_none"
    )]
    pub untagged: Option<Untagged>,
}

/// The value that a report counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReportKind {
    /// Traffic (wire: `downflow`).
    Downloads,
    /// The space that images take (wire: `store`).
    Storage,
}

impl ReportKind {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Downloads => "downflow",
            Self::Storage => "store",
        }
    }
}

/// One day of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DailyValue {
    /// The day, such as `2024-09-01`; such texts sort as the days do.
    pub date: String,
    /// How much, in the unit of the overview.
    #[serde(default, deserialize_with = "amount")]
    pub value: Option<f64>,
}

impl<T: Transport> Client<T> {
    /// Gets the counts of the account.
    ///
    /// `GET /v2/manage/overview`, <https://docs.otc.t-systems.com/software-repository-container/api-ref/>
    ///
    /// # Errors
    /// 401 and 500 only.
    pub fn get_overview(&self) -> impl Future<Output = Result<Overview, Error>> + use<T> {
        self.exchange(Call::get(&["v2", "manage", "overview"]), response::json)
    }

    /// A report, day by day. No other frequency exists.
    ///
    /// `GET /v2/manage/reports/{resource_type}/daily`, <https://docs.otc.t-systems.com/software-repository-container/api-ref/>;
    /// the example of that page leaves `/manage` out of the path.
    ///
    /// # Errors
    /// 401 and 500 only.
    pub fn list_daily_report(
        &self,
        kind: ReportKind,
    ) -> impl Future<Output = Result<List<DailyValue>, Error>> + use<T> {
        let call = Call::get(&["v2", "manage", "reports", kind.as_str(), "daily"]);
        self.exchange(call, response::json)
    }
}
