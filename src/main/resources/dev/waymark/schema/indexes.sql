-- Indexes of tables and materialised views, also those that back a constraint.
SELECT
  c.tableoid AS catalog,
  c.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'table', t.relname,
    'name', c.relname,
    'constraint', con.conname,
    'definition', pg_catalog.pg_get_indexdef(c.oid),
    'method', am.amname,
    'unique', i.indisunique,
    'nullsNotDistinct', i.nulls_not_distinct,
    'primary', i.indisprimary,
    'keys', keys.list,
    'include', keys.included,
    'predicate', pg_catalog.pg_get_expr(i.indpred, i.indrelid),
    'valid', i.indisvalid,
    'ready', i.indisready,
    'clustered', i.indisclustered,
    'replicaIdentity', i.indisreplident,
    'partitionOf',
      (
        SELECT p.inhparent::pg_catalog.regclass::pg_catalog.text
        FROM pg_catalog.pg_inherits AS p
        WHERE c.relispartition AND p.inhrelid = c.oid
      ),
    'tablespace', ts.spcname,
    'storageParameters',
      -- Most have none, and an aggregate for each index would cost more than the rest of its row.
      CASE
        WHEN c.reloptions IS NOT NULL
          THEN (SELECT pg_catalog.json_agg(o ORDER BY o) FROM pg_catalog.unnest(c.reloptions) AS o)
      END,
    'comment', d.description
  ) AS description
-- Before PostgreSQL 15 there was no NULLS NOT DISTINCT.
FROM (SELECT false AS indnullsnotdistinct) AS assumed
CROSS JOIN LATERAL (
  SELECT own.*, indnullsnotdistinct AS nulls_not_distinct FROM pg_catalog.pg_index AS own
) AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class AS t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_am AS am ON am.oid = c.relam
LEFT JOIN pg_catalog.pg_tablespace AS ts ON ts.oid = c.reltablespace
-- A foreign key also names an index (conindid): that of the table it references.
LEFT JOIN pg_catalog.pg_constraint AS con
  ON con.conindid = c.oid AND con.contype IN ('p', 'u', 'x')
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = 0
LEFT JOIN LATERAL (
  SELECT
    pg_catalog.json_agg(
      pg_catalog.json_build_object(
        'column', a.attname,
        'expression',
          CASE WHEN k.attnum = 0 THEN pg_catalog.pg_get_indexdef(c.oid, k.position::pg_catalog.int4, false) END,
        'operatorClass',
          CASE
            WHEN NOT oc.opcdefault
              THEN (
                SELECT
                  CASE WHEN space.nspname <> 'pg_catalog' THEN pg_catalog.quote_ident(space.nspname) || '.'
                    ELSE '' END
                  || pg_catalog.quote_ident(oc.opcname)
                FROM pg_catalog.pg_namespace AS space
                WHERE space.oid = oc.opcnamespace
              )
          END,
        -- Less the server's own bookkeeping, as for the columns of tables.
        'options',
          CASE
            WHEN ia.attoptions IS NOT NULL
              THEN (
                SELECT pg_catalog.json_agg(o ORDER BY o)
                FROM pg_catalog.unnest(ia.attoptions) AS o
                WHERE NOT pg_catalog.starts_with(o, 'pg_')
              )
          END,
        'collation',
          CASE
            WHEN k.collated <> 0 AND k.collated <> COALESCE(
              a.attcollation,
              (SELECT kt.typcollation FROM pg_catalog.pg_type AS kt WHERE kt.oid = ia.atttypid)
            )
              THEN k.collated::pg_catalog.regcollation::pg_catalog.text
          END,
        -- Bit 1 of indoption: descending; bit 2: nulls first.
        'order', CASE WHEN k.option & 1 = 1 THEN 'desc' ELSE 'asc' END,
        'nulls', CASE k.option & 3 WHEN 1 THEN 'last' WHEN 2 THEN 'first' END
      )
      ORDER BY k.position
    ) FILTER (WHERE k.position <= i.indnkeyatts) AS list,
    pg_catalog.json_agg(a.attname ORDER BY k.position)
      FILTER (WHERE k.position > i.indnkeyatts) AS included
  FROM ROWS FROM (
    pg_catalog.unnest(i.indkey::pg_catalog.int2[]),
    pg_catalog.unnest(i.indclass::pg_catalog.oid[]),
    pg_catalog.unnest(i.indcollation::pg_catalog.oid[]),
    pg_catalog.unnest(i.indoption::pg_catalog.int2[])
  ) WITH ORDINALITY AS k (attnum, class, collated, option, position)
  -- One look-up a key; without LIMIT the planner makes hash tables anew for every index.
  LEFT JOIN LATERAL (
    SELECT own.attname, own.attcollation
    FROM pg_catalog.pg_attribute AS own
    -- Number 0 stands for an expression.
    WHERE own.attrelid = i.indrelid AND own.attnum = k.attnum AND k.attnum <> 0
    LIMIT 1
  ) AS a ON true
  LEFT JOIN LATERAL (
    SELECT own.attoptions, own.atttypid
    FROM pg_catalog.pg_attribute AS own
    WHERE own.attrelid = c.oid AND own.attnum = k.position
    LIMIT 1
  ) AS ia ON true
  LEFT JOIN LATERAL (
    SELECT own.opcname, own.opcdefault, own.opcnamespace
    FROM pg_catalog.pg_opclass AS own
    WHERE own.oid = k.class
    LIMIT 1
  ) AS oc ON true
) AS keys ON true
WHERE n.nspname = ANY (:namespaces)
  -- Temporary tables are nobody else's schema; TOAST indexes are the server's business.
  AND t.relpersistence <> 't'
  AND t.relkind IN ('r', 'p', 'm')
  -- What an extension made is the extension's, and so are the indexes of its tables.
  AND c.oid NOT IN (
    SELECT e.objid FROM pg_catalog.pg_depend AS e
    WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      AND e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND e.objsubid = 0 AND e.deptype = 'e'
  )
  AND t.oid NOT IN (
    SELECT e.objid FROM pg_catalog.pg_depend AS e
    WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      AND e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND e.objsubid = 0 AND e.deptype = 'e'
  )
