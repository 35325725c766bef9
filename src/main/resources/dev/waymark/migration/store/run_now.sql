-- Runs, and whether each goes on: somebody holds its lock. The view of this name says the same; who
-- reads does not ask it, for a view executes whatever its owner has made it.
SELECT
  run.id,
  run.history,
  run.started_at,
  run.source_digest,
  run.report,
  run.outcome IS NULL AND EXISTS (
    SELECT
    FROM pg_catalog.pg_locks AS lock
    JOIN pg_catalog.pg_database AS database ON database.oid OPERATOR(pg_catalog.=) lock.database
    WHERE lock.locktype OPERATOR(pg_catalog.=) 'advisory'
      AND lock.granted
      AND lock.objsubid OPERATOR(pg_catalog.=) 2
      AND (
        lock.classid OPERATOR(pg_catalog.=) 1463900493 AND lock.pid OPERATOR(pg_catalog.=) run.backend_pid
        OR lock.classid OPERATOR(pg_catalog.=) 1463900487
      )
      AND lock.objid OPERATOR(pg_catalog.=)
        (run.lock_number::pg_catalog.int8 OPERATOR(pg_catalog.&) 4294967295)::pg_catalog.oid
      AND database.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
  ) AS running,
  run.continued_by
FROM ${own}.run
