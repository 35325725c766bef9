-- The locks that this session holds on relations of the users', with what became of these: one
-- that was dropped has no row in pg_class any more.
SELECT
  held.relation::pg_catalog.int8 AS id,
  held.mode,
  CASE
    WHEN relation.oid IS NOT NULL THEN pg_catalog.format('%I.%I', namespace.nspname, relation.relname)
  END AS name,
  relation.relkind AS kind,
  index.indrelid::pg_catalog.int8 AS table_id,
  pg_catalog.pg_relation_filenode(relation.oid)::pg_catalog.int8 AS file,
  CASE
    WHEN relation.relkind OPERATOR(pg_catalog.=) ANY ('{r,m}'::pg_catalog."char"[])
      THEN pg_catalog.pg_relation_size(relation.oid)
  END AS bytes,
  pg_catalog.pg_stat_get_xact_numscans(relation.oid) AS scans
FROM pg_catalog.pg_locks AS held
LEFT JOIN pg_catalog.pg_class AS relation ON relation.oid OPERATOR(pg_catalog.=) held.relation
LEFT JOIN pg_catalog.pg_namespace AS namespace
  ON namespace.oid OPERATOR(pg_catalog.=) relation.relnamespace
LEFT JOIN pg_catalog.pg_index AS index ON index.indexrelid OPERATOR(pg_catalog.=) relation.oid
WHERE held.locktype OPERATOR(pg_catalog.=) 'relation'
  AND held.granted
  AND held.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid()
  AND held.relation OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
