-- An index by its name, as PostgreSQL reads it under the current search_path; no row if there is none.
SELECT
  namespace.nspname AS namespace,
  index.oid::bigint AS oid
FROM pg_catalog.pg_class AS index
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) index.relnamespace
WHERE index.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(?)
