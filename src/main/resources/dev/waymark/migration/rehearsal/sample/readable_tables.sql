-- The tables that the current user may read: their owners can take that from themselves.
SELECT relation.oid::pg_catalog.int8
FROM pg_catalog.pg_class AS relation
WHERE relation.oid OPERATOR(pg_catalog.=) ANY (?::pg_catalog.oid[])
  AND pg_catalog.has_table_privilege(relation.oid, 'SELECT')
  AND pg_catalog.has_schema_privilege(relation.relnamespace, 'USAGE')
