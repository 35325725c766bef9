-- The path of a session of the live database, for another role: "$user" in it means the schema that
-- is called like the role, and here the other role has to find the same. No row where there is no
-- such schema.
SELECT
  'search_path' AS name,
  pg_catalog.replace(path.reset_val, '"$user"', pg_catalog.quote_ident(current_user)) AS value
FROM pg_catalog.pg_settings AS path
WHERE path.name OPERATOR(pg_catalog.=) 'search_path'
  AND path.reset_val OPERATOR(pg_catalog.~~) '%"$user"%'
  AND EXISTS (
    SELECT FROM pg_catalog.pg_namespace AS n WHERE n.nspname OPERATOR(pg_catalog.=) current_user
  )
