-- What ALTER DEFAULT PRIVILEGES says, for the watched namespaces and for all namespaces.
-- The privileges themselves are read with those of all objects.
SELECT
  a.tableoid AS catalog,
  a.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name',
      pg_catalog.pg_get_userbyid(a.defaclrole)::pg_catalog.text || ': '
      || CASE a.defaclobjtype
        WHEN 'r' THEN 'tables'
        WHEN 'S' THEN 'sequences'
        WHEN 'f' THEN 'functions'
        WHEN 'T' THEN 'types'
        WHEN 'n' THEN 'schemas'
        ELSE 'large objects'
      END
  ) AS description
FROM pg_catalog.pg_default_acl AS a
LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = a.defaclnamespace
WHERE a.defaclnamespace = 0 OR n.nspname = ANY (:namespaces)
