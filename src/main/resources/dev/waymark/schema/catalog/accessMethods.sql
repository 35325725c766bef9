-- Access methods for tables and indexes.
SELECT
  c.tableoid AS catalog,
  c.oid AS object,
  pg_catalog.json_build_object(
    'name', c.amname,
    'type', CASE c.amtype WHEN 't' THEN 'table' ELSE 'index' END,
    'handler', NULLIF(c.amhandler::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_am AS c
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.oid >= 16384 -- Lower numbers are the server's own (FirstNormalObjectId).
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = c.tableoid AND e.objid = c.oid AND e.deptype = 'e'
  )
