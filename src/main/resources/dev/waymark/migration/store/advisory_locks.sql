-- The advisory locks of two numbers that sessions of this database hold.
SELECT lock.pid, lock.classid AS first, lock.objid AS second
FROM pg_catalog.pg_locks AS lock
JOIN pg_catalog.pg_database AS database ON database.oid OPERATOR(pg_catalog.=) lock.database
WHERE lock.locktype OPERATOR(pg_catalog.=) 'advisory'
  AND lock.granted
  AND lock.objsubid OPERATOR(pg_catalog.=) 2
  AND database.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
