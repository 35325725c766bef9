-- Rehearsals, and whether each goes on: its session holds a lock. As the view of this name.
SELECT
  rehearsal.id,
  rehearsal.started_at,
  rehearsal.summary,
  rehearsal.document,
  rehearsal.outcome IS NULL AND EXISTS (
    SELECT
    FROM (
${advisory_locks}
    ) AS lock
    WHERE lock.first OPERATOR(pg_catalog.=) 1463900498
      AND lock.pid OPERATOR(pg_catalog.=) rehearsal.backend_pid
      AND lock.second OPERATOR(pg_catalog.=)
        (rehearsal.lock_number::pg_catalog.int8 OPERATOR(pg_catalog.&) 4294967295)::pg_catalog.oid
  ) AS running
FROM ${own}.rehearsal
