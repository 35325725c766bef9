-- The namespaces themselves.
SELECT
  n.tableoid AS catalog,
  n.oid AS object,
  pg_catalog.json_build_object(
    'name', n.nspname,
    'owner',
      CASE
        -- The owner of "public" is the bootstrap superuser (10) up to PostgreSQL 14, pg_database_owner
        -- from then on: what initdb chose is no part of a schema.
        WHEN n.nspname <> 'public' OR pg_catalog.pg_get_userbyid(n.nspowner) <> 'pg_database_owner' AND n.nspowner <> 10
          THEN pg_catalog.pg_get_userbyid(n.nspowner)
      END,
    'comment',
      CASE
        WHEN n.nspname <> 'public' OR d.description <> 'standard public schema' THEN d.description
      END
  ) AS description
FROM pg_catalog.pg_namespace AS n
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = n.tableoid AND d.objoid = n.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = n.tableoid AND e.objid = n.oid AND e.deptype = 'e'
  )
