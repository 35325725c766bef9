-- Conversions between encodings.
SELECT
  c.tableoid AS catalog,
  c.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', c.conname,
    'from', pg_catalog.pg_encoding_to_char(c.conforencoding),
    'to', pg_catalog.pg_encoding_to_char(c.contoencoding),
    'function', NULLIF(c.conproc::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'default', c.condefault,
    'owner', pg_catalog.pg_get_userbyid(c.conowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_conversion AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.connamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = c.tableoid AND e.objid = c.oid AND e.deptype = 'e'
  )
