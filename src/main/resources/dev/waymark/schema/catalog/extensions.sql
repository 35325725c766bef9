-- Extensions of the database. Their comments come with them and are not read.
SELECT
  x.tableoid AS catalog,
  x.oid AS object,
  pg_catalog.json_build_object(
    'name', x.extname,
    'version', x.extversion,
    'installedIn', n.nspname,
    'owner', pg_catalog.pg_get_userbyid(x.extowner)
  ) AS description
FROM pg_catalog.pg_extension AS x
JOIN pg_catalog.pg_namespace AS n ON n.oid = x.extnamespace
