-- Text search parsers.
SELECT
  p.tableoid AS catalog,
  p.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', p.prsname,
    'start', NULLIF(p.prsstart::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'getToken', NULLIF(p.prstoken::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'end', NULLIF(p.prsend::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'lexTypes', NULLIF(p.prslextype::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'headline', NULLIF(p.prsheadline::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_ts_parser AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.prsnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = p.tableoid AND d.objoid = p.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = p.tableoid AND e.objid = p.oid AND e.deptype = 'e'
  )
