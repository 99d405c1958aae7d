-- Manifests that no tag reaches and the bytes that only they need; NULL until they are counted again.
ALTER TABLE repositories ADD COLUMN untagged_manifests INTEGER;
ALTER TABLE repositories ADD COLUMN untagged_bytes INTEGER;

DROP TRIGGER tag_added;
DROP TRIGGER tag_moved;
DROP TRIGGER tag_removed;
DROP TRIGGER child_added;
DROP TRIGGER child_removed;

CREATE TRIGGER tag_added AFTER INSERT ON tags BEGIN
    UPDATE repositories SET size_bytes = NULL, untagged_manifests = NULL WHERE id = new.repository_id;
END;
CREATE TRIGGER tag_moved AFTER UPDATE OF manifest_digest ON tags BEGIN
    UPDATE repositories SET size_bytes = NULL, untagged_manifests = NULL WHERE id = new.repository_id;
END;
CREATE TRIGGER tag_removed AFTER DELETE ON tags BEGIN
    UPDATE repositories SET size_bytes = NULL, untagged_manifests = NULL WHERE id = old.repository_id;
END;
CREATE TRIGGER child_added AFTER INSERT ON manifests BEGIN
    UPDATE repositories SET size_bytes = NULL, untagged_manifests = NULL WHERE id = new.repository_id;
END;
CREATE TRIGGER child_removed AFTER DELETE ON manifests BEGIN
    UPDATE repositories SET size_bytes = NULL, untagged_manifests = NULL WHERE id = old.repository_id;
END;
