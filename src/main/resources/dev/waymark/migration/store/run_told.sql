-- Runs, and requests whose turn has not come or that another run answered, as the view of this name.
SELECT
  run_now.id,
  run_now.history,
  run_now.started_at,
  run_now.source_digest,
  run_now.report,
  run_now.running,
  false AS waiting,
  true AS started,
  NULL::pg_catalog.uuid AS led_to,
  run_now.continued_by
FROM (
${run_now}
) AS run_now
UNION ALL
SELECT
  request.id,
  request.history,
  request.asked_at,
  '',
  request.report,
  false,
  NOT request.ended AND EXISTS (
    SELECT
    FROM (
${advisory_locks}
    ) AS lock
    WHERE lock.first OPERATOR(pg_catalog.=) 1463900503
      AND lock.pid OPERATOR(pg_catalog.=) request.backend_pid
      AND lock.second OPERATOR(pg_catalog.=)
        (request.lock_number::pg_catalog.int8 OPERATOR(pg_catalog.&) 4294967295)::pg_catalog.oid
  ),
  false,
  request.led_to,
  NULL::pg_catalog.uuid
FROM ${own}.request
