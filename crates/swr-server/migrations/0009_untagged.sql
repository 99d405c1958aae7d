-- Manifests that nothing refers to: since when the sweep knows it. NULL while a tag, an index or, for an
-- artifact, the manifest that it is about is there.
ALTER TABLE manifests ADD COLUMN unused_since INTEGER;
CREATE INDEX manifests_by_unused ON manifests (unused_since) WHERE unused_since IS NOT NULL;

-- Whether an index needs a manifest.
CREATE INDEX manifest_children_by_child ON manifest_children (repository_id, child_digest);
