-- One data folder serves several regions. An organization is in one of them, and so is everything
-- below it; accounts and users are in all. Runs with foreign keys off: dropping the old table must
-- not take along what refers to it.

CREATE TABLE organizations_by_region (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    region     TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name       TEXT NOT NULL,
    creator_id TEXT NOT NULL,
    -- The creator's name at that time: the user may be gone.
    creator_name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (region, name)
) STRICT;

INSERT INTO organizations_by_region
    (id, region, account_id, name, creator_id, creator_name, created_at)
SELECT id, 'local-1', account_id, name, creator_id, creator_name, created_at FROM organizations;

-- An id that was given once is not given again, also when its organization is gone.
DELETE FROM sqlite_sequence WHERE name = 'organizations_by_region';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'organizations_by_region', seq FROM sqlite_sequence WHERE name = 'organizations';

DROP TABLE organizations;
ALTER TABLE organizations_by_region RENAME TO organizations;
CREATE INDEX organizations_of_account ON organizations (account_id, region);

-- A token opens the region whose project it is for.
ALTER TABLE tokens ADD COLUMN region TEXT NOT NULL DEFAULT 'local-1';
