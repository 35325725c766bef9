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
    FROM pg_catalog.pg_locks AS lock
    JOIN pg_catalog.pg_database AS database ON database.oid OPERATOR(pg_catalog.=) lock.database
    WHERE lock.locktype OPERATOR(pg_catalog.=) 'advisory'
      AND lock.granted
      AND lock.pid OPERATOR(pg_catalog.=) request.backend_pid
      AND lock.objsubid OPERATOR(pg_catalog.=) 2
      AND lock.classid OPERATOR(pg_catalog.=) 1463900503
      AND lock.objid OPERATOR(pg_catalog.=)
        (request.lock_number::pg_catalog.int8 OPERATOR(pg_catalog.&) 4294967295)::pg_catalog.oid
      AND database.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
  ),
  false,
  request.led_to,
  NULL::pg_catalog.uuid
FROM ${own}.request
