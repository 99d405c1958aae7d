//! Information about the connected service, for users and support: versions, address, project and feature
//! gates. It contains no secrets, so all of it can be copied.

use crate::markup::{reactive, view};
use crate::reactive::memo;
use leptos::prelude::*;
use swr_api::{ApiVersion, FeatureGates, List};

use super::texts;
use crate::configuration::{Connection, readable_address};
use crate::i18n::{Text, use_texts};
use crate::navigation::Link;
use crate::remote::{Loaded, query};
use crate::route::Page;
use crate::session::{use_capabilities, use_client, use_session};
use crate::ui::{CopyTextButton, Fact, FactList, Panel, Properties, Property};

/// The version of the API that this console speaks.
const OWN_VERSION: &str = "v2";

/// The panel.
#[component]
pub(super) fn ServicePanel() -> impl IntoView {
    let (texts, client, session) = (use_texts(), use_client(), use_session());
    let capabilities = use_capabilities();
    let versions = query(move || client.get().list_api_versions());
    let own = query(move || client.get().get_api_version(OWN_VERSION));
    let in_use = memo(move || own.with(|it| it.value.as_ref().map(revision)));
    let connection = memo(move || session.connection());
    let project_id = memo(move || session.project_id());
    let facts = move || {
        let connection = connection.get();
        let endpoint = match readable_address(&connection.endpoint) {
            address if address.is_empty() => texts.get(texts::SAME_ORIGIN).to_owned(),
            address => address,
        };
        let facts = [
            (texts::CONNECTION, Some(connection.name.clone())),
            (texts::ENDPOINT, Some(endpoint)),
            (texts::REGION, Some(connection.region.clone())),
            (texts::PROJECT, Some(connection.project_name().to_owned())),
            (texts::PROJECT_ID, project_id.get()),
            (texts::API_REVISION, in_use.get()),
        ];
        let fact = move |(name, value): (&'static Text, Option<String>)| {
            let value = value.unwrap_or_else(|| texts.get(texts::NOT_SAID).to_owned());
            view! { <Property name=texts.get(name)>{value}</Property> }
        };
        view! { <Properties>{facts.map(fact).into_iter().collect::<Vec<_>>()}</Properties> }
    };
    let diagnostic = move || {
        let versions = versions.value().unwrap_or_default();
        let gates = capabilities.gates().unwrap_or_default();
        diagnostic(
            &connection.get(),
            project_id.get().as_deref(),
            &versions,
            &gates,
        )
    };
    let list = move |versions: List<ApiVersion>| {
        let line = |it: ApiVersion| view! { <Fact end=it.status.clone().into_any()>{revision(&it)}</Fact> };
        view! { <FactList>{versions.into_iter().map(line).collect::<Vec<_>>()}</FactList> }
    };
    view! {
        <Panel title=texts.get(texts::SERVICE)>
            <div class="stack">
                {facts}
                <h3>{texts.get(texts::API_VERSIONS)}</h3>
                <Loaded query=versions children=list/>
                <Gates/>
                <div class="cluster">
                    <CopyTextButton text=diagnostic>{texts.get(texts::COPY_SERVICE)}</CopyTextButton>
                    <Link to=Signal::derive(|| Page::Connection.into())>
                        {texts.get(texts::CHECK_CONNECTION)}
                    </Link>
                </div>
            </div>
        </Panel>
    }
}

/// What the service said of itself, folded away: it is long, and written for programs.
#[component]
fn Gates() -> impl IntoView {
    let (texts, capabilities) = (use_texts(), use_capabilities());
    let gates = memo(move || {
        capabilities
            .gates()
            .map(|it| lines(&it))
            .unwrap_or_default()
    });
    reactive(move || {
        let gates = gates.get();
        if gates.is_empty() {
            return view! { <p class="secondary">{texts.get(texts::NO_GATES)}</p> }.into_any();
        }
        let count = gates.len() as u64;
        let line = |(name, value): (String, String)| {
            let end = view! { <span class="monospace">{value}</span> };
            view! { <Fact end=end.into_any()><span class="monospace">{name}</span></Fact> }
        };
        let gates: Vec<_> = gates.into_iter().map(line).collect();
        view! {
            <details>
                <summary>{texts.count(texts::GATES, count)}</summary>
                <FactList>{gates}</FactList>
            </details>
        }
        .into_any()
    })
}

/// `v2 · 2.26`
fn revision(version: &ApiVersion) -> String {
    let parts = [version.id.as_str(), version.version.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(" · ")
}

/// Every gate as it was said.
fn lines(gates: &FeatureGates) -> Vec<(String, String)> {
    // The response is kept whole in the type, so that is what it is read from.
    let json = serde_json::to_value(gates).unwrap_or_default();
    let gates = json.as_object().into_iter().flatten();
    gates
        .map(|(name, value)| {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            (name.clone(), value)
        })
        .collect()
}

/// For support: no name of a person, and nothing that opens anything.
fn diagnostic(
    connection: &Connection,
    project_id: Option<&str>,
    versions: &[ApiVersion],
    gates: &FeatureGates,
) -> String {
    let mut lines_of_text = vec![
        format!("endpoint: {}", readable_address(&connection.endpoint)),
        format!("region: {}", connection.region),
        format!("project: {}", connection.project_name()),
        format!("project id: {}", project_id.unwrap_or_default()),
    ];
    let versions = versions.iter();
    lines_of_text.extend(versions.map(|it| format!("api: {} {}", revision(it), it.status)));
    lines_of_text.extend(
        lines(gates)
            .iter()
            .map(|(name, value)| format!("{name}: {value}")),
    );
    lines_of_text.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_diagnostic_tells_everything_and_no_secret() {
        let connection = Connection {
            endpoint: "https://user:password@swr.example/api".to_owned(),
            ..Connection::same_origin()
        };
        let gates = r#"{"enable_list_v3":true,"swr_util_download_url":"https://x.example"}"#;
        let gates: FeatureGates = serde_json::from_str(gates).unwrap();
        let version = r#"{"id":"v2","links":{"href":"","rel":"self"},"version":"2.26",
            "status":"CURRENT","updated":null,"min_version":""}"#;
        let versions: Vec<ApiVersion> = vec![serde_json::from_str(version).unwrap()];
        let said = diagnostic(&connection, Some("0001"), &versions, &gates);
        for line in [
            "endpoint: https://swr.example/api",
            "project id: 0001",
            "api: v2 · 2.26 CURRENT",
            "enable_list_v3: true",
            "swr_util_download_url: https://x.example",
        ] {
            assert!(said.lines().any(|it| it == line), "{line} in {said}");
        }
        assert!(!said.contains("password"), "{said}");
    }
}
