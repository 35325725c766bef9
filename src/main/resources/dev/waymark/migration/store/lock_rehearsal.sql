-- From now on everybody sees that this session's process rehearses. The parameters are the two
-- numbers of the lock.
SELECT
  pg_catalog.pg_backend_pid() AS pid,
  pg_catalog.pg_try_advisory_lock(?::pg_catalog.int4, ?::pg_catalog.int4) AS locked
