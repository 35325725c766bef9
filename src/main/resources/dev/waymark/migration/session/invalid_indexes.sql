-- Indexes that PostgreSQL keeps up to date and never uses, because the build was cut off. One that
-- is being built right now is invalid too, and shows in the progress of its backend.
SELECT
  namespace.nspname AS namespace,
  indexed.relname AS table_name,
  index.relname AS name,
  index.relname OPERATOR(pg_catalog.~) '_cc(new|old)[0-9]*$' AS left_by_reindex
FROM pg_catalog.pg_index AS entry
JOIN pg_catalog.pg_class AS index ON index.oid OPERATOR(pg_catalog.=) entry.indexrelid
JOIN pg_catalog.pg_class AS indexed ON indexed.oid OPERATOR(pg_catalog.=) entry.indrelid
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) index.relnamespace
WHERE NOT entry.indisvalid
  -- On a partitioned table it only means that a partition has none yet.
  AND index.relkind OPERATOR(pg_catalog.=) 'i'
  AND namespace.nspname OPERATOR(pg_catalog.!~~) 'pg\_%'
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_stat_progress_create_index AS building
    WHERE building.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
      AND (building.index_relid OPERATOR(pg_catalog.=) index.oid OR building.relid OPERATOR(pg_catalog.=) indexed.oid)
  )
ORDER BY namespace.nspname, index.relname
