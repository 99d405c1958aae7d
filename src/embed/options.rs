//! Options of an embedded console, which the module passes as one JSON object. They are read field by
//! field, so that errors can name the field.
//!
//! The same names are attributes in `npm/swr-console.js` and properties in `npm/swr-console.d.ts`.

use crate::configuration::{Capability, Configuration, Connection, Reader, Wrong, texts as words};
use crate::host::{HostRouting, Layout};
use crate::route::{Page, Route};

const KNOWN: [&str; 15] = [
    "config",
    "endpoint",
    "iam",
    "registry",
    "region",
    "project",
    "address",
    "routing",
    "base",
    "language",
    "theme",
    "layout",
    "readOnly",
    "capabilities",
    "files",
];
const LAYOUTS: [(&str, Layout); 5] = [
    ("full", Layout::Full),
    ("content", Layout::Content),
    ("repository", Layout::Repository),
    ("tag", Layout::Tag),
    ("picker", Layout::Picker),
];
/// What stands for an option that needs an address that it has not.
const NOWHERE: &str = "/";

/// The options, valid together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Options {
    pub(super) configuration: Configuration,
    pub(super) layout: Layout,
    pub(super) routing: HostRouting,
    /// Where the console's own files are, with a slash at its end.
    pub(super) files: String,
}

#[derive(Clone, Copy)]
enum Routing {
    Memory,
    Hash,
    Path,
}

impl Options {
    /// Reads the options; an error names the one that is wrong.
    pub(super) fn parse(json: &str) -> Result<Self, Wrong> {
        let given = Reader::root(json)?;
        given.only(&KNOWN)?;
        let layout = given.word("layout", &LAYOUTS)?.unwrap_or_default();
        let address = given.text("address")?;
        Ok(Self {
            routing: routing(&given, layout, address.as_deref())?,
            configuration: configuration(&given, layout)?,
            layout,
            files: given.required("files")?,
        })
    }
}

fn routing(given: &Reader, layout: Layout, address: Option<&str>) -> Result<HostRouting, Wrong> {
    let words = [
        ("memory", Routing::Memory),
        ("hash", Routing::Hash),
        ("path", Routing::Path),
    ];
    let address = address.unwrap_or(NOWHERE);
    if !address.starts_with('/') {
        return Err(Wrong::new("address", words::NOT_FROM_ROOT));
    }
    let page = Route::parse(address).page;
    let is_fitting = match layout {
        Layout::Repository => matches!(page, Page::Repository(..) | Page::Tag(..)),
        Layout::Tag => matches!(page, Page::Tag(..)),
        Layout::Full | Layout::Content | Layout::Picker => true,
    };
    match given.word("routing", &words)?.unwrap_or(Routing::Memory) {
        Routing::Memory if !is_fitting => Err(Wrong::new("address", words::NOT_OF_LAYOUT)),
        Routing::Memory => Ok(HostRouting::Memory(start(layout, address))),
        Routing::Hash => Ok(HostRouting::Hash),
        Routing::Path => Ok(HostRouting::Path(given.required("base")?)),
    }
}

/// Anyone who picks an image begins where images are.
fn start(layout: Layout, address: &str) -> String {
    match (layout, address) {
        (Layout::Picker, NOWHERE) => "/organizations".to_owned(),
        _ => address.to_owned(),
    }
}

/// A whole configuration, one service, or the service on the page's own origin; what is said of one
/// goes before the configuration.
fn configuration(given: &Reader, layout: Layout) -> Result<Configuration, Wrong> {
    let mut configuration = match given.object("config")? {
        Some(config) => Configuration::of(&config)?,
        None => Configuration::default(),
    };
    if let [connection] = configuration.connections.as_mut_slice() {
        read_service(given, connection)?;
    } else if let Some(wrong) = about_one_service(given)? {
        return Err(Wrong::new(wrong, words::NOT_OF_SEVERAL));
    }
    let capabilities = given.flags("capabilities", &Capability::WORDS)?;
    for connection in &mut configuration.connections {
        let own = std::mem::take(&mut connection.capabilities);
        let is_said = |it: &(Capability, bool)| capabilities.iter().any(|said| said.0 == it.0);
        connection.capabilities = capabilities.clone();
        let others = own.into_iter().filter(|it| !is_said(it));
        connection.capabilities.extend(others);
    }
    let themes = [("auto", "auto"), ("light", "light"), ("dark", "dark")];
    if let Some(theme) = given.word("theme", &themes)? {
        configuration.theme = Some(theme.to_owned());
    }
    configuration.language = given.text("language")?.or(configuration.language);
    // Anyone who picks an image changes none.
    let is_read_only = given.flag("readOnly")?;
    configuration.read_only |= is_read_only.unwrap_or(layout == Layout::Picker);
    Ok(configuration)
}

const OF_ONE_SERVICE: [&str; 5] = ["endpoint", "iam", "registry", "region", "project"];

