//! Prepares the store: checks whose data it contains, and fills an empty one.
//!
//! A folder is filled once, in one transaction; after that, no flag changes its data.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use swr_server::credentials::password;
use swr_server::faults::Faults;
use swr_server::service::{ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID, REGION};
use swr_server::store::access::Right;
use swr_server::store::members::{self, GrantTarget};
use swr_server::store::organizations::{self, NewOrganization};
use swr_server::store::users::{self, NewUser};
use swr_server::store::{
    FolderError, FolderLock, Store, StoreError, accounts, repositories, settings, sweep,
};
use swr_server::time::unix_millis;
use swr_server::{demo, random};

use crate::arguments::Serve;

/// The setting that says what the folder was filled with.
const WORLD: &str = "world";
const DEMO: &str = "demo";
const LOCAL: &str = "local";

const ADMINISTRATOR: &str = "admin";

#[derive(Debug, thiserror::Error)]
pub(crate) enum StartError {
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error("cannot prepare the data: {0}")]
    Store(#[from] StoreError),
    #[error("cannot listen on {address}: {source}")]
    Busy {
        address: SocketAddr,
        source: std::io::Error,
    },
    #[error(
        "the passwords of --demo and --faults are public: such a server can listen only on loopback addresses"
    )]
    NotOnLoopback,
    #[error("{0} contains demo data, which --empty rejects; choose another folder with --data")]
    IsDemo(String),
    #[error(
        "{0} already contains other data, so --demo cannot fill it; choose another folder with --data"
    )]
    IsLocal(String),
    #[error("set both SWR_ADMIN_ACCESS_KEY and SWR_ADMIN_SECRET_KEY, or neither")]
    HalfAKey,
    #[error("region {0} already exists; give every --region a unique name")]
    RegionTwice(String),
    #[error("the region cannot be read from {0}; set it with --relay-region NAME")]
    NoRegion(String),
    #[error("{0}")]
    Other(String),
}

/// A store that is ready, the lock that keeps it ours, and what to tell the person.
pub(crate) struct Ready {
    pub store: Store,
    pub lock: FolderLock,
    pub news: Vec<String>,
}

pub(crate) fn prepare(arguments: &Serve) -> Result<Ready, StartError> {
    let regions = arguments.regions.iter();
    let mut addresses = std::iter::once(arguments.listen).chain(regions.map(|one| one.listen));
    let is_public = addresses.any(|address| !address.ip().is_loopback());
    if is_public && (arguments.demo || arguments.faults.is_some()) {
        return Err(StartError::NotOnLoopback);
    }
    let folder = arguments.data.folder(arguments.demo);
    let name = folder.display().to_string();
    let (store, lock) = Store::open_alone(&folder)?;
    let world = store.read_now(|connection| settings::get(connection, WORLD))?;
    let news = match world.as_deref() {
        Some(DEMO) if is_public => return Err(StartError::NotOnLoopback),
        Some(DEMO) if arguments.empty => return Err(StartError::IsDemo(name)),
        Some(LOCAL) if arguments.demo => return Err(StartError::IsLocal(name)),
        Some(_) => Vec::new(),
        None if arguments.demo => fill_with_demo(&store, arguments)?,
        None => fill_with_administrator(&store)?,
    };
    store.write_now(|connection| {
        if arguments.faults.is_some() {
            for region in region_names(arguments) {
                add_fault_organizations(connection, region)?;
            }
        }
        repositories::settle_sizes(connection, unix_millis())
    })?;
    sweep(&store, unix_millis(), arguments.untagged_days)?;
    store.folder().keep_reserve();
    Ok(Ready { store, lock, news })
}

/// All regions, the first one first.
pub(crate) fn region_names(arguments: &Serve) -> Vec<&str> {
    let further = arguments.regions.iter().map(|region| region.name.as_str());
    std::iter::once(REGION).chain(further).collect()
}

/// Before anything is bound: a region is one listener.
pub(crate) fn check_regions(arguments: &Serve) -> Result<(), StartError> {
    let mut seen = BTreeSet::new();
    match region_names(arguments)
        .iter()
        .find(|name| !seen.insert(**name))
    {
        Some(twice) => Err(StartError::RegionTwice((*twice).to_owned())),
        None => Ok(()),
    }
}

fn fill_with_demo(store: &Store, arguments: &Serve) -> Result<Vec<String>, StartError> {
    store.write_now(|connection| {
        accounts::create(connection, ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID)?;
        let now = unix_millis();
        demo::seed(connection, store.folder(), now)?;
        if let Some(second) = arguments.regions.first() {
            demo::seed_region(connection, &second.name, now)?;
        }
        settings::set(connection, WORLD, DEMO)
    })?;
    let sign_in = "sign in with account local, user admin, password demo-admin";
    Ok(vec![sign_in.to_owned()])
}

fn fill_with_administrator(store: &Store) -> Result<Vec<String>, StartError> {
    let given = variable("SWR_ADMIN_PASSWORD");
    let key = match (
        variable("SWR_ADMIN_ACCESS_KEY"),
        variable("SWR_ADMIN_SECRET_KEY"),
    ) {
        (Some(access_key), Some(secret_key)) => Some((access_key, secret_key)),
        (None, None) => None,
        _ => return Err(StartError::HalfAKey),
    };
    let password = given.clone().unwrap_or_else(random::password);
    let hash = password::hash(&password);
    let now = unix_millis();
    store.write_now(|connection| {
        accounts::create(connection, ACCOUNT_ID, ACCOUNT_NAME, PROJECT_ID)?;
        let id = random::hex_id();
        let administrator = NewUser {
            id: &id,
            account_id: ACCOUNT_ID,
            name: ADMINISTRATOR,
            password_hash: &hash,
            is_administrator: true,
            now,
        };
        users::create(connection, &administrator)?;
        if let Some((access_key, secret_key)) = &key {
            users::add_access_key(connection, &id, access_key, secret_key, now)?;
        }
        settings::set(connection, WORLD, LOCAL)
    })?;
    let mut news = vec![format!(
        "sign in with account {ACCOUNT_NAME}, user {ADMINISTRATOR}"
    )];
    if given.is_none() {
        news.push(format!("password {password} (shown only once)"));
    }
    Ok(news)
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Rows like any other, so that lists show them; everyone of the first account may read them.
fn add_fault_organizations(
    connection: &rusqlite::Connection,
    region: &str,
) -> Result<(), StoreError> {
    let mut everybody = users::list(connection)?;
    everybody.retain(|user| user.account_id == ACCOUNT_ID);
    let Some(creator) = everybody.iter().find(|user| user.is_administrator) else {
        return Ok(());
    };
    for name in Faults::organizations() {
        if organizations::find(connection, region, name)?.is_some() {
            continue;
        }
        let new = NewOrganization {
            region,
            name,
            account_id: &creator.account_id,
            creator_id: &creator.id,
            creator_name: &creator.name,
            now: unix_millis(),
        };
        let target = GrantTarget::Organization(organizations::create(connection, &new)?);
        for user in everybody.iter().filter(|user| user.id != creator.id) {
            members::grant(connection, target, &user.id, Right::Read)?;
        }
    }
    Ok(())
}
