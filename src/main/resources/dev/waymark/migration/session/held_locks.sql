-- The session advisory locks that say who migrates, as this session holds them: Waymark's, whose first
-- number spells WAYM, and Flyway's, whose one number is 77431708279161 plus a hash of 32 bits.
SELECT
  CAST(lock.classid AS pg_catalog.int8) AS class_id,
  CAST(lock.objid AS pg_catalog.int8) AS object_id,
  lock.objsubid OPERATOR(pg_catalog.=) CAST(2 AS pg_catalog.int2) AS two_numbers
FROM pg_catalog.pg_locks AS lock
WHERE lock.locktype OPERATOR(pg_catalog.=) 'advisory'
  AND lock.granted
  AND lock.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid()
  AND CASE
    WHEN lock.objsubid OPERATOR(pg_catalog.=) CAST(2 AS pg_catalog.int2)
      THEN CAST(lock.classid AS pg_catalog.int8) OPERATOR(pg_catalog.=) 1463900493
    ELSE CAST(lock.classid AS pg_catalog.int8) OPERATOR(pg_catalog.>=) 18027
      AND CAST(lock.classid AS pg_catalog.int8) OPERATOR(pg_catalog.<=) 18029
  END
