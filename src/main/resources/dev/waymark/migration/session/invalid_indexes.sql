-- Indexes that PostgreSQL keeps up to date and never uses, because the build was cut off. One that
-- is being built right now is invalid too, and shows in the progress of its backend. What REINDEX
-- leaves behind of a table's TOAST table is the table's.
SELECT
  namespace.nspname AS namespace,
  coalesce(owner.relname, indexed.relname) AS table_name,
  coalesce(owner_namespace.nspname, namespace.nspname) AS table_namespace,
  index.relname AS name,
  index.relname OPERATOR(pg_catalog.~) '_cc(new|old)[0-9]*$' AS left_by_reindex
FROM pg_catalog.pg_index AS entry
JOIN pg_catalog.pg_class AS index ON index.oid OPERATOR(pg_catalog.=) entry.indexrelid
JOIN pg_catalog.pg_class AS indexed ON indexed.oid OPERATOR(pg_catalog.=) entry.indrelid
JOIN pg_catalog.pg_namespace AS namespace
  ON namespace.oid OPERATOR(pg_catalog.=) index.relnamespace
LEFT JOIN pg_catalog.pg_class AS owner
  ON owner.reltoastrelid OPERATOR(pg_catalog.=) indexed.oid
LEFT JOIN pg_catalog.pg_namespace AS owner_namespace
  ON owner_namespace.oid OPERATOR(pg_catalog.=) owner.relnamespace
WHERE NOT entry.indisvalid
  -- On a partitioned table it only means that a partition has none yet.
  AND index.relkind OPERATOR(pg_catalog.=) 'i'
  AND (
    CAST(namespace.nspname AS pg_catalog.text) OPERATOR(pg_catalog.!~~) 'pg\_%'
    OR owner.oid IS NOT NULL
      AND CAST(owner_namespace.nspname AS pg_catalog.text) OPERATOR(pg_catalog.!~~) 'pg\_%'
  )
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_stat_progress_create_index AS building
    WHERE building.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
      AND (
        building.index_relid OPERATOR(pg_catalog.=) index.oid
        OR building.relid OPERATOR(pg_catalog.=) indexed.oid
        OR building.relid OPERATOR(pg_catalog.=) owner.oid
      )
  )
ORDER BY namespace.nspname, index.relname
