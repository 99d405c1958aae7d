-- Logins of the registry that end by themselves. Who reads this table cannot log in: only the
-- SHA-256 of each password is here, and the passwords are 256 random bits.
CREATE TABLE temporary_logins (
    access_key    TEXT PRIMARY KEY,
    password_hash BLOB NOT NULL,
    user_id       TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    region        TEXT NOT NULL,
    -- What stands before the @ of the user name.
    prefix        TEXT NOT NULL,
    expires_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX temporary_logins_of_user ON temporary_logins (user_id);
CREATE INDEX temporary_logins_by_end ON temporary_logins (expires_at);
