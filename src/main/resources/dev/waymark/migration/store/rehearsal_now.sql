-- Rehearsals, and whether each goes on: its session holds a lock. As the view of this name.
SELECT
  rehearsal.id,
  rehearsal.started_at,
  rehearsal.summary,
  rehearsal.document,
  rehearsal.outcome IS NULL AND EXISTS (
    SELECT
    FROM pg_catalog.pg_locks AS lock
    JOIN pg_catalog.pg_database AS database ON database.oid OPERATOR(pg_catalog.=) lock.database
    WHERE lock.locktype OPERATOR(pg_catalog.=) 'advisory'
      AND lock.granted
      AND lock.pid OPERATOR(pg_catalog.=) rehearsal.backend_pid
      AND lock.objsubid OPERATOR(pg_catalog.=) 2
      AND lock.classid OPERATOR(pg_catalog.=) 1463900498
      AND lock.objid OPERATOR(pg_catalog.=)
        (rehearsal.lock_number::pg_catalog.int8 OPERATOR(pg_catalog.&) 4294967295)::pg_catalog.oid
      AND database.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
  ) AS running
FROM ${own}.rehearsal
