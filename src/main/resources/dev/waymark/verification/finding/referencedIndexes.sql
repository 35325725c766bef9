-- Indexes that foreign keys rely on: they cannot be dropped, even where another one is the same.
SELECT DISTINCT n.nspname, c.relname
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_class AS c ON c.oid = k.conindid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND n.nspname = ANY (:namespaces)
