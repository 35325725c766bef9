-- The columns of the tables that hold rows themselves, in their order. A partition has the sequences
-- of its table's identities, but knows nothing of these up to PostgreSQL 16, and it need not have its
-- defaults: what a row of the table would get is what one of the partition gets.
SELECT
  a.attrelid AS relation,
  a.attname AS name,
  a.atttypid AS type,
  a.atttypmod AS modifier,
  pg_catalog.format_type(a.atttypid, a.atttypmod) AS printed,
  a.attnotnull AS required,
  a.attidentity = 'a' AS overridden,
  w.value IS NOT NULL AND a.attidentity = '' AS inherited,
  a.attgenerated <> '' AS generated,
  coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid), w.value, o.value) AS value
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
-- The next value of the column's own identity.
LEFT JOIN LATERAL (
  SELECT pg_catalog.format('pg_catalog.nextval(%L::pg_catalog.regclass)', s.objid::pg_catalog.regclass) AS value
  FROM pg_catalog.pg_depend AS s
  WHERE a.attidentity <> ''
    AND s.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND s.refobjid = a.attrelid
    AND s.refobjsubid = a.attnum
    AND s.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND s.deptype = 'i'
) AS o ON true
-- That of the column of the whole table.
LEFT JOIN LATERAL (
  SELECT coalesce(
    pg_catalog.pg_get_expr(wd.adbin, wd.adrelid),
    CASE
      WHEN s.objid IS NOT NULL
        THEN pg_catalog.format('pg_catalog.nextval(%L::pg_catalog.regclass)', s.objid::pg_catalog.regclass)
    END
  ) AS value
  FROM pg_catalog.pg_attribute AS wa
  LEFT JOIN pg_catalog.pg_attrdef AS wd ON wd.adrelid = wa.attrelid AND wd.adnum = wa.attnum
  LEFT JOIN pg_catalog.pg_depend AS s
    ON wa.attidentity <> ''
    AND s.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND s.refobjid = wa.attrelid
    AND s.refobjsubid = wa.attnum
    AND s.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND s.deptype = 'i'
  WHERE c.relispartition
    AND d.adbin IS NULL
    AND wa.attrelid = pg_catalog.pg_partition_root(c.oid)
    AND wa.attname = a.attname
    AND wa.attgenerated = ''
) AS w ON true
WHERE n.nspname = ANY (CAST(? AS pg_catalog.name[]))
  AND c.relkind = 'r'
  AND c.relpersistence <> 't'
  AND a.attnum > 0
  AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum
