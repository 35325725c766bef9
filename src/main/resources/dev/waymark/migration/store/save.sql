-- Keeps what is known of a run; with an outcome it has ended. The parameters are the report, the
-- outcome and the end (both null while it runs) and the id.
UPDATE ${own}.run
SET report = ?::pg_catalog.jsonb, outcome = ?, finished_at = ?
WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
  -- What was seen before the end may be written after it, and must not undo it.
  AND (outcome IS NULL OR ?::pg_catalog.text IS NOT NULL)
