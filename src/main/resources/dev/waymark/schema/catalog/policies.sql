-- Row security policies.
SELECT
  p.tableoid AS catalog,
  p.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'table', c.relname,
    'name', p.polname,
    'type', CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END,
    'command',
      CASE p.polcmd
        WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete'
        ELSE 'all'
      END,
    'roles',
      (
        SELECT pg_catalog.json_agg(role.name ORDER BY role.name)
        FROM pg_catalog.unnest(p.polroles) AS u (id)
        CROSS JOIN LATERAL (
          SELECT
            -- Role 0 is everyone.
            CASE WHEN u.id = 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(u.id)::pg_catalog.text END AS name
        ) AS role
      ),
    'using', pg_catalog.pg_get_expr(p.polqual, p.polrelid),
    'withCheck', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_policy AS p
JOIN pg_catalog.pg_class AS c ON c.oid = p.polrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = p.tableoid AND d.objoid = p.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  AND c.relpersistence <> 't'
  -- What belongs to an extension's relation is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = c.tableoid AND e.objid = c.oid AND e.objsubid = 0 AND e.deptype = 'e'
  )
