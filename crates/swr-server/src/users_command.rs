//! `swr-server users …`: also while a server is running on the same folder, which sees changes at once.

use swr_server::credentials::password;
use swr_server::random;
use swr_server::service::ACCOUNT_NAME;
use swr_server::store::accounts::{self, AccountRow};
use swr_server::store::users::{self, NewUser, UserRow};
use swr_server::store::{Store, StoreError};
use swr_server::time::unix_millis;

use crate::arguments::{Data, UserAction, Users};
use crate::start::StartError;
use crate::terminal::say;

pub(crate) fn run(arguments: &Users) -> Result<(), StartError> {
    let store = open(&arguments.data)?;
    let named = arguments.account.as_deref();
    let account = || find_account(&store, named.unwrap_or(ACCOUNT_NAME));
    let find = |name: &str| find(&store, &account()?, name);
    match &arguments.action {
        UserAction::List => list(&store, named),
        UserAction::Add {
            name,
            administrator,
            password_stdin,
        } => add(&store, &account()?, name, *administrator, *password_stdin),
        UserAction::Disable { name, undo } => {
            let user = find(name)?;
            let change = |connection: &_| users::set_disabled(connection, &user.id, !undo);
            Ok(store.write_now(change)?)
        }
        UserAction::Password {
            name,
            password_stdin,
        } => {
            let user = find(name)?;
            let new = NewPassword::choose(*password_stdin)?;
            store.write_now(|connection| users::set_password(connection, &user.id, &new.hash))?;
            new.show();
            Ok(())
        }
        UserAction::Keys { name, add, remove } => {
            let user = find(name)?;
            match remove {
                Some(access_key) => remove_key(&store, &user, access_key),
                None if *add => add_key(&store, &user),
                None => list_keys(&store, &user),
            }
        }
    }
}

/// The store of a folder that a server was started on before.
pub(crate) fn open(data: &Data) -> Result<Store, StartError> {
    let folder = data.folder(false);
    if !Store::exists(&folder) {
        let folder = folder.display();
        let sentence =
            format!("{folder} contains no data: start the server with this folder first");
        return Err(StartError::Other(sentence));
    }
    Ok(Store::open(&folder)?)
}

fn find_account(store: &Store, name: &str) -> Result<AccountRow, StartError> {
    let found = store.read_now(|connection| accounts::by_name(connection, name))?;
    found.ok_or_else(|| StartError::Other(format!("account {name} does not exist")))
}

fn find(store: &Store, account: &AccountRow, name: &str) -> Result<UserRow, StartError> {
    let found = store.read_now(|connection| users::by_name(connection, &account.name, name))?;
    found.ok_or_else(|| StartError::Other(format!("user {name} does not exist")))
}

/// A password on its way in: what is kept of it, and what is shown once it is kept.
pub(crate) struct NewPassword {
    pub(crate) hash: String,
    made: Option<String>,
}

impl NewPassword {
    /// What is on standard input, or one that is made.
    pub(crate) fn choose(from_stdin: bool) -> Result<Self, StartError> {
        if !from_stdin {
            let password = random::password();
            return Ok(Self {
                hash: password::hash(&password),
                made: Some(password),
            });
        }
        let mut line = String::new();
        let read = std::io::stdin().read_line(&mut line);
        read.map_err(|error| StartError::Other(format!("cannot read the password: {error}")))?;
        match line.trim_end_matches(['\r', '\n']) {
            "" => Err(StartError::Other(
                "enter a password on standard input".into(),
            )),
            password => Ok(Self {
                hash: password::hash(password),
                made: None,
            }),
        }
    }

    /// Only after the commit: a password that is shown is one that opens the door.
    pub(crate) fn show(self) {
        if let Some(password) = self.made {
            say(&format!("password {password} (shown only once)"));
        }
    }
}

pub(crate) fn check_name(whose: &str, name: &str) -> Result<(), StartError> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '@');
    if name.is_empty() || name.len() > 64 || !name.chars().all(is_plain) {
        let rule =
            format!("the name of {whose} must have 1–64 characters: letters, digits, - _ . @");
        return Err(StartError::Other(rule));
    }
    Ok(())
}

fn add(
    store: &Store,
    account: &AccountRow,
    name: &str,
    administrator: bool,
    from_stdin: bool,
) -> Result<(), StartError> {
    check_name("a user", name)?;
    if find(store, account, name).is_ok() {
        return Err(StartError::Other(format!("user {name} already exists")));
    }
    let password = NewPassword::choose(from_stdin)?;
    let new = NewUser {
        id: &random::hex_id(),
        account_id: &account.id,
        name,
        password_hash: &password.hash,
        is_administrator: administrator,
        now: unix_millis(),
    };
    store.write_now(|connection| users::create(connection, &new))?;
    password.show();
    Ok(())
}

fn list(store: &Store, account: Option<&str>) -> Result<(), StartError> {
    if let Some(account) = account {
        find_account(store, account)?;
    }
    let everybody = store.read_now(users::list)?;
    let is_wanted = |user: &UserRow| account.is_none_or(|name| name == user.account_name);
    for user in everybody.into_iter().filter(is_wanted) {
        let role = if user.is_administrator {
            " (administrator)"
        } else {
            ""
        };
        let state = if user.is_disabled { " (disabled)" } else { "" };
        // With the id, which the first grant on a new machine asks for.
        let UserRow {
            account_name,
            name,
            id,
            ..
        } = user;
        say(&format!("{account_name}/{name} {id}{role}{state}"));
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
            "user {} has no access key {access_key}",
            user.name
        ))),
    }
}
