//! What a service can do is asked of `session::Capabilities`, which learns from how optional calls were
//! answered.

use std::collections::BTreeSet;

use crate::tree::{hold, read, sources};

/// What tells what a service can do.
const SIGNS: [&str; 6] = [
    "FeatureGate",
    "get_feature_gates",
    ".gates()",
    "connection.capabilities",
    "is_no_such_call",
    "APIGW.0101",
];

/// Who reads them, and why.
const READING: [&str; 6] = [
    "src/session/capabilities.rs",
    // What `config.json` says of a service, and which gate speaks of what.
    "src/configuration/",
    // The options of an embedded console say it in its place.
    "src/embed/options.rs",
    // The service is examined here, whatever is known of it.
    "src/doctor/",
    // The gates are shown here as they were said.
    "src/settings/service.rs",
    // `config.json` may insist on a call that is not there: then its response hides the part.
    "src/tags/references.rs",
];

/// Calls that not every service has, and the capability that stands for them.
const OPTIONAL_CALLS: [(&str, &str); 12] = [
    ("create_tag", "Retag"),
    ("list_references", "References"),
    ("list_accessories", "Accessories"),
    ("list_image_configurations", "ImageConfigurations"),
    ("list_repositories_v3", "ListV3"),
    ("list_tags_v3", "ListV3"),
    ("list_shared_repositories_v3", "ListV3"),
    ("list_regions", "Synchronization"),
    ("list_triggers", "Triggers"),
    ("list_retentions", "Retention"),
    ("create_authorization_token", "AuthorizationToken"),
    ("list_daily_report", "Reports"),
];

/// What tells the capabilities how a call was answered.
const LEARNING: [&str; 2] = ["learn_from(", "optional_query("];

/// What no call of its own stands for: only a gate or `config.json` tells.
const WITHOUT_CALL: [&str; 3] = [
    "CloudContainerInstances",
    "ValidityPeriod",
    "CosignSignature",
];

#[test]
fn no_one_else_reads_what_a_service_can_do() {
    let mut broken = Vec::new();
    for source in sources("src", &["rs"]) {
        if READING.iter().any(|it| source.path.starts_with(it)) {
            continue;
        }
        for (place, line) in source.code() {
            if SIGNS.iter().any(|sign| line.contains(sign)) {
                broken.push(format!("{place}: {}", line.trim()));
            }
        }
    }
    hold("`Capabilities` says what a service can do", broken);
}

/// A module that makes an optional call tells how it was answered. The doctor only looks.
#[test]
fn whoever_makes_an_optional_call_tells_how_it_was_answered() {
    let all = sources("src", &["rs"]);
    let module = |path: &str| path.split('/').nth(1).unwrap_or_default().to_owned();
    let mut broken = Vec::new();
    for (call, capability) in OPTIONAL_CALLS {
        let made = format!(".{call}(");
        let callers = all.iter().filter(|it| it.text.contains(&made));
        let callers: BTreeSet<String> = callers.map(|it| module(&it.path)).collect();
        assert!(!callers.is_empty(), "nobody calls {call}");
        for caller in callers.iter().filter(|it| *it != "doctor") {
            let named = format!("Capability::{capability}");
            let mut own = all.iter().filter(|it| module(&it.path) == *caller);
            let learns = |text: &str| LEARNING.iter().any(|it| text.contains(it));
            if !own.any(|it| learns(&it.text) && it.text.contains(&named)) {
                broken.push(format!(
                    "{caller} calls {call} and tells nothing of {named}"
                ));
            }
        }
    }
    hold("an optional call teaches the capabilities", broken);
}

#[test]
fn every_capability_has_a_call_or_only_a_gate() {
    let text = read("src/configuration/capability.rs");
    let (_, rest) = text.split_once("pub enum Capability {").unwrap();
    let (variants, _) = rest.split_once("\n}").unwrap();
    let variants = variants.lines().map(str::trim);
    let variants: BTreeSet<&str> = variants
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .map(|line| line.trim_end_matches(','))
        .collect();
    let called = OPTIONAL_CALLS.iter().map(|(_, capability)| *capability);
    let known: BTreeSet<&str> = called.chain(WITHOUT_CALL).collect();
    assert_eq!(variants, known);
}
