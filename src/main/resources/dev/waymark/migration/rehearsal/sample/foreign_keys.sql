-- The foreign keys of the tables. One that refers to a partitioned table has one more for each of
-- its partitions, which says nothing more.
SELECT
  k.conrelid AS relation,
  k.conname AS name,
  k.confrelid AS referenced,
  rn.nspname AS referenced_namespace,
  r.relname AS referenced_name,
  r.relkind = 'p' AS partitioned,
  f.columns,
  f.keys,
  f.operators
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid
JOIN pg_catalog.pg_class AS r ON r.oid = k.confrelid
JOIN pg_catalog.pg_namespace AS rn ON rn.oid = r.relnamespace
CROSS JOIN LATERAL (
  SELECT
    pg_catalog.array_agg(a.attname::pg_catalog.text ORDER BY p.position) AS columns,
    pg_catalog.array_agg(ra.attname::pg_catalog.text ORDER BY p.position) AS keys,
    pg_catalog.array_agg(
      pg_catalog.format('OPERATOR(%I.%s)', opn.nspname, o.oprname)
      ORDER BY p.position
    ) AS operators
  FROM ROWS FROM (
    pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey), pg_catalog.unnest(k.conppeqop)
  ) WITH ORDINALITY AS p (attribute, key, operator, position)
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = p.attribute
  JOIN pg_catalog.pg_attribute AS ra ON ra.attrelid = k.confrelid AND ra.attnum = p.key
  JOIN pg_catalog.pg_operator AS o ON o.oid = p.operator
  JOIN pg_catalog.pg_namespace AS opn ON opn.oid = o.oprnamespace
) AS f
WHERE n.nspname = ANY (CAST(? AS pg_catalog.name[]))
  AND c.relkind = 'r'
  AND k.contype = 'f'
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_constraint AS whole
    WHERE whole.oid = k.conparentid AND whole.conrelid = k.conrelid
  )
ORDER BY k.conrelid, k.conname
