-- The types of the columns, and those that these are made of.
WITH RECURSIVE used (type) AS (
  SELECT a.atttypid
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
  WHERE n.nspname = ANY (CAST(? AS pg_catalog.name[])) AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
  UNION
  SELECT part.type
  FROM used AS u
  JOIN pg_catalog.pg_type AS t ON t.oid = u.type
  CROSS JOIN LATERAL (
    SELECT t.typelem
    UNION ALL
    SELECT t.typbasetype
    UNION ALL
    SELECT r.rngsubtype FROM pg_catalog.pg_range AS r WHERE t.oid IN (r.rngtypid, r.rngmultitypid)
    UNION ALL
    SELECT a.atttypid
    FROM pg_catalog.pg_attribute AS a
    WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
  ) AS part (type)
  WHERE part.type <> 0
)
SELECT
  t.oid,
  pg_catalog.format_type(t.oid, NULL) AS printed,
  t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace AS builtin,
  t.typname AS name,
  CASE
    WHEN t.typtype = 'b' AND t.typcategory = 'A' AND t.typelem <> 0 AND t.typlen = -1 THEN 'a'
    ELSE t.typtype
  END AS form,
  t.typcategory = 'S' AS is_text,
  t.typnotnull AS required,
  t.typtypmod AS modifier,
  m.made_of,
  pg_catalog.format_type(m.made_of, t.typtypmod) AS printed_made_of,
  ARRAY(
    SELECT e.enumlabel::pg_catalog.text
    FROM pg_catalog.pg_enum AS e
    WHERE e.enumtypid = t.oid
    ORDER BY e.enumsortorder
  ) AS labels,
  ARRAY(
    SELECT pg_catalog.pg_get_expr(k.conbin, 0)
    FROM pg_catalog.pg_constraint AS k
    WHERE t.typtype = 'd' AND k.contypid = t.oid AND k.contype = 'c'
    ORDER BY k.conname
  ) AS checks,
  f.types AS field_types,
  f.modifiers AS field_modifiers,
  f.printed AS fields_printed
FROM used AS u
JOIN pg_catalog.pg_type AS t ON t.oid = u.type
-- The elements of an array, the values of a domain, the bounds of a range.
CROSS JOIN LATERAL (
  SELECT coalesce(
    nullif(t.typbasetype, 0),
    (SELECT r.rngsubtype FROM pg_catalog.pg_range AS r WHERE t.oid IN (r.rngtypid, r.rngmultitypid)),
    t.typelem
  )
) AS m (made_of)
LEFT JOIN LATERAL (
  SELECT
    pg_catalog.array_agg(a.atttypid::pg_catalog.text ORDER BY a.attnum) AS types,
    pg_catalog.array_agg(a.atttypmod::pg_catalog.text ORDER BY a.attnum) AS modifiers,
    pg_catalog.array_agg(pg_catalog.format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum) AS printed
  FROM pg_catalog.pg_attribute AS a
  WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
) AS f ON true
