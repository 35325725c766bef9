-- The schemas in which not everyone may make things: whom an object is given to must be able to.
SELECT namespace.nspname
FROM pg_catalog.pg_namespace AS namespace
WHERE namespace.oid OPERATOR(pg_catalog.>=) 2200::pg_catalog.oid
  AND namespace.nspname OPERATOR(pg_catalog.!~) '^pg_|^information_schema$'
  AND pg_catalog.pg_has_role(namespace.nspowner, 'USAGE')
  AND NOT pg_catalog.has_schema_privilege('public', namespace.oid, 'CREATE')
ORDER BY namespace.nspname
