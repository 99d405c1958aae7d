-- Copying images into other regions of this server.

CREATE TABLE synchronizations (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    repository_id       INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    -- Names and no references: the target may come later, or never.
    remote_region       TEXT NOT NULL,
    remote_organization TEXT NOT NULL,
    is_automatic        INTEGER NOT NULL CHECK (is_automatic IN (0, 1)),
    overrides           INTEGER NOT NULL CHECK (overrides IN (0, 1)),
    -- On whose behalf automatic jobs run; the name at that time.
    creator_id          TEXT NOT NULL,
    creator_name        TEXT NOT NULL,
    created_at          INTEGER NOT NULL,
    UNIQUE (repository_id, remote_region, remote_organization)
) STRICT;

CREATE TABLE sync_jobs (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    repository_id       INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    remote_region       TEXT NOT NULL,
    remote_organization TEXT NOT NULL,
    overrides           INTEGER NOT NULL CHECK (overrides IN (0, 1)),
    tag                 TEXT NOT NULL,
    status              TEXT NOT NULL DEFAULT 'waiting'
        CHECK (status IN ('waiting', 'running', 'success', 'failed', 'existed')),
    operator_id         TEXT NOT NULL,
    operator_name       TEXT NOT NULL,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL
) STRICT;
CREATE INDEX sync_jobs_of_repository ON sync_jobs (repository_id, created_at, id);
CREATE INDEX sync_jobs_to_do ON sync_jobs (id) WHERE status IN ('waiting', 'running');

-- An automatic job comes into being with the tag, in the same transaction, so that no way of writing
-- a tag forgets it and no crash loses it.
CREATE TRIGGER tag_made_sync AFTER INSERT ON tags BEGIN
    INSERT INTO sync_jobs (repository_id, remote_region, remote_organization, overrides, tag,
        operator_id, operator_name, created_at, updated_at)
    SELECT repository_id, remote_region, remote_organization, overrides, new.name,
        creator_id, creator_name, new.updated_at, new.updated_at
    FROM synchronizations WHERE repository_id = new.repository_id AND is_automatic;
END;
-- Pushing what is there already is a push, too.
CREATE TRIGGER tag_pushed_sync AFTER UPDATE OF manifest_digest ON tags BEGIN
    INSERT INTO sync_jobs (repository_id, remote_region, remote_organization, overrides, tag,
        operator_id, operator_name, created_at, updated_at)
    SELECT repository_id, remote_region, remote_organization, overrides, new.name,
        creator_id, creator_name, new.updated_at, new.updated_at
    FROM synchronizations WHERE repository_id = new.repository_id AND is_automatic;
END;
