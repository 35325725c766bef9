-- Who holds Flyway's own lock of a history and is no run of Waymark's. The parameters are the lock's
-- key, twice.
SELECT holder.pid, holder.usename AS user_name, holder.application_name, holder.backend_start
FROM pg_catalog.pg_locks AS lock
JOIN pg_catalog.pg_database AS database ON database.oid = lock.database
JOIN pg_catalog.pg_stat_activity AS holder ON holder.pid = lock.pid
WHERE lock.locktype = 'advisory'
  AND lock.granted
  AND lock.objsubid = 1
  AND lock.classid = (?::bigint >> 32 & 4294967295)::oid
  AND lock.objid = (?::bigint & 4294967295)::oid
  AND database.datname = pg_catalog.current_database()
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_locks AS run
    WHERE run.locktype = 'advisory' AND run.pid = lock.pid AND run.classid = 1463900493
  )
