-- The same for a role that may not ask which server it is, as some providers have it.
SELECT
  d.datname AS name,
  d.oid AS oid,
  CAST(NULL AS pg_catalog.int8) AS system
FROM pg_catalog.pg_database AS d
WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
