-- Columns whose type is a domain: whether a domain refuses NULL, and whether one supplies a default.
-- A domain over a domain has the refusals of both; the default it was made with is its own.
WITH RECURSIVE domain (oid, base, refuses_null) AS (
  SELECT t.oid, t.typbasetype, t.typnotnull
  FROM pg_catalog.pg_type AS t
  WHERE t.typtype = 'd'
  UNION ALL
  SELECT d.oid, t.typbasetype, t.typnotnull
  FROM domain AS d
  JOIN pg_catalog.pg_type AS t ON t.oid = d.base AND t.typtype = 'd'
)
SELECT
  n.nspname,
  c.relname,
  a.attname,
  pg_catalog.bool_or(d.refuses_null) AS refuses_null,
  pg_catalog.bool_or(t.typdefault IS NOT NULL) AS has_default
FROM domain AS d
JOIN pg_catalog.pg_attribute AS a ON a.atttypid = d.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'f')
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = ANY (:namespaces)
GROUP BY n.nspname, c.relname, a.attname
