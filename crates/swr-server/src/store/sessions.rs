//! Sessions of a user: tokens, and temporary logins of the registry.

use rusqlite::Connection;

use super::StoreError;

/// Ends all of them; call it in the transaction that changes how the user proves who they are.
pub(super) fn end_all(connection: &Connection, user_id: &str) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM tokens WHERE user_id = ?1",
        "DELETE FROM temporary_logins WHERE user_id = ?1",
    ] {
        connection.execute(sql, [user_id])?;
    }
    Ok(())
}
