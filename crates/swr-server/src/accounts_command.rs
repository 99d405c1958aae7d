//! `swr-server accounts …`: additional accounts, to share repositories with.

use swr_server::random;
use swr_server::store::accounts;
use swr_server::store::users::{self, NewUser};
use swr_server::store::{Store, StoreError};
use swr_server::time::unix_millis;

use crate::arguments::{AccountAction, Accounts};
use crate::start::StartError;
use crate::terminal::say;
use crate::users_command::{NewPassword, check_name, open};

pub(crate) fn run(arguments: &Accounts) -> Result<(), StartError> {
    let store = open(&arguments.data)?;
    match &arguments.action {
        AccountAction::Add {
            name,
            administrator,
            password_stdin,
        } => add(&store, name, administrator, *password_stdin),
        AccountAction::List => list(&store),
    }
}

/// The account and its first user at once: no one could do anything with an account alone.
fn add(store: &Store, name: &str, user: &str, from_stdin: bool) -> Result<(), StartError> {
    check_name("an account", name)?;
    check_name("a user", user)?;
    let exists = || StartError::Other(format!("account {name} already exists"));
    if store
        .read_now(|connection| accounts::by_name(connection, name))?
        .is_some()
    {
        return Err(exists());
    }
    let password = NewPassword::choose(from_stdin)?;
    let (id, project_id) = (random::hex_id(), random::hex_id());
    let written = store.write_now(|connection| {
        accounts::create(connection, &id, name, &project_id)?;
        let administrator = NewUser {
            id: &random::hex_id(),
            account_id: &id,
            name: user,
            password_hash: &password.hash,
            is_administrator: true,
            now: unix_millis(),
        };
        users::create(connection, &administrator)
    });
    match written {
        // Someone else was faster.
        Err(StoreError::Exists) => return Err(exists()),
        written => written?,
    }
    say(&format!("account {name}, project ID {project_id}"));
    say(&format!("sign in with account {name}, user {user}"));
    password.show();
    Ok(())
}

fn list(store: &Store) -> Result<(), StartError> {
    for account in store.read_now(accounts::list)? {
        say(&format!(
            "{}, project ID {}",
            account.name, account.project_id
        ));
    }
    Ok(())
}
