-- Casts between types.
SELECT
  c.tableoid AS catalog,
  c.oid AS object,
  pg_catalog.json_build_object(
    'name',
      pg_catalog.format_type(c.castsource, NULL) || ' AS ' || pg_catalog.format_type(c.casttarget, NULL),
    'method', CASE c.castmethod WHEN 'b' THEN 'binary' WHEN 'i' THEN 'inout' ELSE 'function' END,
    'function', NULLIF(c.castfunc, 0)::pg_catalog.regprocedure::pg_catalog.text,
    'context',
      CASE c.castcontext WHEN 'a' THEN 'assignment' WHEN 'i' THEN 'implicit'
        ELSE 'explicit' END,
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_cast AS c
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.oid >= 16384 -- Lower numbers are the server's own (FirstNormalObjectId).
  -- A range type brings the cast to its multirange type.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS i
    WHERE i.classid = c.tableoid AND i.objid = c.oid AND i.deptype = 'i'
  )
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = c.tableoid AND e.objid = c.oid AND e.deptype = 'e'
  )
