-- What PostgreSQL gives rows in columns that were added after them, whatever the default is by now: the
-- value that it noted for a table or a part of it, and which tables it has written anew, where it notes
-- nothing. A table that was never written anew has its own number as that of its file.
WITH RECURSIVE place AS (
  SELECT relation.oid AS relation, relation.oid AS part
  FROM pg_catalog.pg_class AS relation
  JOIN pg_catalog.pg_namespace AS namespace
    ON namespace.oid OPERATOR(pg_catalog.=) relation.relnamespace
  WHERE (relation.relkind OPERATOR(pg_catalog.=) 'r' OR relation.relkind OPERATOR(pg_catalog.=) 'p')
    AND namespace.nspname OPERATOR(pg_catalog.<>) 'pg_catalog'
  UNION
  SELECT place.relation, inherits.inhrelid
  FROM place
  JOIN pg_catalog.pg_inherits AS inherits
    ON inherits.inhparent OPERATOR(pg_catalog.=) place.part
)
SELECT
  place.relation,
  attribute.attname AS column,
  (attribute.attmissingval::pg_catalog.text::pg_catalog.text[])[1] AS value
FROM place
JOIN pg_catalog.pg_attribute AS attribute
  ON attribute.attrelid OPERATOR(pg_catalog.=) place.part
WHERE attribute.atthasmissing
UNION ALL
SELECT place.relation, NULL, NULL
FROM place
WHERE pg_catalog.pg_relation_filenode(place.part) OPERATOR(pg_catalog.<>) place.part
