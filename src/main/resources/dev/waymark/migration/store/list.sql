-- Runs, newest first, from the one after the given id; null begins with the newest. The parameters
-- are the id, twice, and how many.
SELECT id, history, operation, target, source_digest, report, outcome, running
FROM ${own}.run_now
WHERE ?::pg_catalog.uuid IS NULL
  OR (started_at, id) OPERATOR(pg_catalog.<) (
    SELECT last.started_at, last.id FROM ${own}.run AS last WHERE last.id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
  )
ORDER BY started_at DESC, id DESC
LIMIT ?
