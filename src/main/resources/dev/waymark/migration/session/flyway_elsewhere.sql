-- The session that holds Flyway's own lock of a history and is no run of Waymark's. The parameters are the lock's
-- key, twice.
SELECT holder.pid, holder.usename AS user_name, holder.application_name, holder.backend_start
FROM pg_catalog.pg_locks AS lock
JOIN pg_catalog.pg_database AS database ON database.oid OPERATOR(pg_catalog.=) lock.database
JOIN pg_catalog.pg_stat_activity AS holder ON holder.pid OPERATOR(pg_catalog.=) lock.pid
WHERE lock.locktype OPERATOR(pg_catalog.=) 'advisory'
  AND lock.granted
  AND lock.objsubid OPERATOR(pg_catalog.=) 1
  AND lock.classid OPERATOR(pg_catalog.=)
    ((?::bigint OPERATOR(pg_catalog.>>) 32) OPERATOR(pg_catalog.&) 4294967295)::pg_catalog.oid
  AND lock.objid OPERATOR(pg_catalog.=) (?::bigint OPERATOR(pg_catalog.&) 4294967295)::pg_catalog.oid
  AND database.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_locks AS run
    WHERE run.locktype OPERATOR(pg_catalog.=) 'advisory'
      AND run.pid OPERATOR(pg_catalog.=) lock.pid
      AND run.classid OPERATOR(pg_catalog.=) 1463900493
  )
