//! The capabilities of the service. Clouds differ, and most do not announce it.
//!
//! Three sources, in order of precedence: `config.json`, responses of the gateway (`APIGW.0101`: no such
//! operation), and the feature gates of the project. If none of them says anything, the feature is shown,
//! and the first attempt decides.

use std::collections::BTreeSet;

use leptos::prelude::*;
use swr_api::{Error, FeatureGates};

use super::state::Session;
use crate::configuration::{Capability, Connection};
use crate::reactive::{effect, memo, on_change};
use crate::remote::{Query, query};

/// What is known of the service we talk to.
#[derive(Clone, Copy)]
pub struct Capabilities {
    session: Session,
    gates: Query<FeatureGates>,
    absent: RwSignal<BTreeSet<Capability>>,
}

/// What is known of the service we talk to.
pub fn use_capabilities() -> Capabilities {
    expect_context::<Capabilities>()
}

/// Asks the gates, anew with every sign-in and every connection, and provides the response. A service
/// without gates is no failure of anything, so no one is told.
pub(super) fn provide_capabilities(session: Session) {
    let project = memo(move || session.project_id());
    let gates = query(move || {
        let client = session.client.get();
        let asked = project.get().map(|id| client.get_feature_gates(&id));
        async move {
            Ok(match asked {
                Some(answer) => answer.await.unwrap_or_default(),
                None => FeatureGates::default(),
            })
        }
    });
    let absent = RwSignal::new(BTreeSet::new());
    on_change(
        move || session.connection().id,
        move |_| absent.update(BTreeSet::clear),
    );
    provide_context(Capabilities {
        session,
        gates,
        absent,
    });
}

impl Capabilities {
    /// Whether the service can do it; unknown where nothing says so. Watched.
    pub fn has(self, capability: Capability) -> Option<bool> {
        let connection = self.session.connection();
        let is_absent = self.absent.with(|absent| absent.contains(&capability));
        self.gates
            .with(|it| known(&connection, is_absent, it.value.as_ref(), capability))
    }

    /// Whether it is known that the service cannot do it; watched.
    pub fn lacks(self, capability: Capability) -> bool {
        self.has(capability) == Some(false)
    }

    /// Takes note when a response says that the service has no such call.
    pub fn learn(self, capability: Capability, error: Option<&Error>) {
        if error.is_some_and(Error::is_no_such_call) {
            // No one who watches is told twice.
            let is_known = self
                .absent
                .with_untracked(|absent| absent.contains(&capability));
            if !is_known {
                self.absent.update(|absent| {
                    absent.insert(capability);
                });
            }
        }
    }

    /// Takes note whenever such a response comes.
    pub fn learn_from(self, capability: Capability, error: impl Into<Signal<Option<Error>>>) {
        let error = error.into();
        effect(move || error.with(|error| self.learn(capability, error.as_ref())));
    }

    /// Whether the gates have answered, or are known not to; watched.
    pub fn are_settled(self) -> bool {
        self.gates
            .with(|it| it.value.is_some() || it.error.is_some())
    }

    /// What the service said of itself; watched.
    pub fn gates(self) -> Option<FeatureGates> {
        self.gates.value()
    }
}

fn known(
    connection: &Connection,
    is_absent: bool,
    gates: Option<&FeatureGates>,
    capability: Capability,
) -> Option<bool> {
    let configured = connection
        .capabilities
        .iter()
        .find(|(it, _)| *it == capability);
    configured
        .map(|(_, has)| *has)
        .or(is_absent.then_some(false))
        .or_else(|| gates?.get(capability.gate()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(configured: Option<bool>, is_absent: bool, gates: &str, expected: Option<bool>) {
        let capabilities = configured.map(|has| (Capability::ListV3, has));
        let connection = Connection {
            capabilities: capabilities.into_iter().collect(),
            ..Connection::same_origin()
        };
        let gates: FeatureGates = serde_json::from_str(gates).unwrap();
        let found = known(&connection, is_absent, Some(&gates), Capability::ListV3);
        assert_eq!(found, expected);
    }

    #[test]
    fn the_configuration_goes_before_what_was_learned_and_that_before_the_gates() {
        let (open, closed) = (r#"{"enable_list_v3":true}"#, r#"{"enable_list_v3":false}"#);
        check(Some(true), true, closed, Some(true));
        check(Some(false), false, open, Some(false));
        check(None, true, open, Some(false));
        check(None, false, open, Some(true));
        check(None, false, closed, Some(false));
    }

    #[test]
    fn what_no_one_speaks_of_is_unknown() {
        check(None, false, "{}", None);
        let here = Connection::same_origin();
        assert_eq!(known(&here, false, None, Capability::ListV3), None);
        assert_eq!(known(&here, false, None, Capability::Triggers), None);
    }
}
