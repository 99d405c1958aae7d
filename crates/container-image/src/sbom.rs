//! SBOMs in SPDX and CycloneDX: the packages that something consists of.

use serde_json::Value;

use crate::json;

/// How deep components within components are followed. The reader of JSON stops before that.
const DEPTH: usize = 64;

/// The format of an SBOM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SbomFormat {
    /// SPDX
    Spdx,
    /// CycloneDX
    CycloneDx,
}

/// A list of packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sbom {
    /// The format.
    pub format: SbomFormat,
    /// The version of the format.
    pub version: Option<String>,
    /// The name of what consists of the packages.
    pub name: Option<String>,
    /// The moment when the list was made, as it was written.
    pub created: Option<String>,
    /// The packages, in their order.
    pub packages: Vec<Package>,
}

/// A package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// The name.
    pub name: String,
    /// The version.
    pub version: Option<String>,
    /// The licence, as it was written.
    pub license: Option<String>,
    /// The package URL.
    pub purl: Option<String>,
}

impl Sbom {
    /// The SBOM that a document is; `None` for anything else.
    pub(crate) fn of(document: &Value) -> Option<Self> {
        if document.get("bomFormat").and_then(Value::as_str) == Some("CycloneDX") {
            return Some(Self::of_cyclone_dx(document));
        }
        if document.get("spdxVersion").is_some() {
            return Some(Self::of_spdx(document));
        }
        let graph = json::list(document, "@graph");
        let is_spdx = json::text(document, "@context").is_some_and(|it| it.contains("spdx"));
        is_spdx.then(|| Self::of_spdx_3(graph))
    }

    fn of_spdx(document: &Value) -> Self {
        let version = json::text(document, "spdxVersion");
        let version = version.map(|it| it.trim_start_matches("SPDX-").to_owned());
        let packages = json::list(document, "packages").iter();
        Self {
            format: SbomFormat::Spdx,
            version,
            name: json::text(document, "name"),
            created: json::text_at(document, &["creationInfo", "created"]),
            packages: packages.filter_map(Package::of_spdx).collect(),
        }
    }

    /// SPDX 3 is a graph of typed elements.
    fn of_spdx_3(graph: &[Value]) -> Self {
        let of_type = |name: &'static str| {
            let elements = graph.iter();
            elements.filter(move |it| it.get("type").and_then(Value::as_str) == Some(name))
        };
        let first = |name, field| of_type(name).find_map(|it| json::text(it, field));
        let package = |it: &Value| {
            Some(Package {
                name: json::text(it, "name")?,
                version: json::text(it, "software_packageVersion"),
                license: None,
                purl: json::text(it, "software_packageUrl"),
            })
        };
        Self {
            format: SbomFormat::Spdx,
            version: first("CreationInfo", "specVersion"),
            name: first("SpdxDocument", "name"),
            created: first("CreationInfo", "created"),
            packages: of_type("software_Package").filter_map(package).collect(),
        }
    }

    fn of_cyclone_dx(document: &Value) -> Self {
        let mut packages = Vec::new();
        add_components(&mut packages, document, DEPTH);
        Self {
            format: SbomFormat::CycloneDx,
            version: json::text(document, "specVersion"),
            name: json::text_at(document, &["metadata", "component", "name"]),
            created: json::text_at(document, &["metadata", "timestamp"]),
            packages,
        }
    }
}

impl Package {
    fn of_spdx(value: &Value) -> Option<Self> {
        let mut references = json::list(value, "externalRefs").iter();
        let is_purl = |it: &&Value| it.get("referenceType").and_then(Value::as_str) == Some("purl");
        let known = |field| {
            let license = json::text(value, field);
            license.filter(|it| it != "NOASSERTION" && it != "NONE")
        };
        Some(Self {
            name: json::text(value, "name")?,
            version: json::text(value, "versionInfo"),
            license: known("licenseConcluded").or_else(|| known("licenseDeclared")),
            purl: references
                .find(is_purl)
                .and_then(|it| json::text(it, "referenceLocator")),
        })
    }

    fn of_cyclone_dx(value: &Value) -> Option<Self> {
        let licenses = json::list(value, "licenses").iter();
        let licenses: Vec<String> = licenses
            .filter_map(|it| {
                let places: [&[&str]; 3] =
                    [&["license", "id"], &["license", "name"], &["expression"]];
                places.into_iter().find_map(|path| json::text_at(it, path))
            })
            .collect();
        Some(Self {
            name: json::text(value, "name")?,
            version: json::text(value, "version"),
            license: (!licenses.is_empty()).then(|| licenses.join(", ")),
            purl: json::text(value, "purl"),
        })
    }
}

/// Components may have components.
fn add_components(packages: &mut Vec<Package>, value: &Value, depth: usize) {
    if depth == 0 {
        return;
    }
    for component in json::list(value, "components") {
        packages.extend(Package::of_cyclone_dx(component));
        add_components(packages, component, depth - 1);
    }
}
