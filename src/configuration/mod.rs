//! `config.json`: the services this console can connect to, and its branding.
//!
//! `config.schema.json` describes the same file for editors; a test compares the two.

mod address;
mod capability;
mod reader;
pub mod texts;

pub use address::readable_address;
pub use capability::Capability;
pub(crate) use reader::Reader;
pub use reader::Wrong;

/// What the console is called where the file says nothing else.
pub const PRODUCT: &str = "SWR Console";

/// What the file says. A missing file is the default: the service on the page's own origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// The services, at least one.
    pub connections: Vec<Connection>,
    /// The place of addresses: the path or what follows the `#`.
    pub routing: Routing,
    /// The language, as a BCP 47 name, for anyone who has chosen none.
    pub language: Option<String>,
    /// `light`, `dark` or `auto`, for anyone who has chosen none.
    pub theme: Option<String>,
    /// The brand: whose console this is.
    pub brand: Brand,
    /// Whether nothing may be changed through this console.
    pub read_only: bool,
    /// Whether tabs of this origin hand the token to each other.
    pub share_session: bool,
}

/// The place of addresses: the path or what follows the `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Routing {
    /// In the path.
    Path,
    /// After the `#`.
    Hash,
}

/// The brand: whose console this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// Stands beside the mark and in the title.
    pub name: String,
}

/// One service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Unique in the file.
    pub id: String,
    /// The name that people read.
    pub name: String,
    /// The management API's address; empty is the page's own origin.
    pub endpoint: String,
    /// The address to sign for, when a proxy is between.
    pub signs_as: Option<String>,
    /// The identity service's address; empty is the page's own origin.
    pub iam: String,
    /// The same for the identity service.
    pub iam_signs_as: Option<String>,
    /// The host that `docker` talks to.
    pub registry: Option<String>,
    /// The region's name.
    pub region: String,
    /// The project's name; the region's when nothing is said.
    pub project: Option<String>,
    /// The ways to sign in, in the order they are offered.
    pub sign_in: Vec<SignInWay>,
    /// What the service can or cannot do, whatever it says of itself.
    pub capabilities: Vec<(Capability, bool)>,
}

/// A way to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInWay {
    /// User and password, for a token.
    Password,
    /// Access key and secret key; requests are signed here.
    AccessKey,
    /// A token that the person has.
    Token,
    /// Something in front of the service adds what is needed.
    Proxy,
}

/// Each with its word in the file.
pub(crate) const WAYS: [(&str, SignInWay); 4] = [
    ("password", SignInWay::Password),
    ("access-key", SignInWay::AccessKey),
    ("token", SignInWay::Token),
    ("proxy", SignInWay::Proxy),
];

impl Default for Configuration {
    fn default() -> Self {
        Self {
            connections: vec![Connection::same_origin()],
            routing: Routing::Path,
            language: None,
            theme: None,
            brand: Brand {
                name: PRODUCT.to_owned(),
            },
            read_only: false,
            share_session: true,
        }
    }
}

impl Configuration {
    /// Reads the file; an error names the field.
    pub fn parse(json: &str) -> Result<Self, Wrong> {
        Self::of(&Reader::root(json)?)
    }

    /// Reads what is in the file.
    pub(crate) fn of(root: &Reader) -> Result<Self, Wrong> {
        root.only(&[
            "$schema",
            "connections",
            "routing",
            "language",
            "theme",
            "brand",
            "read_only",
            "share_session",
            "frame_ancestors",
        ])?;
        // Heeded before this program starts (`public/framed.js`) and by anyone who sends the policy: read
        // here so that a mistake is named.
        root.origins("frame_ancestors")?;
        let default = Self::default();
        let connections = match root.list("connections")? {
            Some(list) => list
                .iter()
                .map(Connection::read)
                .collect::<Result<Vec<_>, _>>()?,
            None => default.connections,
        };
        for (position, connection) in connections.iter().enumerate() {
            if connections[..position]
                .iter()
                .any(|it| it.id == connection.id)
            {
                let field = format!("connections[{position}].id");
                return Err(Wrong::new(field, texts::TWICE));
            }
        }
        let brand = match root.object("brand")? {
            Some(brand) => {
                brand.only(&["name"])?;
                Brand {
                    name: brand.text("name")?.unwrap_or(default.brand.name),
                }
            }
            None => default.brand,
        };
        let routing = root.word(
            "routing",
            &[("path", Routing::Path), ("hash", Routing::Hash)],
        )?;
        let themes = [("auto", "auto"), ("light", "light"), ("dark", "dark")];
        Ok(Self {
            connections,
            routing: routing.unwrap_or(Routing::Path),
            language: root.text("language")?,
            theme: root.word("theme", &themes)?.map(str::to_owned),
            brand,
            read_only: root.flag("read_only")?.unwrap_or(default.read_only),
            share_session: root.flag("share_session")?.unwrap_or(default.share_session),
        })
    }

    /// The connection of an id, or the first.
    pub fn connection(&self, id: Option<&str>) -> &Connection {
        let found = self
            .connections
            .iter()
            .find(|connection| Some(connection.id.as_str()) == id);
        found.unwrap_or(&self.connections[0])
    }
}

