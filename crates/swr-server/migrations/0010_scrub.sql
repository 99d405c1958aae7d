-- When a blob was last compared with its digest, where that was after it was pushed; and what was wrong
-- with its file, for people. NULL: nothing was.
ALTER TABLE blobs ADD COLUMN checked_at INTEGER;
ALTER TABLE blobs ADD COLUMN damage TEXT;
CREATE INDEX blobs_by_check ON blobs (coalesce(checked_at, created_at));
CREATE INDEX blobs_by_damage ON blobs (checked_at) WHERE damage IS NOT NULL;
