-- The bootstrap superuser, if the schema "public" belonged to it and is the role's of this name now.
SELECT bootstrap.rolname
FROM pg_catalog.pg_roles AS bootstrap
JOIN pg_catalog.pg_namespace AS n ON n.nspname OPERATOR(pg_catalog.=) 'public'
WHERE bootstrap.oid OPERATOR(pg_catalog.=) 10
  AND pg_catalog.pg_get_userbyid(n.nspowner)::pg_catalog.text OPERATOR(pg_catalog.=) ?::pg_catalog.text
