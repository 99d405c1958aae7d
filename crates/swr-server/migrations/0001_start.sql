-- Times are milliseconds since 1970 in UTC, sizes are bytes, booleans are 0 or 1.
-- Everything below an organization goes with it: deleting the row is deleting the thing.

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
    id   TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    id               TEXT PRIMARY KEY,
    account_id       TEXT NOT NULL REFERENCES accounts (id),
    name             TEXT NOT NULL,
    password_hash    TEXT NOT NULL,
    is_administrator INTEGER NOT NULL DEFAULT 0 CHECK (is_administrator IN (0, 1)),
    is_disabled      INTEGER NOT NULL DEFAULT 0 CHECK (is_disabled IN (0, 1)),
    created_at       INTEGER NOT NULL,
    UNIQUE (account_id, name)
) STRICT, WITHOUT ROWID;

-- A signature and the long-term registry password can only be checked with the secret itself,
-- so it is kept as it is and the folder is closed to everybody else.
CREATE TABLE access_keys (
    access_key TEXT PRIMARY KEY,
    secret_key TEXT NOT NULL,
    user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX access_keys_of_user ON access_keys (user_id);

-- Who reads this table cannot sign in: only the SHA-256 of each token is here.
CREATE TABLE tokens (
    hash       BLOB PRIMARY KEY,
    user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose    TEXT NOT NULL CHECK (purpose IN ('management', 'registry')),
    scope      TEXT NOT NULL DEFAULT '',
    issued_at  INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tokens_of_user ON tokens (user_id);
CREATE INDEX tokens_by_end ON tokens (expires_at);

CREATE TABLE organizations (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name       TEXT NOT NULL UNIQUE,
    creator_id TEXT NOT NULL,
    -- The creator's name at that time: the user may be gone.
    creator_name TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- The id keeps the order in which people were granted; lists show it.
CREATE TABLE organization_members (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    user_id         TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    access          INTEGER NOT NULL CHECK (access IN (1, 3, 7)),
    UNIQUE (organization_id, user_id)
) STRICT;
CREATE INDEX organization_members_of_user ON organization_members (user_id);

CREATE TABLE repositories (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    category        TEXT NOT NULL DEFAULT 'other',
    description     TEXT NOT NULL DEFAULT '',
    is_public       INTEGER NOT NULL CHECK (is_public IN (0, 1)),
    creator_id      TEXT NOT NULL,
    creator_name    TEXT NOT NULL,
    download_count  INTEGER NOT NULL DEFAULT 0,
    -- Bytes of what the tags reach, each blob once; NULL when a change made it unknown.
    size_bytes      INTEGER DEFAULT 0,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    UNIQUE (organization_id, name)
) STRICT;

CREATE TABLE repository_members (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    user_id       TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    access        INTEGER NOT NULL CHECK (access IN (1, 3, 7)),
    UNIQUE (repository_id, user_id)
) STRICT;
CREATE INDEX repository_members_of_user ON repository_members (user_id);

-- A row is here only when the file is complete, verified and synced.
CREATE TABLE blobs (
    digest     TEXT PRIMARY KEY,
    size_bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE manifests (
    repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    digest        TEXT NOT NULL,
    media_type    TEXT NOT NULL,
    -- The exact bytes that were pushed: the digest is theirs.
    body          BLOB NOT NULL,
    -- 0 image, 1 index or manifest list.
    kind          INTEGER NOT NULL CHECK (kind IN (0, 1)),
    schema_version INTEGER NOT NULL DEFAULT 2,
    config_digest TEXT,
    -- Bytes of configuration and layers, each blob once; of an index, of all its images.
    image_size_bytes INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    PRIMARY KEY (repository_id, digest)
) STRICT;

CREATE TABLE manifest_blobs (
    repository_id   INTEGER NOT NULL,
    manifest_digest TEXT NOT NULL,
    blob_digest     TEXT NOT NULL REFERENCES blobs (digest),
    PRIMARY KEY (repository_id, manifest_digest, blob_digest),
    FOREIGN KEY (repository_id, manifest_digest)
        REFERENCES manifests (repository_id, digest) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
-- A repository gives the blobs of its manifests to read, and no others.
CREATE INDEX manifest_blobs_by_digest ON manifest_blobs (blob_digest, repository_id);

CREATE TABLE manifest_children (
    repository_id INTEGER NOT NULL,
    parent_digest TEXT NOT NULL,
    -- No reference: an index may name a child that was never pushed here.
    child_digest  TEXT NOT NULL,
    PRIMARY KEY (repository_id, parent_digest, child_digest),
    FOREIGN KEY (repository_id, parent_digest)
        REFERENCES manifests (repository_id, digest) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE tags (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    repository_id   INTEGER NOT NULL,
    name            TEXT NOT NULL,
    manifest_digest TEXT NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    UNIQUE (repository_id, name),
    -- Deleting a manifest by digest through the registry takes its tags along.
    FOREIGN KEY (repository_id, manifest_digest)
        REFERENCES manifests (repository_id, digest) ON DELETE CASCADE
) STRICT;
CREATE INDEX tags_by_manifest ON tags (repository_id, manifest_digest);

-- A push begins before its repository exists: until the manifest comes there is only a name.
-- The bytes of an upload under way are in a file of its id; the row ends with it.
CREATE TABLE uploads (
    id              TEXT PRIMARY KEY,
    organization_id INTEGER NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    repository      TEXT NOT NULL,
    user_id         TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    started_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX uploads_of_user ON uploads (user_id);

-- Blobs that arrived and wait for a manifest of that name; they are forgotten after a day.
CREATE TABLE pushed_blobs (
    organization_id INTEGER NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    repository      TEXT NOT NULL,
    digest          TEXT NOT NULL REFERENCES blobs (digest),
    pushed_at       INTEGER NOT NULL,
    PRIMARY KEY (organization_id, repository, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX pushed_blobs_by_digest ON pushed_blobs (digest);

-- What a manifest or tag change makes unknown is marked by the change itself, so that nobody forgets.
CREATE TRIGGER tag_added AFTER INSERT ON tags BEGIN
    UPDATE repositories SET size_bytes = NULL WHERE id = new.repository_id;
END;
CREATE TRIGGER tag_moved AFTER UPDATE OF manifest_digest ON tags BEGIN
    UPDATE repositories SET size_bytes = NULL WHERE id = new.repository_id;
END;
CREATE TRIGGER tag_removed AFTER DELETE ON tags BEGIN
    UPDATE repositories SET size_bytes = NULL WHERE id = old.repository_id;
END;
CREATE TRIGGER child_added AFTER INSERT ON manifests BEGIN
    UPDATE repositories SET size_bytes = NULL WHERE id = new.repository_id;
END;
CREATE TRIGGER child_removed AFTER DELETE ON manifests BEGIN
    UPDATE repositories SET size_bytes = NULL WHERE id = old.repository_id;
END;
