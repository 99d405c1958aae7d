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

/// A local service that implements the SWR management API, accepts docker push and serves the console.
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
    /// Add, list and disable users; change passwords and access keys
    Users(Users),
    /// Add and list accounts, each with its own organizations, users and quota
    Accounts(Accounts),
    /// Copy the data folder, even while a server is using it
    Backup {
        #[command(flatten)]
        data: Data,
        /// The folder to create; it may exist if it is empty
        target: PathBuf,
    },
    /// Check a data folder or a backup: every row against its file, every file against its hash
    Verify {
        #[command(flatten)]
        data: Data,
        /// The folder to check [default: the data folder]
        folder: Option<PathBuf>,
    },
    /// Create a data folder from a backup; the folder must be empty or not exist
    Restore {
        #[command(flatten)]
        data: Data,
        /// The backup to restore
        backup: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address and port to listen on; port 0 selects a free port
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Additional region on the same data, such as local-2@127.0.0.1:8081
    #[arg(long = "region", value_name = "NAME@ADDRESS")]
    pub regions: Vec<RegionAddress>,
    #[command(flatten)]
    pub data: Data,
    /// Folder with the built console
    #[arg(long, value_name = "DIR")]
    pub console: Option<PathBuf>,
    /// Path of the console; the API stays at the root
    #[arg(long, value_name = "/A/B/", default_value_t)]
    pub base: Base,
    /// Allow pages of this origin to call the service, such as https://portal.example
    #[arg(long = "allow-origin", value_name = "ORIGIN")]
    pub allowed_origins: Vec<AllowedOrigin>,
    /// Fill an empty data folder with demo data
    #[arg(long, conflicts_with = "empty")]
    pub demo: bool,
    /// Reject a data folder that contains demo data
    #[arg(long)]
    pub empty: bool,
    /// Simulate failures, such as organizations,throttle=0.05,error=0.02,seed=7
    #[arg(long, value_name = "SPEC")]
    pub faults: Option<Faults>,
    /// Additional host name to accept
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,
    /// Number of organizations allowed per account and region
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub organization_quota: u64,
    /// Days that an image without tags is kept; until then it can be pulled by digest
    #[arg(long, value_name = "DAYS", default_value_t = 7, value_parser = clap::value_parser!(u32).range(..=36_500))]
    pub untagged_days: u32,
    /// Days within which every blob is compared with its digest; 0 switches this off
    #[arg(long, value_name = "DAYS", default_value_t = 7, value_parser = clap::value_parser!(u32).range(..=36_500))]
    pub scrub_days: u32,
    /// Disk space in MB that uploads leave free; sign-ins and deletions may use it
    #[arg(long, value_name = "MB", default_value_t = 64, value_parser = clap::value_parser!(u32).range(16..))]
    pub keep_free: u32,
    /// Registry host in image names [default: the host of the request]
    #[arg(long, value_name = "HOST")]
    pub registry_host: Option<String>,
    /// URL that triggers call after a push: https, or http on loopback
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
            tracing::warn!("{folder} has no index.html: build the console to serve its page");
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
    /// Store nothing and forward management calls to this service: https, or http on loopback
    #[arg(
        long = "relay",
        value_name = "URL",
        requires = "identity",
        conflicts_with_all = KEEPING
    )]
    pub management: Option<Target>,
    /// Identity service of the relayed service
    #[arg(long = "relay-iam", value_name = "URL", requires = "management")]
    pub identity: Option<Target>,
    /// Region of both [default: REGION in swr-api.REGION.example]
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
            .ok_or("use the form NAME@ADDRESS:PORT")?;
        Region::check_name(name)?;
        let wrong = |_| format!("{text:?} has no address and port after the @");
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
    /// Account of the user [default: local; `list` shows all]
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
    /// Add an account with an administrator and print a generated password
    Add {
        name: String,
        /// Name of the administrator
        #[arg(long, value_name = "USER", default_value = "admin")]
        administrator: String,
        /// Read the password from standard input instead of generating one
        #[arg(long)]
        password_stdin: bool,
    },
    /// List all accounts with their project IDs
    List,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserAction {
    /// Add a user and print a generated password
    Add {
        name: String,
        /// Let the user manage everything in the account
        #[arg(long)]
        administrator: bool,
        /// Read the password from standard input instead of generating one
        #[arg(long)]
        password_stdin: bool,
    },
    /// List users with their IDs, of all accounts or of one
    List,
    /// Disable a user and end all of the user's sessions at once
    Disable {
        name: String,
        /// Enable the user again
        #[arg(long)]
        undo: bool,
    },
    /// Change the password and end all of the user's sessions at once
    Password {
        name: String,
        /// Read the password from standard input instead of generating one
        #[arg(long)]
        password_stdin: bool,
    },
    /// List the access keys of a user, add one or remove one
    Keys {
        name: String,
        /// Add a key and print it with its secret key
        #[arg(long, conflicts_with = "remove")]
        add: bool,
        /// Remove this key
        #[arg(long, value_name = "ACCESS_KEY")]
        remove: Option<String>,
    },
}
