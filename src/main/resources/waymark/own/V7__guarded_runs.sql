-- A script may give away what its own session holds. While scripts run, a second session guards the
-- lock, so a run whose guard is there is running, whatever its scripts did. Its first number spells
-- WAYG.
CREATE OR REPLACE VIEW run_now AS
SELECT
  run.id,
  run.history,
  run.operation,
  run.target,
  run.source_digest,
  run.started_at,
  run.finished_at,
  run.outcome,
  run.backend_pid,
  run.lock_number,
  run.cancel_requested_by,
  run.report,
  run.outcome IS NULL AND EXISTS (
    SELECT
    FROM pg_catalog.pg_locks AS lock
    JOIN pg_catalog.pg_database AS database ON database.oid = lock.database
    WHERE lock.locktype = 'advisory'
      AND lock.granted
      AND lock.objsubid = 2
      AND (lock.classid = 1463900493 AND lock.pid = run.backend_pid OR lock.classid = 1463900487)
      AND lock.objid = (run.lock_number::bigint & 4294967295)::oid
      AND database.datname = pg_catalog.current_database()
  ) AS running,
  run.continued_by
FROM run;
