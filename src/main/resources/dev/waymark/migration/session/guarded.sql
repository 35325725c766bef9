-- Whether this session holds the second lock of a history. The parameters are the two numbers of the
-- lock, of which PostgreSQL shows the bits as they are.
SELECT EXISTS (
  SELECT
  FROM pg_catalog.pg_locks AS lock
  WHERE lock.locktype OPERATOR(pg_catalog.=) 'advisory'
    AND lock.granted
    AND lock.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid()
    AND CAST(CAST(lock.classid AS pg_catalog.int8) AS pg_catalog.int4) OPERATOR(pg_catalog.=) ?
    AND CAST(lock.objid AS pg_catalog.int8)
      OPERATOR(pg_catalog.=) (CAST(? AS pg_catalog.int8) OPERATOR(pg_catalog.&) 4294967295)
)
