//! The command line. Without a subcommand the server serves.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand};
use swr_server::Settings;
use swr_server::base::Base;
use swr_server::cross_origin::AllowedOrigin;
use swr_server::faults::Faults;
use swr_server::host::HostRule;
use swr_server::region::Region;
use swr_server::relay::Target;
use swr_server::triggers::Webhook;

/// A local service that speaks the SWR management API, takes docker push and serves the console.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub serve: Serve,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Add, list and disable users; change their passwords and access keys
    Users(Users),
    /// Add and list accounts, each with organizations, users and a quota of its own
    Accounts(Accounts),
    /// Copy the data folder, also while a server uses it
    Backup {
        #[command(flatten)]
        data: Data,
        /// Where the copy is made; not there, or empty
        target: PathBuf,
    },
    /// Check a data folder or a backup: every row against its file, every file against its hash
    Verify {
        #[command(flatten)]
        data: Data,
        /// The folder to check [default: the data folder]
        folder: Option<PathBuf>,
    },
    /// Make a data folder from a backup; one that is not empty is refused
    Restore {
        #[command(flatten)]
        data: Data,
        /// The backup
        backup: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address and port; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// One more region over the same data: local-2@127.0.0.1:8081
    #[arg(long = "region", value_name = "NAME@ADDRESS")]
    pub regions: Vec<RegionAddress>,
    #[command(flatten)]
    pub data: Data,
    /// Folder with the built console
    #[arg(long, value_name = "DIR")]
    pub console: Option<PathBuf>,
    /// Where the console is served; the API stays at the root
    #[arg(long, value_name = "/A/B/", default_value_t)]
    pub base: Base,
    /// A page of another origin that may call this service: https://portal.example
    #[arg(long = "allow-origin", value_name = "ORIGIN")]
    pub allowed_origins: Vec<AllowedOrigin>,
    /// Fill an empty data folder with a world to look at
    #[arg(long, conflicts_with = "empty")]
    pub demo: bool,
    /// Refuse a data folder that holds the demo world
    #[arg(long)]
    pub empty: bool,
    /// Fail on demand: organizations,throttle=0.05,error=0.02,seed=7
    #[arg(long, value_name = "SPEC")]
    pub faults: Option<Faults>,
    /// One more host name to answer to
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,
    /// How many organizations an account may have in each region
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub organization_quota: u64,
    /// How many days an image is kept after its last tag is gone; until then its digest pulls it
    #[arg(long, value_name = "DAYS", default_value_t = 7, value_parser = clap::value_parser!(u32).range(..=36_500))]
    pub untagged_days: u32,
    /// Every blob is compared with its digest once in so many days; 0 for never
    #[arg(long, value_name = "DAYS", default_value_t = 7, value_parser = clap::value_parser!(u32).range(..=36_500))]
    pub scrub_days: u32,
    /// Uploads are refused while the disk has less than so many MB left; sign-ins and deletions go on
    #[arg(long, value_name = "MB", default_value_t = 64, value_parser = clap::value_parser!(u32).range(16..))]
    pub keep_free: u32,
    /// Host in front of image names, where it is not the one that is asked
    #[arg(long, value_name = "HOST")]
    pub registry_host: Option<String>,
    /// Where triggers post that a tag was pushed: https, or http on loopback
    #[arg(long, value_name = "URL")]
    pub trigger_webhook: Option<Webhook>,
    #[command(flatten)]
    pub relay: Relay,
}

impl Serve {
    /// The host names that a listener on that address answers to.
    pub(crate) fn host_rule(&self, address: SocketAddr) -> HostRule {
        if address.ip().is_loopback() || !self.hosts.is_empty() {
            HostRule::loopback(address.port(), &self.hosts)
        } else {
            HostRule::Any
        }
    }

    /// The settings of a service on that address.
    pub(crate) fn settings(&self, address: SocketAddr) -> Settings {
        if let Some(console) = &self.console
            && !console.join("index.html").is_file()
        {
            let folder = console.display();
            tracing::warn!(
                "{folder} has no index.html: no page is served until the console is built"
            );
        }
        Settings {
            hosts: self.host_rule(address),
            organization_quota: self.organization_quota,
            registry_host: self.registry_host.clone(),
            console: self.console.clone(),
            base: self.base.clone(),
            allowed_origins: self.allowed_origins.clone(),
            faults: self.faults.clone(),
            trigger_webhook: self.trigger_webhook.clone(),
            kept_free_bytes: u64::from(self.keep_free) * 1_000_000,
        }
    }
}

