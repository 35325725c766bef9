-- Writes down a request that waits. The parameters are the id, the history, since when, the backend
-- that waits, the second number of the lock that it holds, and the report.
INSERT INTO ${own}.request (id, history, asked_at, backend_pid, lock_number, report)
VALUES (
  ?::pg_catalog.uuid, ?::pg_catalog.text, ?, ?, ?, ?::pg_catalog.jsonb
)
ON CONFLICT (id) DO NOTHING
