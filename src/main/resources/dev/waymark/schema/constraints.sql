-- Constraints of tables: primary key, unique, foreign key, check, exclusion.
SELECT
  k.tableoid AS catalog,
  k.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'table', c.relname,
    'name', k.conname,
    'type',
      CASE k.contype
        WHEN 'p' THEN 'primary key'
        WHEN 'u' THEN 'unique'
        WHEN 'f' THEN 'foreign key'
        WHEN 'c' THEN 'check'
        ELSE 'exclusion'
      END,
    'definition', pg_catalog.pg_get_constraintdef(k.oid),
    'columns',
      (
        SELECT
          pg_catalog.json_agg(
            (
              SELECT a.attname FROM pg_catalog.pg_attribute AS a
              WHERE a.attrelid = k.conrelid AND a.attnum = u.attnum
            )
            ORDER BY u.position
          )
        FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u (attnum, position)
        -- Number 0 stands for an expression.
        WHERE u.attnum <> 0
      ),
    'referencedTable',
      CASE WHEN k.contype = 'f' THEN k.confrelid::pg_catalog.regclass::pg_catalog.text END,
    'referencedColumns',
      CASE
        WHEN k.confkey IS NOT NULL
          THEN (
            SELECT
              pg_catalog.json_agg(
                (
                  SELECT a.attname FROM pg_catalog.pg_attribute AS a
                  WHERE a.attrelid = k.confrelid AND a.attnum = u.attnum
                )
                ORDER BY u.position
              )
            FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY AS u (attnum, position)
          )
      END,
    'onUpdate',
      CASE k.confupdtype
        WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
        WHEN 'n' THEN 'set null' WHEN 'd' THEN 'set default'
      END,
    'onDelete',
      CASE k.confdeltype
        WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
        WHEN 'n' THEN 'set null' WHEN 'd' THEN 'set default'
      END,
    'onDeleteColumns',
      CASE
        WHEN k.delete_columns IS NOT NULL
          THEN (
            SELECT
              pg_catalog.json_agg(
                (
                  SELECT a.attname FROM pg_catalog.pg_attribute AS a
                  WHERE a.attrelid = k.conrelid AND a.attnum = u.attnum
                )
                ORDER BY u.position
              )
            FROM pg_catalog.unnest(k.delete_columns) WITH ORDINALITY AS u (attnum, position)
          )
      END,
    'match', CASE k.confmatchtype WHEN 's' THEN 'simple' WHEN 'f' THEN 'full' WHEN 'p' THEN 'partial' END,
    'deferrable', k.condeferrable,
    'initiallyDeferred', k.condeferred,
    'nullsNotDistinct', i.nulls_not_distinct,
    'withoutOverlaps', k.period,
    'noInherit', k.contype = 'c' AND k.connoinherit,
    'validated', k.convalidated,
    'enforced', k.enforced,
    'triggersEnabled',
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
      ),
    'inherited', NOT k.conislocal OR k.conparentid <> 0,
    'index', CASE WHEN i.relname <> k.conname THEN i.relname END,
    'comment', d.description
  ) AS description
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
LEFT JOIN pg_catalog.pg_description AS d ON d.classoid = k.tableoid AND d.objoid = k.oid
-- For foreign keys conindid is an index of the referenced table, not of this one.
LEFT JOIN LATERAL (
  SELECT ic.relname, ii.nulls_not_distinct
  FROM (SELECT false AS indnullsnotdistinct) AS assumed_index
  CROSS JOIN LATERAL (
    SELECT own.indexrelid, indnullsnotdistinct AS nulls_not_distinct FROM pg_catalog.pg_index AS own
  ) AS ii
  JOIN pg_catalog.pg_class AS ic ON ic.oid = ii.indexrelid
  WHERE ii.indexrelid = k.conindid
) AS i ON k.contype <> 'f'
WHERE n.nspname = ANY (:namespaces)
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