impl Connection {
    /// The service on the page's own origin.
    pub fn same_origin() -> Self {
        Self {
            id: "default".to_owned(),
            name: "This service".to_owned(),
            endpoint: String::new(),
            signs_as: None,
            iam: String::new(),
            iam_signs_as: None,
            registry: None,
            region: "local-1".to_owned(),
            project: None,
            sign_in: vec![SignInWay::Password, SignInWay::AccessKey, SignInWay::Token],
            capabilities: Vec::new(),
        }
    }

    /// Whether something in front of the service signs in for everyone.
    pub fn is_proxied(&self) -> bool {
        self.sign_in == [SignInWay::Proxy]
    }

    /// The project's name.
    pub fn project_name(&self) -> &str {
        self.project.as_deref().unwrap_or(&self.region)
    }

    /// The registry's host: as it is configured, or the one that an address of the service begins
    /// with, such as `{registry host}/{organization}/{repository}:{tag}`.
    pub fn registry_host(&self, address: &str) -> String {
        let of_address = || address.split('/').next().unwrap_or_default();
        self.registry
            .as_deref()
            .unwrap_or_else(of_address)
            .to_owned()
    }

    fn read(reader: &Reader) -> Result<Self, Wrong> {
        reader.only(&[
            "id",
            "name",
            "endpoint",
            "signs_as",
            "iam",
            "iam_signs_as",
            "registry",
            "region",
            "project",
            "sign_in",
            "capabilities",
        ])?;
        let id = reader.required("id")?;
        let ways = reader.words("sign_in", &WAYS)?;
        Ok(Self {
            name: reader.text("name")?.unwrap_or_else(|| id.clone()),
            id,
            endpoint: reader.address("endpoint")?.unwrap_or_default(),
            signs_as: reader.address("signs_as")?,
            iam: reader.address("iam")?.unwrap_or_default(),
            iam_signs_as: reader.address("iam_signs_as")?,
            registry: reader.text("registry")?,
            region: reader.required("region")?,
            project: reader.text("project")?,
            sign_in: ways.unwrap_or_else(|| Self::same_origin().sign_in),
            capabilities: reader.flags("capabilities", &Capability::WORDS)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(json: &str) -> String {
        Configuration::parse(json).unwrap_err().to_string()
    }

    #[test]
    fn what_is_left_out_has_a_sensible_value() {
        assert_eq!(
            Configuration::parse("{}").unwrap(),
            Configuration::default()
        );
        let json = r#"{"connections":[{"id":"otc","region":"eu-de","endpoint":"https://swr-api.example"}]}"#;
        let connection = Configuration::parse(json).unwrap().connections.remove(0);
        assert_eq!(
            (connection.name.as_str(), connection.project_name()),
            ("otc", "eu-de")
        );
        assert_eq!(connection.sign_in.len(), 3);
    }

    #[test]
    fn a_wrong_file_names_the_field() {
        let check = |json, expected: &str| assert_eq!(wrong(json), expected);
        check(r#"{"conections":[]}"#, "conections: unknown setting");
        check(
            r#"{"connections":[]}"#,
            "connections: must have at least one entry",
        );
        check(
            r#"{"connections":[{"region":"a"}]}"#,
            "connections[0].id: required",
        );
        check(
            r#"{"connections":[{"id":"a","region":"b","endpoint":"swr.example"}]}"#,
            "connections[0].endpoint: must start with https://, http:// or /, or be empty",
        );
        check(
            r#"{"connections":[{"id":"a","region":"b","sign_in":["pasword"]}]}"#,
            "connections[0].sign_in[0]: must be one of password, access-key, token, proxy",
        );
        check(
            r#"{"connections":[{"id":"a","region":"b","capabilities":{"retagging":true}}]}"#,
            "connections[0].capabilities.retagging: unknown setting",
        );
        check(
            r#"{"connections":[{"id":"a","region":"b","capabilities":{"retag":"no"}}]}"#,
            "connections[0].capabilities.retag: must be true or false",
        );
        check(
            r#"{"connections":[{"id":"a","region":"b"},{"id":"a","region":"b"}]}"#,
            "connections[1].id: used more than once",
        );
        check(
            r#"{"routing":"query"}"#,
            "routing: must be one of path, hash",
        );
        check(
            r#"{"frame_ancestors":["portal.example"]}"#,
            "frame_ancestors[0]: must start with https:// or http://",
        );
        check(r#"{"read_only":"yes"}"#, "read_only: must be true or false");
        assert!(
            wrong("{").starts_with("configuration: invalid JSON: "),
            "{}",
            wrong("{")
        );
    }

    #[test]
    fn an_unknown_connection_is_the_first() {
        let configuration = Configuration::default();
        assert_eq!(configuration.connection(Some("gone")).id, "default");
    }

    #[test]
    fn the_configured_registry_goes_before_the_one_of_an_address() {
        let mut connection = Connection::same_origin();
        connection.registry = None;
        let address = "127.0.0.1:8080/team/web/nginx:latest";
        assert_eq!(connection.registry_host(address), "127.0.0.1:8080");
        connection.registry = Some("registry.example".to_owned());
        assert_eq!(connection.registry_host(address), "registry.example");
    }
}
