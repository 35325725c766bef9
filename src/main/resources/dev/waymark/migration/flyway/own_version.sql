-- Whether Waymark's own schema is as new as the version of the parameter, and nothing of its history failed.
-- ${own} is the quoted schema.
SELECT
  COALESCE(pg_catalog.bool_and(success), false)
  AND COALESCE(pg_catalog.max(version::pg_catalog.int4) OPERATOR(pg_catalog.>=) ?, false)
FROM ${own}.schema_history
