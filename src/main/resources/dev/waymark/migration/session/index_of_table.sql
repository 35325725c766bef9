-- The index of a name in the namespace of a table; no row if there is no such table. The parameters
-- are the name, and the table as PostgreSQL reads it under the current search_path.
SELECT
  namespace.nspname AS namespace,
  index.oid::bigint AS oid,
  coalesce(entry.indrelid OPERATOR(pg_catalog.=) indexed.oid, false) AS of_table,
  coalesce(entry.indisvalid, true) AS valid
FROM pg_catalog.pg_class AS indexed
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) indexed.relnamespace
LEFT JOIN pg_catalog.pg_class AS index
  ON index.relnamespace OPERATOR(pg_catalog.=) indexed.relnamespace
  AND index.relname OPERATOR(pg_catalog.=) ?::pg_catalog.name
LEFT JOIN pg_catalog.pg_index AS entry ON entry.indexrelid OPERATOR(pg_catalog.=) index.oid
WHERE indexed.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(?)
