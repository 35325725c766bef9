-- Concurrent builds and drops whose migration was not recorded as applied since, with what is there
-- of them now. A build that is going on shows in the progress of its backend.
SELECT
  build.script,
  build.namespace,
  build.name,
  build.run_id,
  build.oid_before,
  index.oid::bigint AS oid,
  entry.indisvalid AS valid,
  EXISTS (
    SELECT
    FROM pg_catalog.pg_stat_progress_create_index AS building
    WHERE building.index_relid OPERATOR(pg_catalog.=) index.oid
  ) AS building
FROM ${own}.index_build AS build
LEFT JOIN pg_catalog.pg_namespace AS namespace ON namespace.nspname OPERATOR(pg_catalog.=) build.namespace
LEFT JOIN pg_catalog.pg_class AS index
  ON index.relnamespace OPERATOR(pg_catalog.=) namespace.oid AND index.relname OPERATOR(pg_catalog.=) build.name
LEFT JOIN pg_catalog.pg_index AS entry ON entry.indexrelid OPERATOR(pg_catalog.=) index.oid
-- What is no index build has no namespace.
WHERE build.history OPERATOR(pg_catalog.=) ? AND build.namespace OPERATOR(pg_catalog.<>) ''
ORDER BY build.script, build.namespace, build.name
