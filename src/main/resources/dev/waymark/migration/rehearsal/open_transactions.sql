-- The locks on tables of the users' that other sessions hold, in transactions that have been open for
-- longer than so many milliseconds.
SELECT
  pg_catalog.format('%I.%I', namespace.nspname, relation.relname) AS relation,
  held.mode,
  session.pid,
  session.usename AS user_name,
  session.application_name,
  age.milliseconds::pg_catalog.int8 AS transaction_ms
FROM pg_catalog.pg_locks AS held
JOIN pg_catalog.pg_class AS relation ON relation.oid OPERATOR(pg_catalog.=) held.relation
JOIN pg_catalog.pg_namespace AS namespace
  ON namespace.oid OPERATOR(pg_catalog.=) relation.relnamespace
JOIN pg_catalog.pg_stat_activity AS session ON session.pid OPERATOR(pg_catalog.=) held.pid
CROSS JOIN LATERAL (
  SELECT
    EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) session.xact_start)
      OPERATOR(pg_catalog.*) 1000 AS milliseconds
) AS age
WHERE held.locktype OPERATOR(pg_catalog.=) 'relation'
  AND held.granted
  AND held.pid OPERATOR(pg_catalog.<>) pg_catalog.pg_backend_pid()
  AND session.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
  AND relation.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,m}'::pg_catalog."char"[])
  AND age.milliseconds OPERATOR(pg_catalog.>) ?
ORDER BY age.milliseconds DESC, session.pid
