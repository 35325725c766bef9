-- Constraints of tables: primary key, unique, foreign key, check, exclusion. Columns and indexes are
-- numbers here, as in the catalog: tables.columns.sql and indexes.sql name them.
SELECT
  k.oid AS object,
  n.nspname AS namespace,
  c.relname AS "table",
  k.conrelid AS "tableId",
  k.conname AS name,
  CASE k.contype
    WHEN 'p' THEN 'primary key'
    WHEN 'u' THEN 'unique'
    WHEN 'f' THEN 'foreign key'
    WHEN 'c' THEN 'check'
    ELSE 'exclusion'
  END AS type,
  k.conkey::pg_catalog.text AS columns,
  CASE WHEN k.contype = 'c' THEN pg_catalog.pg_get_expr(k.conbin, k.conrelid) END AS expression,
  k.confrelid AS "referencedTableId",
  CASE WHEN k.contype = 'f' THEN k.confrelid::pg_catalog.regclass::pg_catalog.text END AS "referencedTable",
  k.confkey::pg_catalog.text AS "referencedColumns",
  CASE k.confupdtype
    WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
    WHEN 'n' THEN 'set null' WHEN 'd' THEN 'set default'
  END AS "onUpdate",
  CASE k.confdeltype
    WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
    WHEN 'n' THEN 'set null' WHEN 'd' THEN 'set default'
  END AS "onDelete",
  k.delete_columns::pg_catalog.text AS "onDeleteColumns",
  CASE k.confmatchtype WHEN 's' THEN 'simple' WHEN 'f' THEN 'full' WHEN 'p' THEN 'partial' END AS match,
  k.condeferrable AS "deferrable",
  k.condeferred AS "initiallyDeferred",
  k.period AS "withoutOverlaps",
  k.contype = 'c' AND k.connoinherit AS "noInherit",
  k.convalidated AS validated,
  k.enforced,
  k.oid NOT IN (
    WITH RECURSIVE off (oid) AS (
      SELECT g.tgconstraint
      FROM pg_catalog.pg_trigger AS g
      -- O and A fire for everyone; R only while replicating, D never.
      WHERE g.tgconstraint <> 0 AND g.tgenabled NOT IN ('O', 'A')
      UNION
      -- A foreign key to a partitioned table has a hidden copy for each partition, with triggers there.
      SELECT parent.oid
      FROM off
      JOIN pg_catalog.pg_constraint AS copy ON copy.oid = off.oid
      JOIN pg_catalog.pg_constraint AS parent
        ON parent.oid = copy.conparentid AND parent.conrelid = copy.conrelid
    )
    SELECT off.oid FROM off
  ) AS "triggersEnabled",
  NOT k.conislocal OR k.conparentid <> 0 AS inherited,
  -- That of a foreign key is an index of the referenced table, not of this one.
  CASE WHEN k.contype <> 'f' THEN k.conindid END AS "indexId"
-- PostgreSQL 15 brought SET NULL for some columns, 18 NOT ENFORCED and WITHOUT OVERLAPS.
FROM (
  SELECT NULL::pg_catalog.int2[] AS confdelsetcols, true AS conenforced, false AS conperiod
) AS assumed
CROSS JOIN LATERAL (
  SELECT
    own.tableoid,
    own.*,
    confdelsetcols AS delete_columns,
    conenforced AS enforced,
    conperiod AS period
  FROM pg_catalog.pg_constraint AS own
) AS k
JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = ANY (:namespaces)
  AND k.conrelid = ANY (:relations)
  -- Not-null constraints (n, PostgreSQL 18) are told with their column, constraint triggers (t) as
  -- triggers.
  AND k.contype IN ('p', 'u', 'f', 'c', 'x')
  AND c.relpersistence <> 't'
  -- A foreign key to a partitioned table has a hidden copy for each partition it may point to.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint AS p
    WHERE k.contype = 'f' AND p.oid = k.conparentid AND p.conrelid = k.conrelid
  )
  -- What an extension made is the extension's, and so are the constraints of its tables.
  AND c.oid NOT IN (
    SELECT e.objid FROM pg_catalog.pg_depend AS e
    WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      AND e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND e.objsubid = 0 AND e.deptype = 'e'
  )
