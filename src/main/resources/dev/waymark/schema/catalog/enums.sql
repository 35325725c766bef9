-- Enumerated types with their labels in sort order.
SELECT
  t.tableoid AS catalog,
  t.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', t.typname,
    'labels',
      (
        SELECT pg_catalog.json_agg(l.enumlabel ORDER BY l.enumsortorder)
        FROM pg_catalog.pg_enum AS l
        WHERE l.enumtypid = t.oid
      ),
    'owner', pg_catalog.pg_get_userbyid(t.typowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_description AS d ON d.classoid = t.tableoid AND d.objoid = t.oid
WHERE n.nspname = ANY (:namespaces)
  AND t.typtype = 'e'
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = t.tableoid AND e.objid = t.oid AND e.deptype = 'e'
  )