/// Instead of a service of its own: the two of a cloud, on the console's origin.
#[derive(Debug, Args)]
pub(crate) struct Relay {
    /// Keep nothing, and hand management calls on to this service: https, or http on loopback
    #[arg(
        long = "relay",
        value_name = "URL",
        requires = "identity",
        conflicts_with_all = KEEPING
    )]
    pub management: Option<Target>,
    /// The identity service that belongs to it
    #[arg(long = "relay-iam", value_name = "URL", requires = "management")]
    pub identity: Option<Target>,
    /// The region of both [default: as in swr-api.REGION.example]
    #[arg(
        long = "relay-region",
        value_name = "NAME",
        requires = "management",
        value_parser = region_name
    )]
    pub region: Option<String>,
}

/// Flags of the service that a relay is not. It also serves pages of its own origin alone.
const KEEPING: [&str; 11] = [
    "regions",
    "data",
    "demo",
    "empty",
    "faults",
    "organization_quota",
    "untagged_days",
    "scrub_days",
    "keep_free",
    "trigger_webhook",
    "allowed_origins",
];

fn region_name(text: &str) -> Result<String, String> {
    Region::check_name(text).map(|()| text.to_owned())
}

/// A further region and where it listens.
#[derive(Debug, Clone)]
pub(crate) struct RegionAddress {
    pub name: String,
    pub listen: SocketAddr,
}

impl FromStr for RegionAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, address) = text
            .split_once('@')
            .ok_or("it has the form NAME@ADDRESS:PORT")?;
        Region::check_name(name)?;
        let wrong = |_| format!("{text:?} has no address and port behind the @");
        Ok(Self {
            name: name.to_owned(),
            listen: address.parse().map_err(wrong)?,
        })
    }
}

#[derive(Debug, Args)]
pub(crate) struct Data {
    /// Data folder [default: .swr/demo with --demo, .swr/local without]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Data {
    pub(crate) fn folder(&self, is_demo: bool) -> PathBuf {
        let usual = if is_demo { ".swr/demo" } else { ".swr/local" };
        self.data.clone().unwrap_or_else(|| usual.into())
    }
}

#[derive(Debug, Args)]
pub(crate) struct Users {
    #[command(flatten)]
    pub data: Data,
    /// The account of the user [default: local; `list` shows all]
    #[arg(long, value_name = "NAME", global = true)]
    pub account: Option<String>,
    #[command(subcommand)]
    pub action: UserAction,
}

#[derive(Debug, Args)]
pub(crate) struct Accounts {
    #[command(flatten)]
    pub data: Data,
    #[command(subcommand)]
    pub action: AccountAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AccountAction {
    /// Add an account with an administrator; prints a generated password
    Add {
        name: String,
        /// Name of the administrator
        #[arg(long, value_name = "USER", default_value = "admin")]
        administrator: String,
        /// Read the password from standard input instead of generating one
        #[arg(long)]
        password_stdin: bool,
    },
    /// List all accounts with their project ids
    List,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserAction {
    /// Add a user; prints a generated password
    Add {
        name: String,
        /// May manage everything of the account
        #[arg(long)]
        administrator: bool,
        /// Read the password from standard input instead of generating one
        #[arg(long)]
        password_stdin: bool,
    },
    /// List the users of all accounts, or of one
    List,
    /// Disable a user: sessions end at once and nobody can sign in
    Disable {
        name: String,
        /// Take it back
        #[arg(long)]
        undo: bool,
    },
    /// Change the password; sessions end at once
    Password {
        name: String,
        /// Read the password from standard input instead of generating one
        #[arg(long)]
        password_stdin: bool,
    },
    /// List the access keys of a user, add one or remove one
    Keys {
        name: String,
        /// Add a key; prints it with its secret
        #[arg(long, conflicts_with = "remove")]
        add: bool,
        /// Remove this key
        #[arg(long, value_name = "ACCESS_KEY")]
        remove: Option<String>,
    },
}
