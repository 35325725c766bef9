-- Writes down a run that has just started; its backend holds the lock of the history. What waited
-- under its id waits no longer, and a request to cancel that is one to cancel this. The first
-- parameter is the id, as is the second.
WITH waited AS (
  DELETE FROM ${own}.request WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
  RETURNING cancel_requested_by
)
INSERT INTO ${own}.run (
  id, history, operation, target, source_digest, started_at, backend_pid, lock_number, report,
  cancel_requested_by
)
VALUES (
  ?::pg_catalog.uuid, ?::pg_catalog.text, ?::pg_catalog.text,
  ?::pg_catalog.text, ?::pg_catalog.text, ?, ?, ?, ?::pg_catalog.jsonb,
  (SELECT waited.cancel_requested_by FROM waited)
)
