-- Text search dictionaries.
SELECT
  c.tableoid AS catalog,
  c.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', c.dictname,
    'template',
      CASE WHEN tn.nspname <> 'pg_catalog' THEN pg_catalog.quote_ident(tn.nspname) || '.'
        ELSE '' END
      || pg_catalog.quote_ident(t.tmplname),
    'options', c.dictinitoption,
    'owner', pg_catalog.pg_get_userbyid(c.dictowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_ts_dict AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.dictnamespace
JOIN pg_catalog.pg_ts_template AS t ON t.oid = c.dicttemplate
JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.tmplnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = c.tableoid AND e.objid = c.oid AND e.deptype = 'e'
  )
