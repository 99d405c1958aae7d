-- What happened on a day, counted in UTC; day 0 is 1970-01-01.
CREATE TABLE account_days (
    account_id     TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    region         TEXT NOT NULL,
    day            INTEGER NOT NULL,
    -- Bytes of manifests and blobs that were sent to clients.
    downflow_bytes INTEGER NOT NULL DEFAULT 0,
    -- What all repositories had after the last change of the day; NULL when nothing changed.
    stored_bytes   INTEGER,
    PRIMARY KEY (account_id, region, day)
) STRICT, WITHOUT ROWID;

-- What was there before anybody counted.
INSERT INTO account_days (account_id, region, day, stored_bytes)
SELECT o.account_id, o.region, unixepoch() / 86400, sum(coalesce(r.size_bytes, 0))
FROM repositories r JOIN organizations o ON o.id = r.organization_id
GROUP BY o.account_id, o.region;
