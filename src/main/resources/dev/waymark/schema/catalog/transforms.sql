-- Transforms of a type for a procedural language.
SELECT
  c.tableoid AS catalog,
  c.oid AS object,
  pg_catalog.json_build_object(
    'name',
      pg_catalog.format_type(c.trftype, NULL) || ' LANGUAGE ' || pg_catalog.quote_ident(l.lanname),
    'fromSql', NULLIF(c.trffromsql::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text,
    'toSql', NULLIF(c.trftosql::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text,
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_transform AS c
JOIN pg_catalog.pg_language AS l ON l.oid = c.trflang
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.oid >= 16384 -- Lower numbers are the server's own (FirstNormalObjectId).
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = c.tableoid AND e.objid = c.oid AND e.deptype = 'e'
  )
