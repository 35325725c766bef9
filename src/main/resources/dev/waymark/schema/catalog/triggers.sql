-- Triggers of tables and views, with constraint triggers.
SELECT
  g.tableoid AS catalog,
  g.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'table', c.relname,
    'name', g.tgname,
    'definition', pg_catalog.pg_get_triggerdef(g.oid),
    'function', g.tgfoid::pg_catalog.regproc::pg_catalog.text,
    'enabled', CASE g.tgenabled
      WHEN 'O' THEN 'origin' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' ELSE 'always'
    END,
    'inherited', g.tgparentid <> 0,
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_trigger AS g
JOIN pg_catalog.pg_class AS c ON c.oid = g.tgrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = g.tableoid AND d.objoid = g.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  AND c.relpersistence <> 't'
  -- Internal ones make foreign keys and deferrable constraints work; inherited ones of partitions were
  -- internal too until PostgreSQL 15.
  AND (NOT g.tgisinternal OR (g.tgparentid <> 0 AND g.tgconstraint = 0))
  -- What belongs to an extension's relation is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = c.tableoid AND e.objid = c.oid AND e.objsubid = 0 AND e.deptype = 'e'
  )
