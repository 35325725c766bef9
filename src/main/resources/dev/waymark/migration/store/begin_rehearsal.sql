-- Writes down a rehearsal that has just started; its backend holds the lock.
INSERT INTO ${own}.rehearsal (
  id, history, started_at, backend_pid, lock_number, summary, document
)
VALUES (
  ?::pg_catalog.uuid, ?::pg_catalog.text, ?, ?, ?, ?::pg_catalog.json, ?::pg_catalog.json
)
