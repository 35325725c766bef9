-- Keeps the end of a rehearsal. The parameters are the outcome, the end, the summary, the document
-- and the id.
UPDATE ${own}.rehearsal
SET
  outcome = ?::pg_catalog.text, finished_at = ?::pg_catalog.timestamptz,
  summary = ?::pg_catalog.json, document = ?::pg_catalog.json
WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
