-- Rehearsals, so that every replica can answer for any of them, also after the one that made it is
-- gone.
CREATE TABLE rehearsal (
  id uuid PRIMARY KEY,
  -- The tracking table it is about, qualified; null where it was not found.
  history text,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  -- Null while it goes on. One whose backend no longer holds the lock was interrupted.
  outcome text,
  backend_pid integer NOT NULL,
  -- The second number of the lock that the backend holds.
  lock_number integer NOT NULL,
  cancel_requested_by json,
  -- What a list says of it, as of the last change.
  summary json NOT NULL,
  -- What GET /migrations/rehearsals/{id} answers, as of the last change.
  document json NOT NULL
);
CREATE INDEX rehearsal_newest_first ON rehearsal (started_at DESC, id DESC);

-- Rehearsals with whether each goes on now. The first number of the lock spells WAYR.
CREATE VIEW rehearsal_now AS
SELECT
  rehearsal.id,
  rehearsal.started_at,
  rehearsal.summary,
  rehearsal.document,
  rehearsal.outcome IS NULL AND EXISTS (
    SELECT
    FROM pg_catalog.pg_locks AS lock
    JOIN pg_catalog.pg_database AS database ON database.oid = lock.database
    WHERE lock.locktype = 'advisory'
      AND lock.granted
      AND lock.pid = rehearsal.backend_pid
      AND lock.objsubid = 2
      AND lock.classid = 1463900498
      AND lock.objid = (rehearsal.lock_number::bigint & 4294967295)::oid
      AND database.datname = pg_catalog.current_database()
  ) AS running
FROM rehearsal;
