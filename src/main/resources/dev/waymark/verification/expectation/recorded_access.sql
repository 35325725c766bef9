-- Whether this user may read what is recorded; no row if nothing ever was.
-- The parameter is Waymark's own schema.
SELECT
  current_user AS user_name,
  -- In a CASE, since OR and AND promise no order and the second asks inside the first.
  CASE
    WHEN pg_catalog.has_schema_privilege(namespace.oid, 'USAGE')
      THEN pg_catalog.has_table_privilege(recorded.oid, 'SELECT')
    ELSE false
  END AS readable
FROM pg_catalog.pg_class AS recorded
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) recorded.relnamespace
WHERE namespace.nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name
  AND recorded.relname OPERATOR(pg_catalog.=) 'recorded_schema'
  AND recorded.relkind OPERATOR(pg_catalog.=) 'r'
