//! `config.json`: the connection to the service on this origin, unless the folder has a file of its own.
//!
//! Calls through a relay are signed for the service behind it, so the connections in the folder's file that
//! use this origin get the address to sign for.

use serde_json::{Value, json};

/// What answers the API's paths on the console's own origin.
#[derive(Debug, Clone)]
pub(crate) enum OwnOrigin {
    Service {
        region: String,
    },
    Relay {
        region: String,
        /// Addresses of the two services behind it.
        management: String,
        identity: String,
    },
}

impl OwnOrigin {
    /// Of this region only: the others are other origins, which no page of this one may ask.
    pub(super) fn configuration(&self, registry: Option<&str>) -> Value {
        let region = match self {
            Self::Service { region } | Self::Relay { region, .. } => region,
        };
        let mut connection = json!({
            "id": "local",
            "name": "Local",
            "endpoint": "",
            "iam": "",
            "region": region,
            "project": region,
            "sign_in": ["password", "access-key", "token"],
        });
        if let Some(registry) = registry {
            connection["registry"] = registry.into();
        }
        if let Self::Relay { .. } = self {
            connection["id"] = "relay".into();
            connection["name"] = region.as_str().into();
            self.name_what_is_signed(&mut connection);
        }
        json!({ "connections": [connection] })
    }

    /// The folder's file, corrected; `None` when it is right or cannot be read: then the console
    /// says what is wrong with it.
    pub(super) fn correct(&self, file: &[u8], registry: Option<&str>) -> Option<Value> {
        if let Self::Service { .. } = self {
            return None;
        }
        let mut file: Value = serde_json::from_slice(file).ok()?;
        let fields = file.as_object_mut()?;
        match fields.get_mut("connections") {
            None | Some(Value::Null) => {
                let own = self.configuration(registry);
                fields.insert("connections".to_owned(), own["connections"].clone());
            }
            Some(connections) => {
                for connection in connections.as_array_mut()? {
                    self.name_what_is_signed(connection);
                }
            }
        }
        Some(file)
    }

    fn name_what_is_signed(&self, connection: &mut Value) {
        let (
            Self::Relay {
                management,
                identity,
                ..
            },
            Some(fields),
        ) = (self, connection.as_object_mut())
        else {
            return;
        };
        for (address, signed, service) in [
            ("endpoint", "signs_as", management),
            ("iam", "iam_signs_as", identity),
        ] {
            let is_own = match fields.get(address) {
                None | Some(Value::Null) => true,
                Some(address) => address == "",
            };
            if is_own {
                fields.insert(signed.to_owned(), service.as_str().into());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relay() -> OwnOrigin {
        OwnOrigin::Relay {
            region: "eu-de".to_owned(),
            management: "https://swr-api.example".to_owned(),
            identity: "https://iam.example".to_owned(),
        }
    }

    #[test]
    fn a_relay_says_what_its_calls_are_signed_as() {
        let all = relay().configuration(Some("swr.example"));
        let connection = &all["connections"][0];
        assert_eq!(connection["endpoint"], "");
        assert_eq!(connection["signs_as"], "https://swr-api.example");
        assert_eq!(connection["iam_signs_as"], "https://iam.example");
        assert_eq!(connection["registry"], "swr.example");
        assert_eq!(connection["project"], "eu-de");
    }

    #[test]
    fn a_file_of_ones_own_is_corrected_only_where_it_speaks_of_this_origin() {
        let file = br#"{"brand": {"name": "Ours"}, "connections": [
            {"id": "a", "region": "r", "signs_as": "https://old.example"},
            {"id": "b", "region": "r", "endpoint": "https://b.example", "iam": ""}]}"#;
        let expected = json!({"brand": {"name": "Ours"}, "connections": [
            {"id": "a", "region": "r", "signs_as": "https://swr-api.example",
                "iam_signs_as": "https://iam.example"},
            {"id": "b", "region": "r", "endpoint": "https://b.example", "iam": "",
                "iam_signs_as": "https://iam.example"}]});
        assert_eq!(relay().correct(file, None), Some(expected));
        let without = relay().correct(br#"{"language": "fr"}"#, None).unwrap();
        assert_eq!(without["connections"][0]["id"], "relay");
        assert_eq!(without["language"], "fr");
    }

    #[test]
    fn a_file_that_is_wrong_or_needs_nothing_stays_as_it_is() {
        for wrong in ["{", "[]", r#"{"connections": 1}"#] {
            assert_eq!(relay().correct(wrong.as_bytes(), None), None, "{wrong}");
        }
        let service = OwnOrigin::Service {
            region: "local-1".to_owned(),
        };
        assert_eq!(service.correct(b"{}", None), None);
    }
}
