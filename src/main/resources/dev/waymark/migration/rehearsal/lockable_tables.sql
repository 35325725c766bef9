-- The tables that the current user may lock: their owners can take that from themselves.
SELECT relation.oid::pg_catalog.int8
FROM pg_catalog.pg_class AS relation
WHERE relation.relkind OPERATOR(pg_catalog.=) ANY ('{r,p}'::pg_catalog."char"[])
  AND pg_catalog.has_table_privilege(relation.oid, 'SELECT')
  AND pg_catalog.has_table_privilege(relation.oid, 'UPDATE')
  AND pg_catalog.has_schema_privilege(relation.relnamespace, 'USAGE')
