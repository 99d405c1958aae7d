-- Each account has a project of its own. The default is for the one account that was there before
-- there were others; a second one that forgets its project is refused by the index.
ALTER TABLE accounts ADD COLUMN project_id TEXT NOT NULL
    DEFAULT '00000000000000000000000000000001';
CREATE UNIQUE INDEX accounts_by_project ON accounts (project_id);

-- A repository that all users of another account may pull, until the share ends.
CREATE TABLE shares (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    account_id    TEXT NOT NULL REFERENCES accounts (id),
    -- What was asked for, and the end of that day; both NULL for ever.
    deadline      INTEGER,
    ends_at       INTEGER,
    description   TEXT NOT NULL,
    creator_id    TEXT NOT NULL,
    creator_name  TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    CHECK ((deadline IS NULL) = (ends_at IS NULL)),
    UNIQUE (repository_id, account_id)
) STRICT;
CREATE INDEX shares_of_account ON shares (account_id);
