-- Manifests that say something about another one: signatures, lists of contents, attestations.

-- No reference: the other one may come later, or go before.
ALTER TABLE manifests ADD COLUMN subject_digest TEXT;
ALTER TABLE manifests ADD COLUMN artifact_type TEXT;

-- Those that were pushed before anybody asked.
WITH said (repository_id, digest, subject, artifact, config) AS (
    SELECT repository_id, digest,
           CASE json_type(CAST(body AS TEXT), '$.subject.digest') WHEN 'text'
                THEN json_extract(CAST(body AS TEXT), '$.subject.digest') END,
           CASE json_type(CAST(body AS TEXT), '$.artifactType') WHEN 'text'
                THEN json_extract(CAST(body AS TEXT), '$.artifactType') END,
           CASE json_type(CAST(body AS TEXT), '$.config.mediaType') WHEN 'text'
                THEN json_extract(CAST(body AS TEXT), '$.config.mediaType') END
    FROM manifests
    WHERE media_type LIKE 'application/vnd.oci.%' AND json_valid(CAST(body AS TEXT)))
UPDATE manifests
SET subject_digest = iif(said.subject GLOB 'sha256:*' AND length(said.subject) = 71,
                         said.subject, NULL),
    artifact_type = coalesce(nullif(said.artifact, ''), nullif(said.config, ''))
FROM said
WHERE manifests.repository_id = said.repository_id AND manifests.digest = said.digest;

CREATE INDEX manifests_by_subject ON manifests (repository_id, subject_digest)
    WHERE subject_digest IS NOT NULL;
