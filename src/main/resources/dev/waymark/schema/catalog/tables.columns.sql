-- Columns of tables. Also those of materialised views and of tables that foreign keys point to: their
-- indexes and those keys name columns by number.
SELECT
  a.attrelid AS object,
  a.attnum AS number,
  a.attname AS name,
  a.atttypid AS "typeId",
  a.attcollation AS "collationId",
  pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
  CASE
    WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation
      THEN a.attcollation::pg_catalog.regcollation::pg_catalog.text
  END AS collation,
  NOT a.attnotnull AS nullable,
  -- A default names no column, so the printer need not open the table, which is most of its work.
  CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(ad.adbin, 0) END AS "default",
  CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END AS identity,
  CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END AS generated,
  CASE WHEN a.attgenerated <> '' THEN pg_catalog.pg_get_expr(ad.adbin, ad.adrelid) END AS "generationExpression",
  CASE
    WHEN a.attstorage <> t.typstorage
      THEN CASE a.attstorage
        WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended'
      END
  END AS storage,
  CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
  -- Before PostgreSQL 17, -1 said what NULL says now: the server's setting.
  CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END AS "statisticsTarget",
  -- Options named pg_... are the server's own bookkeeping and no part of a schema: Debian's
  -- PostgreSQL 15.20 stamps every column with a pg_attver, which pg_dump leaves out as well. Where
  -- that is all there is to see, nothing is sorted for each column.
  CASE
    WHEN pg_catalog.array_length(a.attoptions, 1) > 1 OR NOT pg_catalog.starts_with(a.attoptions[1], 'pg_')
      THEN ARRAY(
        SELECT o FROM pg_catalog.unnest(a.attoptions) AS o
        WHERE NOT pg_catalog.starts_with(o, 'pg_')
        ORDER BY o
      )
  END AS options,
  CASE
    WHEN a.attfdwoptions IS NOT NULL
      THEN ARRAY(SELECT o FROM pg_catalog.unnest(a.attfdwoptions) AS o ORDER BY o)
  END AS "foreignOptions",
  NOT a.attislocal AS inherited
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef AS ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
WHERE (
    n.nspname = ANY (:namespaces) AND c.relkind IN ('r', 'p', 'f', 'm')
    OR c.oid IN (SELECT k.confrelid FROM pg_catalog.pg_constraint AS k WHERE k.contype = 'f')
  )
  AND (c.oid = ANY (:relations) OR c.oid IN (SELECT k.confrelid FROM pg_catalog.pg_constraint AS k
    WHERE k.conrelid = ANY (:relations)))
  AND c.relpersistence <> 't'
  -- System columns have numbers below 1; dropped columns leave their row behind.
  AND a.attnum > 0
  AND NOT a.attisdropped
