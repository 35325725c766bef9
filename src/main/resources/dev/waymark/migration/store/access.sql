-- Whether runs can be kept in Waymark's own schema. The parameter is its name.
SELECT
  current_user AS user_name,
  pg_catalog.current_database() AS database_name,
  namespace.oid IS NOT NULL AS present,
  runs.oid IS NOT NULL AS prepared,
  CASE
    WHEN runs.oid IS NOT NULL THEN
      pg_catalog.has_schema_privilege(namespace.oid, 'USAGE')
      AND pg_catalog.has_table_privilege(runs.oid, 'SELECT')
      AND pg_catalog.has_table_privilege(runs.oid, 'INSERT')
      AND pg_catalog.has_table_privilege(runs.oid, 'UPDATE')
    WHEN namespace.oid IS NOT NULL THEN
      pg_catalog.has_schema_privilege(namespace.oid, 'CREATE')
    ELSE pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
  END AS usable
FROM (SELECT ?::pg_catalog.name AS name) AS own
LEFT JOIN pg_catalog.pg_namespace AS namespace ON namespace.nspname OPERATOR(pg_catalog.=) own.name
LEFT JOIN pg_catalog.pg_class AS runs
  ON runs.relnamespace OPERATOR(pg_catalog.=) namespace.oid
  AND runs.relname OPERATOR(pg_catalog.=) 'run'
  AND runs.relkind OPERATOR(pg_catalog.=) 'r'
