-- Writes down a run that has just started; its backend holds the lock of the history.
INSERT INTO ${own}.run (
  id, history, operation, target, source_digest, started_at, backend_pid, lock_number, report
)
VALUES (?::pg_catalog.uuid, ?, ?, ?, ?, ?, ?, ?, ?::pg_catalog.jsonb)
