-- Rewrite rules of tables and views.
SELECT
  r.tableoid AS catalog,
  r.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'table', c.relname,
    'name', r.rulename,
    'definition', pg_catalog.pg_get_ruledef(r.oid),
    'enabled', CASE r.ev_enabled
      WHEN 'O' THEN 'origin' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' ELSE 'always'
    END,
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_rewrite AS r
JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = r.tableoid AND d.objoid = r.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  AND c.relpersistence <> 't'
  -- This is what makes a view a view.
  AND r.rulename <> '_RETURN'
  -- What belongs to an extension's relation is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = c.tableoid AND e.objid = c.oid AND e.objsubid = 0 AND e.deptype = 'e'
  )