fn about_one_service(given: &Reader) -> Result<Option<&'static str>, Wrong> {
    for name in OF_ONE_SERVICE {
        if given.text(name)?.is_some() {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

fn read_service(given: &Reader, connection: &mut Connection) -> Result<(), Wrong> {
    let without_slash = |address: String| address.trim_end_matches('/').to_owned();
    if let Some(endpoint) = given.address("endpoint")? {
        connection.endpoint = without_slash(endpoint);
    }
    if let Some(iam) = given.address("iam")? {
        connection.iam = without_slash(iam);
    }
    if let Some(region) = given.text("region")? {
        connection.region = region;
    }
    connection.registry = given.text("registry")?.or(connection.registry.take());
    connection.project = given.text("project")?.or(connection.project.take());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The options with the one that the module always says.
    fn parse(options: &str) -> Result<Options, Wrong> {
        let comma = if options.is_empty() { "" } else { "," };
        Options::parse(&format!(
            r#"{{"files":"https://cdn.example/"{comma}{options}}}"#
        ))
    }

    fn wrong(options: &str) -> String {
        parse(options).unwrap_err().to_string()
    }

    #[test]
    fn the_types_and_the_manifest_of_the_package_know_every_option() {
        let types = include_str!("../../npm/swr-console.d.ts");
        let manifest = include_str!("../../npm/custom-elements.json");
        for option in KNOWN.iter().filter(|it| **it != "files") {
            assert!(types.contains(&format!("\n  {option}?: ")), "{option}");
            let named = format!(r#""name": "{option}""#);
            assert!(manifest.contains(&named), "{option}");
        }
        for (capability, _) in Capability::WORDS {
            let typed = format!("\n  | \"{capability}\"");
            assert!(types.contains(&typed), "{capability}");
        }
    }

    #[test]
    fn nothing_said_is_the_service_on_the_own_origin_and_touches_no_address() {
        let options = parse("").unwrap();
        assert_eq!(options.configuration, Configuration::default());
        assert_eq!(options.routing, HostRouting::Memory("/".to_owned()));
        assert_eq!(options.layout, Layout::Full);
    }

    #[test]
    fn one_service_can_be_said_without_a_configuration() {
        let json = r#""endpoint":"https://swr.example/","region":"eu-de","readOnly":true,
            "capabilities":{"retag":false},"theme":"dark","language":"fr""#;
        let configuration = parse(json).unwrap().configuration;
        let connection = &configuration.connections[0];
        assert_eq!(connection.endpoint, "https://swr.example");
        assert_eq!(connection.project_name(), "eu-de");
        assert_eq!(connection.capabilities, [(Capability::Retag, false)]);
        assert!(configuration.read_only);
        assert_eq!(configuration.theme.as_deref(), Some("dark"));
        assert_eq!(configuration.language.as_deref(), Some("fr"));
    }

    #[test]
    fn what_is_said_goes_before_the_configuration() {
        let config = r#""config":{"language":"fr","read_only":true,"connections":[
            {"id":"a","region":"b","capabilities":{"retag":true,"triggers":false}}]}"#;
        let json = format!(r#"{config},"language":"en","capabilities":{{"retag":false}}"#);
        let configuration = parse(&json).unwrap().configuration;
        let expected = [(Capability::Retag, false), (Capability::Triggers, false)];
        assert_eq!(configuration.connections[0].capabilities, expected);
        assert_eq!(configuration.language.as_deref(), Some("en"));
        assert!(configuration.read_only, "an option cannot loosen it");
    }

    #[test]
    fn a_picker_begins_where_images_are_and_changes_none() {
        let options = parse(r#""layout":"picker""#).unwrap();
        let start = "/organizations".to_owned();
        assert_eq!(options.routing, HostRouting::Memory(start));
        assert!(options.configuration.read_only);
        let options = parse(r#""layout":"picker","readOnly":false"#).unwrap();
        assert!(!options.configuration.read_only);
    }

    #[test]
    fn a_wrong_option_is_named() {
        let check = |json, expected: &str| assert_eq!(wrong(json), expected);
        check(r#""endpont":"""#, "endpont: unknown setting");
        check(
            r#""layout":"small""#,
            "layout: must be one of full, content, repository, tag, picker",
        );
        check(
            r#""routing":"query""#,
            "routing: must be one of memory, hash, path",
        );
        check(r#""routing":"path""#, "base: required");
        check(r#""address":"organizations""#, "address: must start with /");
        check(
            r#""endpoint":"swr.example""#,
            "endpoint: must start with https://, http:// or /, or be empty",
        );
        check(r#""readOnly":"yes""#, "readOnly: must be true or false");
        check(
            r#""config":{"connections":[{"region":"a"}]}"#,
            "config.connections[0].id: required",
        );
        check(
            r#""region":"a","config":{"connections":[{"id":"a","region":"a"},{"id":"b","region":"b"}]}"#,
            "region: cannot be combined with several connections",
        );
    }

    #[test]
    fn a_layout_of_one_thing_needs_its_address() {
        let address = "/organizations/team/repositories/api";
        let json =
            |layout: &str, address: &str| format!(r#""layout":"{layout}","address":"{address}""#);
        assert!(parse(&json("repository", address)).is_ok());
        assert!(parse(&json("tag", &format!("{address}/tags/v1"))).is_ok());
        assert!(wrong(&json("tag", address)).starts_with("address: must match what"));
        assert!(wrong(&json("repository", "/settings")).starts_with("address: "));
    }
}
