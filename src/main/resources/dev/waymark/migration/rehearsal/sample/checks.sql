-- The checks of the tables, with the columns that they name.
SELECT
  k.conrelid AS relation,
  pg_catalog.pg_get_expr(k.conbin, k.conrelid) AS expression,
  ARRAY(
    SELECT a.attname::pg_catalog.text
    FROM pg_catalog.pg_attribute AS a
    WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
    ORDER BY a.attnum
  ) AS columns
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid
WHERE n.nspname = ANY (CAST(? AS pg_catalog.name[])) AND c.relkind = 'r' AND k.contype = 'c'
ORDER BY k.conrelid, k.conname
