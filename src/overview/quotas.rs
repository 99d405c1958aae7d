//! Quotas of the account and their use.

use crate::catalog::watched_query;
use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{List, Quota};

use super::part::Part;
use super::texts;
use crate::i18n::{Texts, format, use_texts};
use crate::remote::Topic;
use crate::session::use_session;
use crate::ui::{BarList, BarRow};

/// The wire's word for organizations.
const ORGANIZATIONS: &str = "namespace";

/// The quotas of the project; nothing where the sign-in does not tell which project it is.
#[component]
pub(super) fn Quotas() -> impl IntoView {
    let session = use_session();
    let project = memo(move || session.project_id());
    reactive(move || {
        let project = project.get()?;
        Some(view! { <ProjectQuotas project/> })
    })
}

#[component]
fn ProjectQuotas(project: String) -> impl IntoView {
    let texts = use_texts();
    let loaded = watched_query(&[Topic::Organizations], move |client| {
        client.list_quotas(&project)
    });
    let content = move |quotas: List<Quota>| {
        if quotas.is_empty() {
            return view! { <p class="secondary">{texts.get(texts::NO_QUOTAS)}</p> }.into_any();
        }
        let rows: Vec<_> = quotas.iter().map(|it| row(texts, it)).collect();
        view! { <BarList rows/> }.into_any()
    };
    view! { <Part query=loaded title=texts.get(texts::QUOTAS) children=content/> }
}

fn row(texts: Texts, quota: &Quota) -> BarRow {
    let name = match quota.key.as_str() {
        ORGANIZATIONS => texts.get(texts::ORGANIZATIONS).to_owned(),
        other => other.to_owned(),
    };
    let number = |count| format!("{} {}", format::number(texts, count), quota.unit);
    let [used, limit] = [quota.used, quota.limit]
        .map(|it| format::or_unknown(it, |it| number(it).trim_end().to_owned()));
    let share = match (quota.used, quota.limit) {
        (Some(used), Some(limit)) => used as f64 / limit.max(1) as f64,
        _ => 0.0,
    };
    BarRow {
        title: name.clone(),
        name,
        note: String::new(),
        size: texts.fill(texts::USED, &[("used", &used), ("limit", &limit)]),
        share,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(key: &str, used: impl Into<Option<u64>>, limit: u64, unit: &str) -> (String, String) {
        let quota = Quota {
            key: key.to_owned(),
            limit: Some(limit),
            used: used.into(),
            unit: unit.to_owned(),
        };
        let row = row(Texts::english(), &quota);
        (row.name, row.size)
    }

    #[test]
    fn a_quota_says_what_is_used_of_it_in_its_unit() {
        let said = |name: &str, size: &str| (name.to_owned(), size.to_owned());
        let organizations = said("Organizations", "8 of 100");
        assert_eq!(shown("namespace", 8, 100, ""), organizations);
        assert_eq!(shown("space", 7, 5, "GB"), said("space", "7 GB of 5 GB"));
        assert_eq!(shown("space", None, 5, "GB"), said("space", "– of 5 GB"));
    }
}
