-- Indexes of tables and materialised views, also those that back a constraint. Columns and operator
-- classes are numbers here, as in the catalog: tables.columns.sql and indexes.operatorClasses.sql name
-- them. To join these for each key would cost more than all the rest.
SELECT
  c.oid AS object,
  n.nspname AS namespace,
  t.relname AS "table",
  i.indrelid AS "tableId",
  c.relname AS name,
  c.relkind = 'I' AS partitioned,
  am.amname AS method,
  i.indisunique AS "unique",
  i.nulls_not_distinct AS "nullsNotDistinct",
  i.indisprimary AS "primary",
  i.indnkeyatts AS "keyCount",
  i.indkey::pg_catalog.text AS columns,
  i.indclass::pg_catalog.text AS "operatorClasses",
  i.indcollation::pg_catalog.text AS collations,
  i.indoption::pg_catalog.text AS orders,
  -- Of the keys with column 0, in order: the collation that the type has, and the text.
  CASE
    WHEN i.indexprs IS NOT NULL
      THEN ARRAY(
        -- Of an index that was dropped since the snapshot, nothing is printed.
        SELECT y.typcollation || ' ' || COALESCE(pg_catalog.pg_get_indexdef(a.attrelid, a.attnum, false), '')
        FROM pg_catalog.pg_attribute AS a
        JOIN pg_catalog.pg_type AS y ON y.oid = a.atttypid
        WHERE a.attrelid = c.oid AND a.attnum <= i.indnkeyatts AND i.indkey[a.attnum - 1] = 0
        ORDER BY a.attnum
      )
  END AS expressions,
  -- By position, where there is another one than none (0) and the default (DEFAULT_COLLATION_OID, 100).
  CASE
    WHEN NOT i.indcollation::pg_catalog.oid[] <@ '{0,100}'
      THEN ARRAY(
        SELECT k.collated::pg_catalog.regcollation::pg_catalog.text
        FROM pg_catalog.unnest(i.indcollation::pg_catalog.oid[]) WITH ORDINALITY AS k (collated, position)
        ORDER BY k.position
      )
  END AS "collationNames",
  pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
  i.indisvalid AS valid,
  i.indisready AS ready,
  i.indisclustered AS clustered,
  i.indisreplident AS "replicaIdentity",
  CASE
    WHEN c.relispartition
      THEN (
        SELECT p.inhparent::pg_catalog.regclass::pg_catalog.text
        FROM pg_catalog.pg_inherits AS p
        WHERE p.inhrelid = c.oid
      )
  END AS "partitionOf",
  ts.spcname AS tablespace,
  -- Most have none, and to sort nothing for each index would cost more than the rest of its row.
  CASE
    WHEN c.reloptions IS NOT NULL
      THEN ARRAY(SELECT o FROM pg_catalog.unnest(c.reloptions) AS o ORDER BY o)
  END AS "storageParameters"
-- Before PostgreSQL 15 there was no NULLS NOT DISTINCT.
FROM (SELECT false AS indnullsnotdistinct) AS assumed
CROSS JOIN LATERAL (
  SELECT own.*, indnullsnotdistinct AS nulls_not_distinct FROM pg_catalog.pg_index AS own
) AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class AS t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace
JOIN pg_catalog.pg_am AS am ON am.oid = c.relam
LEFT JOIN pg_catalog.pg_tablespace AS ts ON ts.oid = c.reltablespace
WHERE n.nspname = ANY (:namespaces)
  AND i.indrelid = ANY (:relations)
  -- Temporary tables are no part of a schema; TOAST indexes are the server's business.
  AND t.relpersistence <> 't'
  AND t.relkind IN ('r', 'p', 'm')
  -- What an extension made is the extension's.
  AND c.oid NOT IN (
    SELECT e.objid FROM pg_catalog.pg_depend AS e
    WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      AND e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND e.objsubid = 0 AND e.deptype = 'e'
  )
  -- What an extension made is the extension's, and so are the indexes of its tables.
  AND t.oid NOT IN (
    SELECT e.objid FROM pg_catalog.pg_depend AS e
    WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      AND e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND e.objsubid = 0 AND e.deptype = 'e'
  )
