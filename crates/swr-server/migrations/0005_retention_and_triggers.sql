-- One policy per repository. The rules are the JSON array of the request, read and written again.
CREATE TABLE retention_policies (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    repository_id INTEGER NOT NULL UNIQUE REFERENCES repositories (id) ON DELETE CASCADE,
    rules         TEXT NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT;

-- What policies deleted. A line outlives its policy and its tag.
CREATE TABLE retention_log (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    policy_id     INTEGER NOT NULL,
    -- The one rule that asked for it, as JSON.
    rule          TEXT NOT NULL,
    tag           TEXT NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX retention_log_of_repository ON retention_log (repository_id, id);

CREATE TABLE triggers (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    repository_id INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    name          TEXT NOT NULL,
    action        TEXT NOT NULL,
    app_type      TEXT NOT NULL,
    application   TEXT NOT NULL,
    cluster_id    TEXT NOT NULL,
    cluster_name  TEXT NOT NULL,
    cluster_ns    TEXT NOT NULL,
    -- Empty for all containers.
    container     TEXT NOT NULL,
    condition     TEXT NOT NULL,
    trigger_type  TEXT NOT NULL CHECK (trigger_type IN ('all', 'tag', 'regular')),
    trigger_mode  TEXT NOT NULL CHECK (trigger_mode IN ('cce', 'cci')),
    is_enabled    INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
    creator_name  TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    UNIQUE (repository_id, name)
) STRICT;

CREATE TABLE trigger_history (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    trigger_id INTEGER NOT NULL REFERENCES triggers (id) ON DELETE CASCADE,
    tag        TEXT NOT NULL,
    result     TEXT NOT NULL CHECK (result IN ('success', 'failed')),
    -- A status or a reason, never what was answered.
    detail     TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX trigger_history_of_trigger ON trigger_history (trigger_id, id);

-- What was written to a tag and no trigger was told of yet. It comes into being with the tag, in the
-- same transaction, so that no way of writing a tag forgets it and no crash loses it.
CREATE TABLE trigger_events (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    trigger_id INTEGER NOT NULL REFERENCES triggers (id) ON DELETE CASCADE,
    tag        TEXT NOT NULL,
    digest     TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX trigger_events_of_trigger ON trigger_events (trigger_id);

CREATE TRIGGER tag_made_event AFTER INSERT ON tags BEGIN
    INSERT INTO trigger_events (trigger_id, tag, digest, created_at)
    SELECT id, new.name, new.manifest_digest, new.updated_at FROM triggers
    WHERE repository_id = new.repository_id AND is_enabled;
END;
-- Pushing what is there already is a push, too.
CREATE TRIGGER tag_pushed_event AFTER UPDATE OF manifest_digest ON tags BEGIN
    INSERT INTO trigger_events (trigger_id, tag, digest, created_at)
    SELECT id, new.name, new.manifest_digest, new.updated_at FROM triggers
    WHERE repository_id = new.repository_id AND is_enabled;
END;

-- Accounts that let the service act on their clusters.
CREATE TABLE agencies (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
