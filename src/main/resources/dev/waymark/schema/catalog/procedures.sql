-- Procedures. The types of the input arguments are part of the identity.
SELECT
  p.tableoid AS catalog,
  p.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', p.proname,
    'arguments', pg_catalog.oidvectortypes(p.proargtypes),
    'language', l.lanname,
    'securityDefiner', p.prosecdef,
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
  AND p.prokind = 'p'
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = p.tableoid AND e.objid = p.oid AND e.deptype = 'e'
  )
