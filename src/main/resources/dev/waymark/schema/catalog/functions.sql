-- Functions, ordinary and window. The types of the input arguments are part of the identity.
SELECT
  p.tableoid AS catalog,
  p.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', p.proname,
    'arguments', pg_catalog.oidvectortypes(p.proargtypes),
    'type', CASE p.prokind WHEN 'w' THEN 'window' ELSE 'function' END,
    'returns', pg_catalog.pg_get_function_result(p.oid),
    'language', l.lanname,
    'volatility', CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
    'parallel', CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END,
    'strict', p.proisstrict,
    'securityDefiner', p.prosecdef,
    'leakproof', p.proleakproof,
    'settings', pg_catalog.to_json(p.proconfig),
    'definition', pg_catalog.pg_get_functiondef(p.oid),
    'owner', pg_catalog.pg_get_userbyid(p.proowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_language AS l ON l.oid = p.prolang
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = p.tableoid AND d.objoid = p.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  AND p.prokind IN ('f', 'w')
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = p.tableoid AND e.objid = p.oid AND e.deptype = 'e'
  )
  -- A range type brings its constructor functions.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS i
    WHERE i.classid = p.tableoid AND i.objid = p.oid AND i.deptype = 'i'
      AND i.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass
  )
