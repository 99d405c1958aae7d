//! `swr-server users …`: also while a server runs on the same folder, which sees it at once.

use swr_server::auth::password;
use swr_server::random;
use swr_server::service::{ACCOUNT_ID, ACCOUNT_NAME, unix_millis};
use swr_server::store::users::{self, NewUser, UserRow};
use swr_server::store::{Store, StoreError};

use crate::arguments::{UserAction, Users};
use crate::say;
use crate::start::StartError;

pub(crate) fn run(arguments: &Users) -> Result<(), StartError> {
    let folder = arguments.data.folder(false);
    if !Store::exists(&folder) {
        let folder = folder.display();
        let sentence = format!("there is no data in {folder}: start the server on it first");
        return Err(StartError::Other(sentence));
    }
    let store = Store::open(&folder)?;
    match &arguments.action {
        UserAction::Add {
            name,
            administrator,
            password_stdin,
        } => add(&store, name, *administrator, *password_stdin),
        UserAction::List => list(&store),
        UserAction::Disable { name, undo } => {
            let user = find(&store, name)?;
            let change = |connection: &_| users::set_disabled(connection, &user.id, !undo);
            Ok(store.write_now(change)?)
        }
        UserAction::Password {
            name,
            password_stdin,
        } => {
            let user = find(&store, name)?;
            let hash = new_password(*password_stdin)?;
            Ok(store.write_now(|connection| users::set_password(connection, &user.id, &hash))?)
        }
        UserAction::Keys { name, add, remove } => {
            let user = find(&store, name)?;
            match remove {
                Some(access_key) => remove_key(&store, &user, access_key),
                None if *add => add_key(&store, &user),
                None => list_keys(&store, &user),
            }
        }
    }
}

fn find(store: &Store, name: &str) -> Result<UserRow, StartError> {
    let found = store.read_now(|connection| users::by_name(connection, ACCOUNT_NAME, name))?;
    found.ok_or_else(|| StartError::Other(format!("there is no user {name}")))
}

/// The hash of what stands on standard input, or of a password that is made and shown.
fn new_password(from_stdin: bool) -> Result<String, StartError> {
    if !from_stdin {
        let password = random::password();
        say(&format!("password {password} (shown this once)"));
        return Ok(password::hash(&password));
    }
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    read.map_err(|error| StartError::Other(format!("cannot read the password: {error}")))?;
    match line.trim_end_matches(['\r', '\n']) {
        "" => Err(StartError::Other("the password is empty".into())),
        password => Ok(password::hash(password)),
    }
}

fn add(store: &Store, name: &str, administrator: bool, from_stdin: bool) -> Result<(), StartError> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '@');
    if name.is_empty() || name.len() > 64 || !name.chars().all(is_plain) {
        let rule = "a user name has 1 to 64 letters, digits and - _ . @";
        return Err(StartError::Other(rule.into()));
    }
    if find(store, name).is_ok() {
        return Err(StartError::Other(format!("there is a user {name} already")));
    }
    let hash = new_password(from_stdin)?;
    let new = NewUser {
        id: &random::hex_id(),
        account_id: ACCOUNT_ID,
        name,
        password_hash: &hash,
        is_administrator: administrator,
        now: unix_millis(),
    };
    Ok(store.write_now(|connection| users::create(connection, &new))?)
}

fn list(store: &Store) -> Result<(), StartError> {
    for user in store.read_now(users::list)? {
        let role = if user.is_administrator {
            " (administrator)"
        } else {
            ""
        };
        let state = if user.is_disabled { " (disabled)" } else { "" };
        say(&format!("{}/{}{role}{state}", user.account_name, user.name));
    }
    Ok(())
}

fn list_keys(store: &Store, user: &UserRow) -> Result<(), StartError> {
    for access_key in store.read_now(|connection| users::access_keys(connection, &user.id))? {
        say(&access_key);
    }
    Ok(())
}

fn add_key(store: &Store, user: &UserRow) -> Result<(), StartError> {
    let (access_key, secret_key) = (random::access_key(), random::token());
    store.write_now(|connection| {
        users::add_access_key(
            connection,
            &user.id,
            &access_key,
            &secret_key,
            unix_millis(),
        )
    })?;
    say(&format!("access key {access_key}"));
    say(&format!("secret key {secret_key}"));
    Ok(())
}

fn remove_key(store: &Store, user: &UserRow, access_key: &str) -> Result<(), StartError> {
    let work = |connection: &_| users::remove_access_key(connection, &user.id, access_key);
    match store.write_now::<_, StoreError>(work)? {
        true => Ok(()),
        false => Err(StartError::Other(format!(
            "{} has no key {access_key}",
            user.name
        ))),
    }
}
