-- Runs, and whether each goes on: somebody holds its lock, or the one that guards it. The view of this
-- name says the same, to older Waymarks: it is not asked, for a view executes whatever its owner has made
-- it.
SELECT
  run.id,
  run.history,
  run.started_at,
  run.source_digest,
  run.report,
  run.outcome IS NULL AND EXISTS (
    SELECT
    FROM (
${advisory_locks}
    ) AS lock
    WHERE (
        lock.first OPERATOR(pg_catalog.=) 1463900493 AND lock.pid OPERATOR(pg_catalog.=) run.backend_pid
        OR lock.first OPERATOR(pg_catalog.=) 1463900487
      )
      AND lock.second OPERATOR(pg_catalog.=)
        (run.lock_number::pg_catalog.int8 OPERATOR(pg_catalog.&) 4294967295)::pg_catalog.oid
  ) AS running,
  run.continued_by
FROM ${own}.run
