//! Statements of in-toto: what someone says about an image, and about which one.
//!
//! They come plain, in a signed envelope, or in a bundle with what proves the signature; SBOMs also
//! come without any statement around them. Signatures are not checked here.

use serde_json::Value;

use crate::kind::Kind;
use crate::provenance::{Provenance, digest};
use crate::recognition::predicate_kind;
use crate::sbom::Sbom;
use crate::{base64, json};

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The kind of what is stated.
    pub kind: Kind,
    /// The type of the predicate; none where an SBOM stands by itself.
    pub predicate_type: Option<String>,
    /// What it is about.
    pub subjects: Vec<Subject>,
    /// How it was built.
    pub provenance: Option<Provenance>,
    /// What it consists of.
    pub sbom: Option<Sbom>,
}

/// Something that a statement is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// The name.
    pub name: Option<String>,
    /// The digest with its algorithm.
    pub digest: Option<String>,
}

impl Statement {
    /// Reads a statement, an envelope or bundle with one, or an SBOM; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let root = json::object(text)?;
        let envelope = root.get("dsseEnvelope").unwrap_or(&root);
        match json::text(envelope, "payload") {
            Some(payload) => {
                let payload = String::from_utf8(base64::decode(&payload)?).ok()?;
                Self::of(&json::object(&payload)?)
            }
            None => Self::of(&root),
        }
    }

    fn of(root: &Value) -> Option<Self> {
        let Some(predicate_type) = json::text(root, "predicateType") else {
            return Sbom::of(root).map(Self::of_sbom);
        };
        let kind = predicate_kind(&predicate_type);
        let predicate = root.get("predicate").unwrap_or(&Value::Null);
        let subjects = json::list(root, "subject").iter().map(|it| Subject {
            name: json::text(it, "name"),
            digest: digest(it),
        });
        Some(Self {
            kind,
            predicate_type: Some(predicate_type),
            subjects: subjects.collect(),
            provenance: (kind == Kind::Provenance).then(|| Provenance::of(predicate)),
            sbom: Sbom::of(predicate).or_else(|| within(predicate)),
        })
    }

    fn of_sbom(sbom: Sbom) -> Self {
        Self {
            kind: Kind::Sbom,
            predicate_type: None,
            subjects: Vec::new(),
            provenance: None,
            sbom: Some(sbom),
        }
    }
}

/// cosign has put documents one level deeper, also as text.
fn within(predicate: &Value) -> Option<Sbom> {
    match predicate.get("Data")? {
        Value::String(text) => Sbom::of(&json::object(text)?),
        data => Sbom::of(data),
    }
}
