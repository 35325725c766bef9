-- Comments on relations, columns (number above 0) and constraints; those on all other objects are read
-- with them.
SELECT d.classoid AS catalog, d.objoid AS object, d.objsubid AS number, d.description AS comment
FROM pg_catalog.pg_description AS d
JOIN pg_catalog.pg_class AS c ON c.oid = d.objoid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND n.nspname = ANY (:namespaces)
  AND (c.oid = ANY (:relations) OR c.oid IN (SELECT i.indexrelid FROM pg_catalog.pg_index AS i
    WHERE i.indrelid = ANY (:relations)))
UNION ALL
SELECT d.classoid, d.objoid, d.objsubid, d.description
FROM pg_catalog.pg_description AS d
JOIN pg_catalog.pg_constraint AS k ON k.oid = d.objoid
JOIN pg_catalog.pg_namespace AS n ON n.oid = k.connamespace
WHERE d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND n.nspname = ANY (:namespaces)
  AND k.conrelid = ANY (:relations)
