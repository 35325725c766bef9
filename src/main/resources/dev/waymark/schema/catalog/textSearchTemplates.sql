-- Text search templates.
SELECT
  t.tableoid AS catalog,
  t.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', t.tmplname,
    'init', NULLIF(t.tmplinit::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'lexize', NULLIF(t.tmpllexize::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_ts_template AS t
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.tmplnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = t.tableoid AND d.objoid = t.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = t.tableoid AND e.objid = t.oid AND e.deptype = 'e'
  )
