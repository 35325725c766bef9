-- Every relation of the users' that there is, before the first script: what is seen later is told
-- apart from what scripts have made. TOAST tables are parts of their tables.
SELECT
  relation.oid::pg_catalog.int8 AS id,
  pg_catalog.format('%I.%I', namespace.nspname, relation.relname) AS name,
  relation.relkind AS kind,
  index.indrelid::pg_catalog.int8 AS table_id,
  pg_catalog.pg_relation_filenode(relation.oid)::pg_catalog.int8 AS file,
  CASE
    WHEN relation.relkind OPERATOR(pg_catalog.=) ANY ('{r,m}'::pg_catalog."char"[])
      THEN pg_catalog.pg_relation_size(relation.oid)
  END AS bytes
FROM pg_catalog.pg_class AS relation
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) relation.relnamespace
LEFT JOIN pg_catalog.pg_index AS index ON index.indexrelid OPERATOR(pg_catalog.=) relation.oid
WHERE relation.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
  AND relation.relkind OPERATOR(pg_catalog.<>) ALL ('{t,c}'::pg_catalog."char"[])
  AND namespace.nspname OPERATOR(pg_catalog.<>) 'pg_toast'
